"""Cells made regular: names, addresses, phone numbers, birth dates. A value, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from lms.accounts.rules import is_email, normal_email
from lms.admin.importing.decoding import Cell
from lms.admin.importing.types import Problem

_DANGEROUS = ("=", "+", "-", "@")
_RESIDENT = re.compile(r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*[-–]?\s*[1-8]\d{6}(?!\d)")
_EXCEL_EPOCH = date(1899, 12, 30)
_OLDEST = date(1920, 1, 1)


def plain(cell: Cell) -> str:
    """Text with full-width letters and digits made ordinary, without space around."""
    if isinstance(cell, date):
        return cell.isoformat()
    return unicodedata.normalize("NFKC", cell).strip()


def has_resident_number(cell: Cell) -> bool:
    """Whether a cell holds what looks like a resident registration number (six digits of birth, seven more)."""
    return not isinstance(cell, date) and _RESIDENT.search(plain(cell)) is not None


def name_of(cell: Cell) -> str | Problem:
    """A name: at most 80 letters, no formula, no control marks."""
    text = " ".join(plain(cell).split())
    if not text:
        return Problem.MISSING
    return text if _is_harmless(text) and len(text) <= 80 else Problem.TEXT_WRONG


def remarks_of(cell: Cell) -> str | Problem:
    """Free text of one line or more; formulas are refused."""
    text = plain(cell)[:1000]
    bare = text.replace("\n", " ").replace("\r", " ")
    return text if not text or _is_harmless(bare) else Problem.TEXT_WRONG


def _is_harmless(text: str) -> bool:
    return not text.startswith(_DANGEROUS) and all(unicodedata.category(char) not in ("Cc", "Cf") for char in text)


def email_of(cell: Cell) -> str | Problem:
    """A mail address in the form in which it is compared."""
    text = normal_email(plain(cell))
    if not text:
        return Problem.MISSING
    return text if is_email(text) and not text.startswith(_DANGEROUS) else Problem.EMAIL_WRONG


def phone_of(cell: Cell) -> str | Problem:
    """A Korean number with hyphens; the zero that Excel ate and the country's prefix are put right. Empty is fine."""
    text = plain(cell)
    if not text:
        return ""
    if re.search(r"[^\d\s+().-]", text):
        return Problem.PHONE_WRONG
    digits = re.sub(r"\D", "", text)
    digits = digits.removeprefix("82") if text.startswith(("+82", "82-", "(82")) else digits
    if not digits.startswith("0"):
        digits = "0" + digits
    return _with_hyphens(digits) or Problem.PHONE_WRONG


def _with_hyphens(digits: str) -> str:
    if re.fullmatch(r"01[016789]\d{7,8}|0[3-7]\d\d{6,8}", digits):
        return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"
    return f"02-{digits[2:-4]}-{digits[-4:]}" if re.fullmatch(r"02\d{7,8}", digits) else ""


def birth_date_of(cell: Cell, *, today: date) -> date | Problem | None:
    """A birth date from what people and Excel write: 2001-02-03, 2001.2.3, 2001년 2월 3일, 20010203, 010203, 36925.

    Two-digit years up to this year's are of this century. Empty is fine; a day before 1920 or in the future is not.
    """
    if isinstance(cell, date):
        return cell if _OLDEST <= cell <= today else Problem.DATE_WRONG
    text = plain(cell).removesuffix("생").strip()
    if not text:
        return None
    day = _day_of(text, today)
    return day if day is not None and _OLDEST <= day <= today else Problem.DATE_WRONG


def since_of(cell: Cell, *, today: date) -> date | Problem | None:
    """The day from which somebody takes part, written as birth dates are; two-digit years reach into the next year.
    Empty is fine; whether the cohort has such a day is decided when the cohort is known."""
    if isinstance(cell, date):
        return cell
    text = plain(cell)
    return (_day_of(text, date(today.year + 1, 1, 1)) or Problem.DATE_WRONG) if text else None


def _day_of(text: str, today: date) -> date | None:
    parts = re.fullmatch(r"(\d{2}|\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?(?:\s+00:00:00)?", text)
    if parts:
        return _date(parts[1], parts[2], parts[3], today)
    if re.fullmatch(r"\d{8}", text):
        return _date(text[:4], text[4:6], text[6:], today)
    if re.fullmatch(r"\d{6}", text):
        return _date(text[:2], text[2:4], text[4:], today)
    if re.fullmatch(r"\d{5}", text):
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return None


def _date(year: str, month: str, day: str, today: date) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= today.year % 100 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
