"""Counting hours: what a day's mark is worth in minutes, and a unit without a grid of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lms.attendance.rules.calendar import Hours
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.types import ABSENCES, AWAY_AND_CREDITED, INCIDENTS, Basis, ConversionScope, DayStatus


@dataclass(frozen=True, slots=True)
class HoursResult:
    """Minutes that count in a unit, minutes needed, and whether they suffice."""

    counted: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """Whether the unit's hours are full."""
        return self.counted >= self.needed


def settle_hours(policy: Policy, minutes: Iterable[int]) -> HoursResult:
    """Add up the days of a unit, each cut at the day's maximum."""
    most = policy.hours_per_day_max * 60
    return HoursResult(sum(min(each, most) for each in minutes), policy.hours_per_unit * 60)


def counted_by(policy: Policy, basis: Basis) -> Policy:
    """A policy as a class follows it that counts days, or hours; by hours, rules that only days know are off."""
    if basis is policy.basis is Basis.DAYS:
        return policy
    if basis is Basis.DAYS:
        return replace(policy, basis=basis)
    return replace(
        policy,
        basis=basis,
        incidents_per_absence=None,
        conversion_scope=ConversionScope.NONE,
        expel_unit=None,
        expel_total=None,
        allowance_per_day=0,
    )


def has_rules_of_days(policy: Policy) -> bool:
    """Whether a policy converts, expels or pays, which needs days that are whole."""
    converts = policy.incidents_per_absence is not None and policy.conversion_scope is not ConversionScope.NONE
    expels = policy.expel_unit is not None or policy.expel_total is not None
    return converts or expels or policy.allowance_per_day > 0


def planned_minutes(policy: Policy, hours: Hours) -> int:
    """The class time of a day that can count, in whole minutes."""
    return min(hours.seconds // 60, policy.hours_per_day_max * 60)


def takes_minutes(status: DayStatus) -> bool:
    """Whether it matters how long somebody was there; an absence counts nothing, an excused day everything."""
    return status.is_credited and status not in AWAY_AND_CREDITED


def minutes_worth(policy: Policy, status: DayStatus, minutes: int | None, *, planned: int) -> int:
    """What a mark counts, in minutes: nothing of an absence, all that was planned of an excused day, else the minutes
    that are known. Without any, a day is worth what was planned, less the policy's minutes for each incident."""
    if status in ABSENCES or status is DayStatus.DROPPED:
        return 0
    if status in AWAY_AND_CREDITED:
        return planned
    if minutes is None:
        return max(0, planned - policy.minutes_per_incident * len(INCIDENTS.get(status, ())))
    return min(minutes, planned)
