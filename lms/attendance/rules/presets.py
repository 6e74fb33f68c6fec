"""Three policies to start from, with the day from which each one is meant to hold.

``hrdnet-2026``: the training-card notice as digested in the 2026 guidelines. ``city-basic``: the same day and
completion rules without expulsion and allowance. ``hours-based``: no grid of days, 160 hours a month (42 Seoul, 2024).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lms.attendance.rules.policy import Policy
from lms.attendance.rules.types import Basis, ConversionScope


@dataclass(frozen=True, slots=True)
class Preset:
    """A policy with the first day on which it may be used."""

    policy: Policy
    since: date


_HRDNET = Policy()
_CITY = replace(_HRDNET, id="city-basic", expel_unit=None, expel_total=None, allowance_per_day=0, allowance_cap=None)
_HOURS = replace(
    _CITY,
    id="hours-based",
    grace_in=0,
    grace_out=0,
    absent_below=None,
    incidents_per_absence=None,
    conversion_scope=ConversionScope.NONE,
    basis=Basis.HOURS,
    leave_per_month=0,
    leave_max=0,
)
PRESETS: Mapping[str, Preset] = {
    "hrdnet-2026": Preset(_HRDNET, date(2026, 1, 1)),
    "city-basic": Preset(_CITY, date(2024, 1, 1)),
    "hours-based": Preset(_HOURS, date(2024, 1, 1)),
}
DEFAULT = "hrdnet-2026"
