"""A unit period: absences, conversion, expulsion, allowance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lms.attendance.rules.policy import Policy
from lms.attendance.rules.shares import reaches, rounded
from lms.attendance.rules.types import ConversionScope, DayStatus, Share


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What the days of a unit are. ``held`` are those judged so far, of ``scheduled`` in all.

    ``absent`` are whole days; ``school`` (공결) count for completion and not for money; ``dropped`` are days after
    someone left, which leave the person's own rate and stay in the unit's.
    """

    scheduled: int
    held: int
    absent: int = 0
    incidents: int = 0
    school: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """The training allowance of a unit: days paid, won, and whether the share was reached."""

    days: int
    won: int
    is_due: bool


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What a unit comes to. Rates are (part, whole)."""

    counts: UnitCounts
    credited: int
    converted: int
    net: int
    absences: int
    rate: Share
    fee_rate: Share
    expel_from: int | None
    is_expelled: bool
    allowance: Allowance


def count_days(scheduled: int, days: Iterable[tuple[DayStatus, int]]) -> UnitCounts:
    """Counts of days given as (status, incidents). Incidents of an absent day are not counted again."""
    held = absent = incidents = school = dropped = 0
    for status, happened in days:
        held += 1
        if status.is_absence:
            absent += 1
        elif status is DayStatus.DROPPED:
            dropped += 1
        else:
            incidents += happened
            school += status is DayStatus.SCHOOL_EXCUSED
    return UnitCounts(max(scheduled, held), held, absent, incidents, school, dropped)


def converted_absences(policy: Policy, incidents: int, *, before: int = 0) -> int:
    """Absences that the incidents of a unit become. ``before`` are those of earlier units, where they still count."""
    if policy.incidents_per_absence is None or policy.conversion_scope is ConversionScope.NONE:
        return 0
    carried = before if policy.runs_over_units else 0
    return (carried + incidents) // policy.incidents_per_absence - carried // policy.incidents_per_absence


def settle_unit(policy: Policy, counts: UnitCounts, *, before: int = 0) -> UnitResult:
    """Settle one unit; ``before`` are the incidents of all units before it."""
    credited = counts.held - counts.absent - counts.dropped
    converted = min(credited, converted_absences(policy, counts.incidents, before=before))
    net = credited - converted
    absences = counts.absent + converted
    expel_from = None
    if policy.expel_unit is not None and counts.scheduled >= policy.expel_unit_min_days:
        expel_from = rounded(counts.scheduled, policy.expel_unit, policy.rounding)
    paid = max(0, net - counts.school)
    return UnitResult(
        counts=counts,
        credited=credited,
        converted=converted,
        net=net,
        absences=absences,
        rate=(net, counts.held - counts.dropped),
        fee_rate=(paid, counts.held),
        expel_from=expel_from,
        is_expelled=expel_from is not None and absences >= expel_from and absences > 0,
        allowance=allowance_of(policy, paid, counts.held),
    )


def allowance_of(policy: Policy, days: int, of_days: int) -> Allowance:
    """The allowance for so many credited days of a unit: none below the share, at most the cap."""
    is_due = reaches(days, of_days, policy.allowance_share)
    won = days * policy.allowance_per_day if is_due else 0
    if policy.allowance_cap is not None:
        won = min(won, policy.allowance_cap)
    return Allowance(days, won, is_due)
