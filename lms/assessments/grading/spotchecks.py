"""What the instructor grades: a budget per assignment, half drawn and half where the estimate is vaguest, and the
submissions that peers alone cannot settle."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from lms.assessments.grading.results import Estimate, Verdict
from lms.assessments.grading.types import Key


class Reason(StrEnum):
    """Why a submission goes to the instructor, the weightiest first."""

    APPEAL = "appeal"
    TOO_FEW_REVIEWS = "too_few_reviews"
    TOO_UNCERTAIN = "too_uncertain"
    BORDERLINE = "borderline"
    DRAWN = "drawn"
    LARGEST_SD = "largest_sd"


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """``share`` of the submissions, but at least ``least_early`` in the first ``early`` assignments and ``least_later``
    after them: early anchors help every later estimate. ``wide_range``: points between the peers' highest and lowest
    score from which one more review is asked for."""

    share: float = 0.10
    early: int = 2
    least_early: int = 3
    least_later: int = 2
    wide_range: float = 40.0


@dataclass(frozen=True, slots=True)
class Pick:
    """A submission for the instructor, and why."""

    submission: Key
    reason: Reason


def budget(submissions: int, *, position: int, policy: CheckPolicy | None = None) -> int:
    """How many pieces of the assignment at ``position`` (0 is the first) the instructor grades blind."""
    policy = policy or CheckPolicy()
    least = policy.least_early if position < policy.early else policy.least_later
    return min(submissions, max(ceil(policy.share * submissions - 1e-9), least))


def spot_checks(
    estimates: Iterable[Estimate], *, position: int, seed: Key, done: int = 0, policy: CheckPolicy | None = None
) -> tuple[Pick, ...]:
    """The pieces of one assignment to grade within its budget, of which ``done`` are graded already.

    Half is drawn by the seed, so that nobody can know they will not be read; half has the largest sd.
    """
    group = list(estimates)
    open_ones = [one for one in group if one.verdict is not Verdict.INSTRUCTOR_GRADED]
    wanted = min(max(budget(len(group), position=position, policy=policy) - done, 0), len(open_ones))
    drawn = sorted(open_ones, key=lambda one: _lot(seed, one.submission))[: ceil(wanted / 2)]
    taken = {one.submission for one in drawn}
    rest = [one for one in open_ones if one.submission not in taken]
    vaguest = sorted(rest, key=lambda one: (-one.sd, _lot(seed, one.submission)))[: wanted - len(drawn)]
    return (
        *(Pick(one.submission, Reason.DRAWN) for one in drawn),
        *(Pick(one.submission, Reason.LARGEST_SD) for one in vaguest),
    )


def always_checked(
    estimates: Iterable[Estimate], *, pass_line: float | None = None, appeals: Collection[Key] = ()
) -> tuple[Pick, ...]:
    """What goes to the instructor whatever the budget, each once with its weightiest reason."""
    picks: list[Pick] = []
    for one in estimates:
        reason = _always_reason(one, pass_line, appeals)
        if reason is not None:
            picks.append(Pick(one.submission, reason))
    order = list(Reason)
    return tuple(sorted(picks, key=lambda pick: order.index(pick.reason)))


def wants_extra_review(one: Estimate, *, wanted: int, policy: CheckPolicy | None = None) -> bool:
    """Whether one more review is asked before the instructor: peers far apart, and the extra one not yet there."""
    given = [part.given for part in one.breakdown.reviews]
    wide = len(given) >= 2 and max(given) - min(given) >= (policy or CheckPolicy()).wide_range
    return wide and len(given) <= wanted and one.verdict is not Verdict.INSTRUCTOR_GRADED


def _always_reason(one: Estimate, pass_line: float | None, appeals: Collection[Key]) -> Reason | None:
    if one.submission in appeals:
        return Reason.APPEAL
    if one.verdict is Verdict.INSTRUCTOR_GRADED:
        return None
    if one.verdict is Verdict.TOO_FEW_REVIEWS:
        return Reason.TOO_FEW_REVIEWS
    if one.verdict is Verdict.TOO_UNCERTAIN:
        return Reason.TOO_UNCERTAIN
    return Reason.BORDERLINE if pass_line is not None and one.low < pass_line <= one.high else None


def _lot(seed: Key, submission: Key) -> str:
    return hashlib.sha256(f"{seed!r}\x1f{submission!r}".encode()).hexdigest()
