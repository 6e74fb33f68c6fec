"""Policies as plain values."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest

from lms.attendance.rules import DEFAULT, PRESETS, BadValueError, Policy, differences, policy_from, policy_to
from lms.attendance.rules.types import Rounding


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_preset_survives_being_written(name: str) -> None:
    policy = PRESETS[name].policy
    assert policy.id == name
    assert policy_from(json.loads(json.dumps(policy_to(policy)))) == policy
    assert PRESETS[name].since <= date(2026, 1, 1)


def test_every_field_has_a_plain_form() -> None:
    plain = policy_to(Policy())
    assert len(plain) == len(dataclasses.fields(Policy))


def test_what_is_not_named_stays() -> None:
    base = policy_from({"grace_in_min": 5, "rounding": "up"})
    changed = policy_from({"events_per_absence": None}, base=base)
    assert (changed.grace_in, changed.rounding, changed.incidents_per_absence) == (5, Rounding.UP, None)
    assert policy_from({}) == PRESETS[DEFAULT].policy
    assert policy_from({"id": "city-basic"}, base=base) == PRESETS["city-basic"].policy


@pytest.mark.parametrize("value", ["4/5", 0.8, "80%", [4, 5], "0.80"])
def test_shares_are_written_in_many_ways(value: object) -> None:
    assert policy_from({"completion_ratio": value}).completion == (4, 5)


@pytest.mark.parametrize(
    ("plain", "where"),
    [
        ({"grace_in_min": -1}, "policy.grace_in_min"),
        ({"grace_in_min": True}, "policy.grace_in_min"),
        ({"completion_ratio": "1/0"}, "policy.completion_ratio"),
        ({"completion_ratio": "a"}, "policy.completion_ratio"),
        ({"grace_boundary": "sometimes"}, "policy.grace_boundary"),
        ({"carry_remainder": "yes"}, "policy.carry_remainder"),
        ({"day": {"start": "9"}}, "policy.day.start"),
        ({"day": {"start": "18:00", "end": "09:00"}}, "policy.day"),
        ({"day": {"breaks": [["12:00"]]}}, "policy.day.breaks[0]"),
        ({"events_per_absence": 0}, "policy.events_per_absence"),
        ({"grace": 3}, "policy.grace"),
        ([], "policy"),
    ],
)
def test_what_cannot_be_read_is_named(plain: object, where: str) -> None:
    with pytest.raises(BadValueError) as bad:
        policy_from(plain)
    assert bad.value.where == where


def test_differences_are_by_key() -> None:
    before = Policy()
    after = policy_from({"grace_in_min": 5, "completion_ratio": "3/4"}, base=before)
    assert differences(before, after) == {"grace_in_min": (10, 5), "completion_ratio": ("4/5", "3/4")}
