"""The columns of the list: 연번 first, 비고 last, as centres print it."""

from __future__ import annotations

from collections.abc import Sequence

from lms.attendance.rules import Basis
from lms.credentials.types import CompletionRow, Verdict

HEADINGS = (
    "연번",
    "과정명",
    "기수",
    "성명",
    "생년월일",
    "연락처",
    "소정훈련일수",
    "인정일수",
    "지각",
    "조퇴",
    "외출",
    "환산결석",
    "결석",
    "출석률(%)",
    "수료구분",
    "수료일",
    "수료증번호",
    "비고",
)
HEADINGS_BY_HOURS = (
    *HEADINGS[:6],
    "계획시간(분)",
    "출석시간(분)",
    *HEADINGS[8:12],
    "결석시간(분)",
    *HEADINGS[13:],
)
VERDICTS = {Verdict.COMPLETED: "수료", Verdict.EARLY_EMPLOYED: "조기취업", Verdict.NOT_COMPLETED: "미수료"}


def headings(rows: Sequence[CompletionRow]) -> tuple[str, ...]:
    """The heading line; where a class counts hours, its sums are minutes."""
    return HEADINGS_BY_HOURS if rows and rows[0].basis is Basis.HOURS else HEADINGS


def cells(row: CompletionRow) -> list[str | int]:
    """One line; numbers stay numbers, dates are YYYY-MM-DD."""
    return [
        row.serial,
        row.course,
        row.cohort,
        row.name,
        row.birth_date.isoformat() if row.birth_date else "",
        row.phone,
        row.scheduled,
        row.credited,
        row.late,
        row.left_early,
        row.outing,
        row.converted,
        row.absent,
        row.rate,
        VERDICTS.get(Verdict(row.verdict), "") if row.verdict else "",
        row.decided_on.isoformat() if row.decided_on else "",
        row.certificate,
        row.remarks,
    ]
