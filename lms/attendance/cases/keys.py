"""Which figures a kind of case is asked for when its file does not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_UNIT = (
    "credited",
    "converted_absences",
    "net_attended",
    "absences",
    "rate_pct",
    "stipend_krw",
    "stipend_ok",
    "expel_threshold",
    "expelled",
)
_RATES = ("completion_rate_pct", "fee_rate_pct")
_COURSE = ("attended", "rate_pct", "completed", "needed_days", "expel_if_more_than", "expelled")
_ENDING = ("state", "counts_as_completion", "counts_in_placement")


def usual_keys(level: object, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the usual answer; empty for everything that there is."""
    if level == "period":
        return ("credited_dates",)
    if level == "unit_period":
        if "day_minutes" in given or "minutes" in given:
            return ()
        return _RATES if "school_excused" in given else _UNIT
    if level == "course":
        if "asked" in given:
            return ("credited", "absent")
        if "employed_on_day" in given:
            return _ENDING
        return _COURSE if "scheduled_days" in given and ("absences" in given or "credited" in given) else ()
    return ()
