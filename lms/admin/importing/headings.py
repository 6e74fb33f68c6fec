"""Which column is which: the words that centres write above their lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lms.admin.importing.decoding import Cell, Rows
from lms.admin.importing.types import Column, FileProblem, Unreadable

_WORDS: dict[Column, tuple[str, ...]] = {
    Column.NAME: ("성명", "이름", "훈련생명", "교육생명", "수강생명", "훈련생", "교육생", "name", "fullname"),
    Column.EMAIL: ("이메일", "이메일주소", "메일", "메일주소", "전자우편", "email", "emailaddress", "mail"),
    Column.PHONE: (
        "연락처", "전화", "전화번호", "휴대폰", "휴대폰번호", "휴대전화", "휴대전화번호", "핸드폰", "핸드폰번호",
        "phone", "mobile", "tel",
    ),
    Column.BIRTH_DATE: ("생년월일", "생일", "출생일", "birthdate", "dateofbirth", "birthday", "dob"),
    Column.COHORT: ("기수", "회차", "차수", "cohort", "run"),
    Column.SECTION: ("반", "분반", "학급", "반명", "class", "section"),
    Column.SINCE: ("시작일", "수강시작일", "입과일", "startdate", "since"),
    Column.REMARKS: ("비고", "메모", "참고", "특이사항", "remarks", "note", "notes"),
}  # fmt: skip
_KNOWN = {word: column for column, words in _WORDS.items() for word in words}
_RESIDENT = ("주민등록번호", "주민번호", "residentnumber", "rrn", "ssn")
_LOOKED_AT = 10


def find_heading(rows: Rows) -> tuple[int, dict[Column, int], tuple[str, ...]]:
    """The index of the heading among the rows, the place of each column, and the headings that are passed over.

    Titles above the heading are skipped. Raises Unreadable without a name and an address column, and for a column of
    resident numbers.
    """
    for index, (row, cells) in enumerate(rows[:_LOOKED_AT]):
        words = [_word(cell) for cell in cells]
        if any(word in _RESIDENT for word in words):
            raise Unreadable(FileProblem.RESIDENT_NUMBERS, row)
        places = _places(words)
        if Column.NAME in places and Column.EMAIL in places:
            used = set(places.values())
            unused = [str(cell).strip() for number, cell in enumerate(cells) if number not in used]
            return index, places, tuple(text[:40] for text in unused if text)
    raise Unreadable(FileProblem.NO_HEADING)


def _word(cell: Cell) -> str:
    text = unicodedata.normalize("NFKC", str(cell)).casefold()
    return re.sub(r"[\s*_./-]|\([^)]*\)", "", text)


def _places(words: Sequence[str]) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for number, word in enumerate(words):
        column = _KNOWN.get(word)
        if column is not None:
            places.setdefault(column, number)
    return places
