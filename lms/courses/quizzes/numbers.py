"""Reading numbers as people in Korea type them: ``1,234.5``, ``３.１４``, ``3만 5천``, ``이십삼``, ``삼 점 일사``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_PLAIN = re.compile(r"[-+]?(?=\.?\d)(?:\d{1,3}(?:,\d{3})+|\d{1,30})?(?:\.\d{1,30})?(?:e[-+]?\d{1,3})?", re.IGNORECASE)
_PART = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,30}(?:\.\d{1,30})?")
_DIGITS = {letter: value for value, letter in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_SMALL = {"십": 10, "백": 100, "천": 1_000}
_LARGE = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
LONGEST = 60


def read_number(text: str) -> Decimal | None:
    """The number that a text says, or None."""
    plain = unicodedata.normalize("NFKC", text[: LONGEST + 1]).replace("\u2212", "-").replace("\u2013", "-")
    plain = "".join(plain.split())
    if not plain or len(plain) > LONGEST:
        return None
    if _PLAIN.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    sign = -1 if plain[0] == "-" else 1
    words = plain.removeprefix("-").removeprefix("마이너스")
    found = _korean(words)
    if found is None:
        return None
    return -found if sign < 0 or plain.startswith("마이너스") else found


def _korean(words: str) -> Decimal | None:
    whole, point, rest = words.partition("점")
    if point and (not rest or any(letter not in _DIGITS for letter in rest)):
        return None
    value = _whole(whole)
    if value is None or not point:
        return value
    return value + Decimal("0." + "".join(str(_DIGITS[letter]) for letter in rest))


def _whole(words: str) -> Decimal | None:
    """Sum of groups: every group of thousands times 만, 억 or 조, each smaller than the one before."""
    if not words:
        return None
    total, group, digit = Decimal(0), Decimal(0), None
    small, large = 10_000, 10**16
    place = 0
    while place < len(words):
        letter = words[place]
        if match := _PART.match(words, place):
            if digit is not None:
                return None
            digit, place = Decimal(match[0].replace(",", "")), match.end()
            continue
        place += 1
        if letter in _DIGITS:
            if digit is not None:
                return None
            digit = Decimal(_DIGITS[letter])
        elif letter in _SMALL and _SMALL[letter] < small:
            small = _SMALL[letter]
            group, digit = group + (digit if digit is not None else 1) * small, None
        elif letter in _LARGE and _LARGE[letter] < large:
            large = _LARGE[letter]
            group += digit if digit is not None else 0
            total, group, digit, small = total + (group or 1) * large, Decimal(0), None, 10_000
        else:
            return None
    return total + group + (digit if digit is not None else 0)
