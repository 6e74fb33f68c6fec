"""Policies as plain values: how terms keep them and how case files write them.

The keys are those of the public case files: ``grace_in_min``, ``completion_ratio`` as ``"4/5"``, ``day`` as ``HH:MM``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lms.attendance.rules import reading
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.presets import DEFAULT, PRESETS
from lms.attendance.rules.types import Basis, ConversionScope, Rounding, UnitStart

Reader = Callable[[Any, str], Any]


def _maybe(read: Reader) -> Reader:
    return lambda value, where: None if value is None else read(value, where)


_READERS: Mapping[str, tuple[str, Reader]] = {
    "id": ("id", reading.word),
    "grace_in_min": ("grace_in", reading.count),
    "grace_out_min": ("grace_out", reading.count),
    "grace_boundary": ("boundary_is_on_time", reading.boundary),
    "absent_below_ratio": ("absent_below", _maybe(reading.share)),
    "counts_each_outing": ("counts_each_outing", reading.switch),
    "events_per_absence": ("incidents_per_absence", _maybe(reading.positive)),
    "conversion_scope": ("conversion_scope", reading.choice(ConversionScope)),
    "carry_remainder": ("carries_remainder", reading.switch),
    "unit_start": ("unit_start", reading.choice(UnitStart)),
    "completion_ratio": ("completion", reading.share),
    "expel_unit_ratio": ("expel_unit", _maybe(reading.share)),
    "expel_unit_min_days": ("expel_unit_min_days", reading.count),
    "expel_total_ratio": ("expel_total", _maybe(reading.share)),
    "rounding": ("rounding", reading.choice(Rounding)),
    "sick_ratio": ("sick", reading.share),
    "leave_per_month": ("leave_per_month", reading.count),
    "leave_max": ("leave_max", reading.count),
    "leave_min_months": ("leave_min_months", reading.count),
    "excuse_days": ("excuse_days", reading.excuse_days),
    "stipend_per_day": ("allowance_per_day", reading.count),
    "stipend_cap": ("allowance_cap", _maybe(reading.count)),
    "stipend_min_ratio": ("allowance_share", reading.share),
    "correction_deadline_days": ("correction_days", reading.count),
    "basis": ("basis", reading.choice(Basis)),
    "hours_per_unit": ("hours_per_unit", reading.positive),
    "hours_per_day_max": ("hours_per_day_max", reading.positive),
    "minutes_per_incident": ("minutes_per_incident", reading.count),
    "warn_in_a_row": ("warn_in_a_row", reading.positive),
    "alert_in_a_row": ("alert_in_a_row", reading.positive),
    "danger_ratio": ("danger", reading.share),
    "warning_ratio": ("warning", reading.share),
    "watch_ratio": ("watch", reading.share),
}
KEYS = frozenset({"day", *_READERS})
"""Every key of a policy's plain form."""


def policy_from(plain: object, *, base: Policy | None = None, where: str = "policy", strict: bool = True) -> Policy:
    """Read a policy. What is not named keeps the value of ``base``, else of the preset that ``id`` names.

    Raises BadValueError, which names the key; so does an unknown key when ``strict``.
    """
    values = reading.mapping(plain, where)
    if strict and (unknown := sorted(set(values) - KEYS)):
        raise reading.BadValueError(f"{where}.{unknown[0]}", "no such number or switch")
    policy = _start(values, base)
    changed: dict[str, Any] = {}
    for key, (name, read) in _READERS.items():
        if key in values:
            changed[name] = read(values[key], f"{where}.{key}")
    if "day" in values:
        changed["hours"] = reading.hours(values["day"], f"{where}.day", base=policy.hours)
    return replace(policy, **changed)


def _start(values: Mapping[str, Any], base: Policy | None) -> Policy:
    named = values.get("id")
    if base is not None and named in (None, base.id):
        return base
    preset = PRESETS.get(named) if isinstance(named, str) else None
    return preset.policy if preset is not None else base or PRESETS[DEFAULT].policy


def policy_to(policy: Policy) -> dict[str, Any]:
    """The plain form, complete, so that it means the same when presets change."""
    plain: dict[str, Any] = {"day": reading.plain_hours(policy.hours)}
    for key, (name, _read) in _READERS.items():
        plain[key] = _plain(name, getattr(policy, name))
    return plain


def _plain(name: str, value: Any) -> Any:
    if name == "boundary_is_on_time":
        return "inclusive" if value else "exclusive"
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    if isinstance(value, Mapping):
        return {str(kind): days for kind, days in sorted(value.items())}
    return str(value) if isinstance(value, str) else value


def differences(before: Policy, after: Policy) -> dict[str, tuple[Any, Any]]:
    """The keys in which two policies differ, each with both plain values."""
    old, new = policy_to(before), policy_to(after)
    return {key: (old[key], new[key]) for key in old if old[key] != new[key]}
