"""A course: its units together, what may be missed, who completes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.attendance.rules.policy import Policy
from lms.attendance.rules.shares import needed, reaches, rounded
from lms.attendance.rules.types import Basis, CourseState, Share
from lms.attendance.rules.units import UnitCounts, UnitResult, settle_unit

Settled = dict[tuple[int, UnitCounts, int], UnitResult]
"""Units by their place, their counts and the incidents before them, as settled by one list of policies."""


@dataclass(frozen=True, slots=True)
class CourseResult:
    """What a course comes to so far, in days, or in minutes of class time where the basis is hours.

    ``expelled_in`` is the number of the first unit with too many absences.
    """

    units: tuple[UnitResult, ...]
    scheduled: int
    held: int
    absent: int
    converted: int
    dropped: int
    needed: int
    expel_above: int | None
    is_expelled_in_total: bool
    expelled_in: int | None
    share: Share
    basis: Basis = Basis.DAYS

    @property
    def absences(self) -> int:
        """Absences of both kinds."""
        return self.absent + self.converted

    @property
    def attended(self) -> int:
        """Days credited after conversion, of those held."""
        return self.held - self.absent - self.dropped - self.converted

    @property
    def allowed(self) -> int:
        """How many days may be missed in all."""
        return self.scheduled - self.needed

    @property
    def left(self) -> int:
        """How many more days may be missed; below zero, completion is out of reach."""
        return self.allowed - self.absences - self.dropped

    @property
    def rate(self) -> Share:
        """The person's own rate so far: days after leaving are in neither part."""
        return self.attended, self.held - self.dropped

    @property
    def completes(self) -> bool:
        """Whether the share of all scheduled days is reached already."""
        return reaches(self.attended, self.scheduled, self.share)

    @property
    def is_expelled(self) -> bool:
        """Whether one of the two rules of expulsion holds."""
        return self.is_expelled_in_total or self.expelled_in is not None


def settle_course(
    policy: Policy,
    units: Sequence[UnitCounts],
    *,
    by_unit: Sequence[Policy] | None = None,
    known: Settled | None = None,
) -> CourseResult:
    """Settle a course from the counts of its units, in order; ``by_unit`` where they fall under different versions.

    ``known`` remembers units for a whole class, of which many are alike (those to come all are).
    """
    settled: list[UnitResult] = []
    before = 0
    for at, (counts, own) in enumerate(zip(units, by_unit or [policy] * len(units), strict=True)):
        key = (at, counts, before)
        unit = known.get(key) if known is not None else None
        if unit is None:
            unit = settle_unit(own, counts, before=before)
            if known is not None:
                known[key] = unit
        settled.append(unit)
        before += counts.incidents
    scheduled = sum(counts.scheduled for counts in units)
    absences = sum(unit.absences for unit in settled)
    expel_above = None if policy.expel_total is None else rounded(scheduled, policy.expel_total, policy.rounding)
    return CourseResult(
        units=tuple(settled),
        scheduled=scheduled,
        held=sum(counts.held for counts in units),
        absent=sum(counts.absent for counts in units),
        converted=sum(unit.converted for unit in settled),
        dropped=sum(counts.dropped for counts in units),
        needed=needed(scheduled, policy.completion),
        expel_above=expel_above,
        is_expelled_in_total=expel_above is not None and absences > expel_above,
        expelled_in=next((at for at, unit in enumerate(settled, 1) if unit.is_expelled), None),
        share=policy.completion,
        basis=policy.basis,
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """How a course ended: the official state, and where it counts in the placement formula (B, C, or nowhere)."""

    state: CourseState
    is_completion: bool
    counts_in_placement: str | None


def ending(
    result: CourseResult, *, is_employed: bool = False, left_early: bool = False, expelled: bool = False
) -> Ending:
    """The verdict on one who finished or left. Who is employed before the threshold is met is kept apart (조기취업)."""
    if result.completes and not expelled:
        state = CourseState.COMPLETED_EARLY if left_early else CourseState.COMPLETED
        return Ending(state, is_completion=True, counts_in_placement="B" if is_employed else None)
    if is_employed and not expelled:
        return Ending(CourseState.EARLY_EMPLOYED, is_completion=False, counts_in_placement="C")
    if expelled or result.is_expelled:
        return Ending(CourseState.EXPELLED, is_completion=False, counts_in_placement=None)
    state = CourseState.DROPPED if left_early else CourseState.NOT_COMPLETED
    return Ending(state, is_completion=False, counts_in_placement=None)
