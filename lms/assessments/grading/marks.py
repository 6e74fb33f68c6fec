"""The reviewer's mark: did they do it, were they near what everybody else says, was it of use. It enters no grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lms.assessments.grading.results import Estimates, ReviewCheck, Verdict
from lms.assessments.grading.types import Key


@dataclass(frozen=True, slots=True)
class MarkRule:
    """Shares of the mark; ``zero_at``: mean surprise (points) at which accuracy is 0; ``revenge_gap``: a review
    that lies so many points below the work's other reviews is not rated by its author."""

    completion: float = 0.4
    accuracy: float = 0.4
    usefulness: float = 0.2
    zero_at: float = 25.0
    revenge_gap: float = 10.0


@dataclass(frozen=True, slots=True)
class Duty:
    """How many reviews someone was given, and how many they finished in time."""

    reviewer: Key
    assigned: int
    on_time: int


@dataclass(frozen=True, slots=True)
class Rating:
    """How useful the author found a review: 0 to 100, given before the author saw the total."""

    reviewer: Key
    submission: Key
    value: float


@dataclass(frozen=True, slots=True)
class ReviewerMark:
    """The mark and its parts on 0 to 100; a part without evidence is empty and its share goes to the others.
    ``discarded``: submissions whose author's rating looked like revenge and was left out."""

    reviewer: Key
    mark: float | None
    completion: float | None
    accuracy: float | None
    usefulness: float | None
    discarded: tuple[Key, ...]


def reviewer_marks(
    estimates: Estimates, duties: Iterable[Duty], ratings: Iterable[Rating] = (), rule: MarkRule | None = None
) -> tuple[ReviewerMark, ...]:
    """A mark for everybody with a duty, in the order of the duties."""
    rule = rule or MarkRule()
    accuracies = _accuracies(estimates, rule)
    lows = low_reviews(estimates.checks, rule.revenge_gap)
    rated: dict[Key, list[Rating]] = {}
    for rating in ratings:
        rated.setdefault(rating.reviewer, []).append(rating)
    return tuple(_mark(duty, accuracies, rated.get(duty.reviewer, []), lows, rule) for duty in duties)


def low_reviews(checks: Iterable[ReviewCheck], gap: float) -> frozenset[tuple[Key, Key]]:
    """(reviewer, submission) of reviews more than ``gap`` points below the mean of the work's other reviews."""
    by_work: dict[Key, list[ReviewCheck]] = {}
    for check in checks:
        by_work.setdefault(check.submission, []).append(check)
    found: set[tuple[Key, Key]] = set()
    for group in by_work.values():
        total = sum(check.given for check in group)
        for check in group if len(group) > 1 else ():
            if (total - check.given) / (len(group) - 1) - check.given > gap:
                found.add((check.reviewer, check.submission))
    return frozenset(found)


def _accuracies(estimates: Estimates, rule: MarkRule) -> dict[Key, float]:
    """Reviews that nobody else can speak about (no second review, no instructor) say nothing about accuracy."""
    opinions = Counter(check.submission for check in estimates.checks)
    opinions.update(one.submission for one in estimates.submissions if one.verdict is Verdict.INSTRUCTOR_GRADED)
    surprises: dict[Key, list[float]] = {}
    for check in estimates.checks:
        if opinions[check.submission] > 1:
            surprises.setdefault(check.reviewer, []).append(abs(check.surprise))
    return {
        reviewer: 100 * max(0.0, 1 - sum(values) / len(values) / rule.zero_at) for reviewer, values in surprises.items()
    }


def _mark(
    duty: Duty, accuracies: dict[Key, float], ratings: list[Rating], lows: frozenset[tuple[Key, Key]], rule: MarkRule
) -> ReviewerMark:
    completion = 100 * min(duty.on_time / duty.assigned, 1.0) if duty.assigned else None
    accuracy = accuracies.get(duty.reviewer)
    kept = [one.value for one in ratings if (one.reviewer, one.submission) not in lows]
    usefulness = sum(kept) / len(kept) if kept else None
    parts = ((completion, rule.completion), (accuracy, rule.accuracy), (usefulness, rule.usefulness))
    return ReviewerMark(
        reviewer=duty.reviewer,
        mark=_weighted(parts),
        completion=completion,
        accuracy=accuracy,
        usefulness=usefulness,
        discarded=tuple(one.submission for one in ratings if (one.reviewer, one.submission) in lows),
    )


def _weighted(parts: Iterable[tuple[float | None, float]]) -> float | None:
    known = [(value, weight) for value, weight in parts if value is not None and weight > 0]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None
