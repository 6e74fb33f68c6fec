"""The columns of the list: 연번 first, 비고 last, as centres print it."""

from __future__ import annotations

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
VERDICTS = {Verdict.COMPLETED: "수료", Verdict.EARLY_EMPLOYED: "조기취업", Verdict.NOT_COMPLETED: "미수료"}


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
