"""Rules of appeals: a token an assignment, back when upheld or withdrawn; seven days; one open at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from lms.assessments.types.grading import AppealKind, WhyNotGrade

APPEALS_FOR = timedelta(days=7)


class Row(Protocol):
    """A row of the appeals of one submission, in order."""

    @property
    def kind(self) -> str: ...
    @property
    def turn(self) -> int: ...


RowT = TypeVar("RowT", bound=Row)


def open_appeal(rows: Sequence[RowT]) -> RowT | None:
    """The filing that nobody has answered."""
    answered = {row.turn for row in rows if row.kind != AppealKind.FILED}
    return next((row for row in rows if row.kind == AppealKind.FILED and row.turn not in answered), None)


def next_turn(rows: Sequence[Row]) -> int:
    """The number of the next filing."""
    return 1 + sum(row.kind == AppealKind.FILED for row in rows)


def why_not_appeal(rows: Sequence[Row], *, graded_at: datetime, now: datetime) -> WhyNotGrade | None:
    """Whether the token is there and the time is right."""
    if open_appeal(rows) is not None:
        return WhyNotGrade.APPEAL_OPEN
    if any(row.kind == AppealKind.REJECTED for row in rows):
        return WhyNotGrade.USED_UP
    return WhyNotGrade.APPEAL_LATE if now >= graded_at + APPEALS_FOR else None
