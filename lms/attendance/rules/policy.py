"""The versioned policy: every number and switch that a ministry or a centre may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.attendance.rules.calendar import Hours
from lms.attendance.rules.types import Basis, ConversionScope, ExcuseKind, Rounding, Share, UnitStart

EXCUSE_DAYS: Mapping[ExcuseKind, int] = {
    ExcuseKind.OWN_WEDDING: 5,
    ExcuseKind.CHILD_WEDDING: 1,
    ExcuseKind.DEATH_SPOUSE_OR_PARENT: 5,
    ExcuseKind.DEATH_GRANDPARENT: 3,
    ExcuseKind.DEATH_CHILD: 3,
    ExcuseKind.DEATH_SIBLING: 3,
    ExcuseKind.BIRTH: 5,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """Attendance terms in force at a time. ``None`` switches a rule off. Minutes are whole; shares are pairs.

    ``absent_below``: less of the day's class time than this is an absence. ``incidents_per_absence``: so many lates,
    early leaves and outings of a ``conversion_scope`` are one absence; ``carries_remainder`` takes what is left over
    into the next unit. ``expel_unit``: absences of a unit from this share on (units of ``expel_unit_min_days`` on).
    ``expel_total``: absences above this share of the course. ``hours_per_unit`` and ``hours_per_day_max`` are for the
    basis ``hours``, and so is ``minutes_per_incident``: what a late, an early leave or an outing takes off a day that
    was marked by hand without its hours. ``correction_days``: until so many days after the cause a correction may be
    asked for.
    ``danger``, ``warning``, ``watch``: shares of the allowed absences that are left, at which people are told.
    """

    id: str = "hrdnet-2026"
    hours: Hours = field(default_factory=Hours)
    grace_in: int = 10
    grace_out: int = 10
    boundary_is_on_time: bool = True
    absent_below: Share | None = (1, 2)
    counts_each_outing: bool = False
    incidents_per_absence: int | None = 3
    conversion_scope: ConversionScope = ConversionScope.UNIT_PERIOD
    carries_remainder: bool = False
    unit_start: UnitStart = UnitStart.CLAMPED
    completion: Share = (4, 5)
    expel_unit: Share | None = (1, 2)
    expel_unit_min_days: int = 14
    expel_total: Share | None = (1, 5)
    rounding: Rounding = Rounding.HALF_UP
    sick: Share = (1, 10)
    leave_per_month: int = 1
    leave_max: int = 6
    leave_min_months: int = 6
    excuse_days: Mapping[ExcuseKind, int] = field(default_factory=lambda: dict(EXCUSE_DAYS))
    allowance_per_day: int = 10_000
    allowance_cap: int | None = 200_000
    allowance_share: Share = (4, 5)
    correction_days: int = 1
    basis: Basis = Basis.DAYS
    hours_per_unit: int = 160
    hours_per_day_max: int = 12
    minutes_per_incident: int = 60
    warn_in_a_row: int = 3
    alert_in_a_row: int = 5
    danger: Share = (3, 20)
    warning: Share = (3, 10)
    watch: Share = (3, 5)

    @property
    def runs_over_units(self) -> bool:
        """Whether incidents of earlier units still count when a later one is converted."""
        return self.carries_remainder or self.conversion_scope is ConversionScope.COURSE
