"""What an estimation returns: frozen values with everything that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lms.assessments.grading.types import BadHistoryError, Key


class Verdict(StrEnum):
    """Whether a grade may be shown to its author."""

    PUBLISHABLE = "publishable"
    INSTRUCTOR_GRADED = "instructor_graded"
    TOO_FEW_REVIEWS = "too_few_reviews"
    TOO_UNCERTAIN = "too_uncertain"


@dataclass(frozen=True, slots=True)
class ReviewShare:
    """One review's part of a grade: it counted ``share`` (0 to 1) with ``adjusted`` for the ``given`` points."""

    reviewer: Key
    given: float
    adjusted: float
    share: float


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The grade before clipping as a weighted average; the shares sum to 1. ``anchor`` is the instructor's points."""

    reviews: tuple[ReviewShare, ...]
    anchor: float
    anchor_share: float
    class_mean: float
    class_share: float

    @property
    def share_sum(self) -> float:
        return sum(part.share for part in self.reviews) + self.anchor_share + self.class_share

    @property
    def total(self) -> float:
        peers = sum(part.share * part.adjusted for part in self.reviews)
        return peers + self.anchor_share * self.anchor + self.class_share * self.class_mean


@dataclass(frozen=True, slots=True)
class Estimate:
    """A submission's grade on 0 to 100 with its standard deviation and 90 % interval (points)."""

    submission: Key
    grade: float
    sd: float
    low: float
    high: float
    review_count: int
    verdict: Verdict
    breakdown: Breakdown

    @property
    def needs_instructor(self) -> bool:
        return self.verdict in {Verdict.TOO_FEW_REVIEWS, Verdict.TOO_UNCERTAIN}


@dataclass(frozen=True, slots=True)
class ReviewerEstimate:
    """How someone reviews. ``habit``: points above (+) or below the class. ``sensitivity``: 1 tells good from weak work
    fully, 0 not at all. ``noise``: sd of what is left, in points. Each with its standard deviation.
    ``informativeness`` is sensitivity² / noise²."""

    reviewer: Key
    review_count: int
    habit: float
    habit_sd: float
    sensitivity: float
    sensitivity_sd: float
    noise: float
    noise_sd: float
    informativeness: float


@dataclass(frozen=True, slots=True)
class ReviewCheck:
    """A review against what all others say: ``expected`` is predicted without this review but with the reviewer's
    habit, ``surprise`` = given - expected in points, ``z`` the same in standard deviations."""

    reviewer: Key
    submission: Key
    given: float
    expected: float
    surprise: float
    z: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """The result of one estimation. ``leniency``: points by which the class as a whole is kinder than the instructor.
    ``submissions`` and ``checks`` stand in the order of the history's submissions and reviews."""

    strategy: str
    version: str
    fingerprint: str
    is_calibrated: bool
    leniency: float
    leniency_sd: float
    submissions: tuple[Estimate, ...]
    reviewers: tuple[ReviewerEstimate, ...]
    checks: tuple[ReviewCheck, ...]

    def of(self, submission: Key) -> Estimate:
        """One submission's estimate. Raises ``BadHistoryError`` when the history did not hold it."""
        for estimate in self.submissions:
            if estimate.submission == submission:
                return estimate
        raise BadHistoryError("submission", f"unknown: {submission!r}")
