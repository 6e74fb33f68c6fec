"""What needs the instructor, and in which order lists show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lms.assessments.types.grading import Need

FEWEST_REVIEWS = 2
MOST_SD = 8.0
FALLS_FROM = 1.0
ORDERS = ("need", "name", "estimate", "sd", "reviews", "grade")


class Line(Protocol):
    """What the triage looks at: reviews given and running, the estimate, what was picked and appealed."""

    @property
    def author_id(self) -> int: ...
    @property
    def submission_id(self) -> int: ...
    @property
    def done(self) -> int: ...
    @property
    def running(self) -> int: ...
    @property
    def estimate(self) -> float | None: ...
    @property
    def sd(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def points(self) -> float | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def pick(self) -> str | None: ...
    @property
    def is_checked(self) -> bool: ...
    @property
    def has_appeal(self) -> bool: ...


def needs(
    line: Line, *, pass_line: float, least: int = FEWEST_REVIEWS, has_instructor_part: bool = False
) -> Need | None:
    """Why a submission needs the instructor, the weightiest reason; nothing for one that they have graded.

    ``has_instructor_part``: a share of the grade is theirs, and there is no grade without it.
    """
    if line.has_appeal:
        return Need.APPEAL
    if line.pick is not None and not line.is_checked:
        return Need.SPOT_CHECK
    if has_instructor_part and not line.is_checked and line.source != "instructor":
        return Need.INSTRUCTOR_PART
    if line.is_checked or line.source == "instructor" or line.estimate is None:
        return None
    if line.done < least:
        return Need.TOO_FEW_REVIEWS
    if line.sd is not None and line.sd > MOST_SD:
        return Need.TOO_UNCERTAIN
    if line.low is not None and line.high is not None and line.low < pass_line <= line.high:
        return Need.BORDERLINE
    return None


def would_fall(line: Line) -> bool:
    """Whether a published grade of peers stands above today's estimate by more than nobody can tell apart."""
    if line.points is None or line.estimate is None or line.source != "peers":
        return False
    return line.points - line.estimate >= FALLS_FROM


def grading_order(line: Line, need: Need | None, names: Mapping[int, str], order: str) -> tuple[float, str, int]:
    """Sorts an overview by what was asked for; ties by name."""
    rank = {
        "need": list(Need).index(need) if need else len(Need),
        "estimate": -(line.estimate if line.estimate is not None else -1.0),
        "sd": -(line.sd or 0.0),
        "reviews": line.done,
        "grade": -(line.points if line.points is not None else -1.0),
    }
    return float(rank.get(order, 0)), names.get(line.author_id, ""), line.submission_id
