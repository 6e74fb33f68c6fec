"""Codes that turn: what they prove, how long, and for which window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lms.attendance.checkin.codes import (
    ALPHABET,
    Shown,
    WindowFacts,
    code,
    next_turn,
    read_code,
    read_token,
    step_of,
    token,
    window_of,
)
from lms.attendance.checkin.types import Purpose, WhyNot

SECRET = "a secret of this installation"
WINDOW = WindowFacts(7, 3, None, date(2026, 3, 2), Purpose.ARRIVAL)
SHOWN_AT = datetime(2026, 3, 2, 0, 0, 0, tzinfo=UTC)
STEP = step_of(SHOWN_AT)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-0.001, WhyNot.CODE_NOT_YET),
        (0, Shown(7, STEP)),
        (9.9, Shown(7, STEP)),
        (15, Shown(7, STEP)),
        (15.001, WhyNot.CODE_TOO_OLD),
        (600, WhyNot.CODE_TOO_OLD),
    ],
)
def test_a_token_counts_for_fifteen_seconds(age: float, expected: Shown | WhyNot) -> None:
    now = SHOWN_AT + timedelta(seconds=age)
    assert read_token(SECRET, WINDOW, token(SECRET, WINDOW, STEP), now=now) == expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-5, WhyNot.CODE_NOT_YET),
        (3, Shown(7, STEP)),
        (16, WhyNot.CODE_TOO_OLD),
        (590, WhyNot.CODE_TOO_OLD),
        (620, WhyNot.CODE_UNKNOWN),
    ],
)
def test_a_typed_code_counts_as_long(age: float, expected: Shown | WhyNot) -> None:
    now = SHOWN_AT + timedelta(seconds=age)
    typed = code(SECRET, WINDOW, STEP)
    assert read_code(SECRET, [WINDOW], typed, now=now) == expected
    assert read_code(SECRET, [WINDOW], f" {typed[:3].lower()} {typed[3:]} ", now=now) == expected


@pytest.mark.parametrize(
    "other",
    [
        replace(WINDOW, id=8),
        replace(WINDOW, cohort_id=4),
        replace(WINDOW, section_id=1),
        replace(WINDOW, day=date(2026, 3, 3)),
        replace(WINDOW, purpose=Purpose.DEPARTURE),
    ],
)
def test_a_code_is_bound_to_its_window(other: WindowFacts) -> None:
    assert token(SECRET, other, STEP) != token(SECRET, WINDOW, STEP)
    assert read_code(SECRET, [WINDOW], code(SECRET, other, STEP), now=SHOWN_AT) is WhyNot.CODE_UNKNOWN


@pytest.mark.parametrize("text", ["", "7", "7.1", "7.x.y", f"7.{STEP}.0", "seven.1.a", f"7.{STEP}.a.b", "7.٣.a"])
def test_a_made_up_token_proves_nothing(text: str) -> None:
    assert read_token(SECRET, WINDOW, text, now=SHOWN_AT) is WhyNot.CODE_UNKNOWN


def test_another_secret_makes_other_codes() -> None:
    assert code("another", WINDOW, STEP) != code(SECRET, WINDOW, STEP)
    assert read_token("another", WINDOW, token(SECRET, WINDOW, STEP), now=SHOWN_AT) is WhyNot.CODE_UNKNOWN


def test_codes_use_letters_that_cannot_be_mistaken() -> None:
    seen = {letter for step in range(2_000) for letter in code(SECRET, WINDOW, step)}
    assert seen == set(ALPHABET)
    assert not seen & set("01IO")
    assert len({code(SECRET, WINDOW, step) for step in range(2_000)}) == 2_000


@pytest.mark.parametrize(("text", "expected"), [("7.1.a", 7), ("x.1.a", None), ("", None), ("9" * 12, None)])
def test_window_of(text: str, expected: int | None) -> None:
    assert window_of(text) == expected


def test_the_next_turn_is_when_the_step_ends() -> None:
    assert next_turn(SHOWN_AT + timedelta(seconds=4)) == timedelta(seconds=6)
