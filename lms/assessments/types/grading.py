"""Words of grades: what becomes of an estimate, why a step is closed, and a grade as printed arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from lms.assessments.grading import Explanation


class Decision(StrEnum):
    """What a settling does with one submission."""

    PUBLISH = "publish"
    RAISE = "raise"
    LOWER = "lower"
    WAIT_TO_LOWER = "wait_to_lower"
    KEEP = "keep"
    HOLD = "hold"


class Need(StrEnum):
    """Why a submission needs the instructor, the weightiest first."""

    APPEAL = "appeal"
    SPOT_CHECK = "spot_check"
    INSTRUCTOR_PART = "instructor_part"
    TOO_FEW_REVIEWS = "too_few_reviews"
    TOO_UNCERTAIN = "too_uncertain"
    BORDERLINE = "borderline"


class AppealKind(StrEnum):
    """What happened to an appeal."""

    FILED = "filed"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """Who wrote a sentence about a review."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    INSTRUCTOR = "instructor"


class WhyNotGrade(StrEnum):
    """Why a step of grading is closed."""

    NOT_GRADED = "not_graded"
    RATE_FIRST = "rate_first"
    RATED_ALREADY = "rated_already"
    USED_UP = "used_up"
    APPEAL_OPEN = "appeal_open"
    APPEAL_LATE = "appeal_late"
    NOTHING_NAMED = "nothing_named"
    GRADED_IT_YOURSELF = "graded_it_yourself"
    NO_APPEAL = "no_appeal"
    REASON_MISSING = "reason_missing"
    HELD_BY_ANOTHER = "held_by_another"
    CHECKED_ALREADY = "checked_already"
    ALL_CRITERIA = "all_criteria"
    EXEMPLARS_FIRST = "exemplars_first"
    PRACTISED_ALREADY = "practised_already"
    EXEMPLARS_IN_USE = "exemplars_in_use"
    NOTHING_TO_ASK = "nothing_to_ask"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a grade is put together from: the peers' and the instructor's points with their weights in percent, and the
    points that being late costs."""

    peers: Decimal | None
    instructor: Decimal | None
    peer_weight: int = 100
    instructor_weight: int = 0
    late_off: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts put together: what the peers and the instructor contribute (exactly), the rounded whole, the grade after
    lateness."""

    peer_points: Decimal
    instructor_points: Decimal
    whole: Decimal
    late_off: Decimal
    points: Decimal

    @property
    def exact(self) -> Decimal:
        """The whole before it is rounded."""
        return self.peer_points + self.instructor_points


@dataclass(frozen=True, slots=True)
class GradeExplained:
    """A grade as arithmetic that can be followed; ``aliases`` name the reviews in the order of its lines.

    ``peers`` is missing for a grade that the instructor gave alone. ``adjusted`` says whether habits were corrected.
    """

    peers: Explanation | None
    aliases: tuple[str, ...]
    parts: Parts
    sum: Sum
    strategy: str
    is_calibrated: bool
    anchors: int
    adjusted: bool
    fingerprint: str
    version: str


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One row of a grade's history."""

    at: datetime
    points: float
    source: str
    reason: str
