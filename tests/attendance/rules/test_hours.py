"""Counting hours: what a mark is worth, what a day at the door is, sums and foresight in minutes."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lms.attendance.rules import (
    PRESETS,
    Basis,
    ConversionScope,
    DayEvent,
    DayRecord,
    DayStatus,
    EventKind,
    Excuse,
    ExcuseKind,
    FactCode,
    Hours,
    Policy,
    counted_by,
    foresee,
    has_rules_of_days,
    minutes_worth,
    planned_minutes,
    settle_day,
    takes_minutes,
    tally_of_hours,
)

S = DayStatus
BY_HOURS = PRESETS["hours-based"].policy
H = 3600


@pytest.mark.parametrize(
    ("status", "minutes", "expected"),
    [
        (S.PRESENT, None, 480),
        (S.PRESENT, 415, 415),
        (S.PRESENT, 600, 480),
        (S.LATE, None, 420),
        (S.LATE_EARLY, None, 360),
        (S.LATE_EARLY_OUTING, None, 300),
        (S.LATE, 475, 475),
        (S.LEFT_EARLY, 0, 0),
        (S.ABSENT, 300, 0),
        (S.UNDER_HALF, 200, 0),
        (S.NO_CHECK_OUT, None, 0),
        (S.EXCUSED, 100, 480),
        (S.LEAVE, None, 480),
        (S.SCHOOL_EXCUSED, None, 480),
        (S.DROPPED, None, 0),
    ],
)
def test_what_a_mark_is_worth(status: DayStatus, minutes: int | None, expected: int) -> None:
    assert minutes_worth(BY_HOURS, status, minutes, planned=480) == expected


def test_minutes_off_never_go_below_nothing() -> None:
    strict = replace(BY_HOURS, minutes_per_incident=300)
    assert minutes_worth(strict, S.LATE_EARLY, None, planned=480) == 0


@pytest.mark.parametrize(
    ("status", "expected"), [(S.PRESENT, True), (S.LATE, True), (S.ABSENT, False), (S.EXCUSED, False), (S.LEAVE, False)]
)
def test_where_it_matters_how_long_somebody_was_there(status: DayStatus, expected: bool) -> None:
    assert takes_minutes(status) is expected


IN, OUT, AWAY, BACK = EventKind.CHECK_IN, EventKind.CHECK_OUT, EventKind.OUTING, EventKind.RETURN


def hospital(start: int, end: int) -> Excuse:
    return Excuse(ExcuseKind.ILLNESS, is_all_day=False, spans=((start * H, end * H),))


@pytest.mark.parametrize(
    ("events", "excuses", "status", "minutes", "codes"),
    [
        ([(IN, 9), (OUT, 18)], (), S.PRESENT, 480, [FactCode.PRESENT_FOR]),
        ([(IN, 8), (OUT, 20)], (), S.PRESENT, 480, [FactCode.PRESENT_FOR]),
        ([(IN, 11), (OUT, 15)], (), S.PRESENT, 180, [FactCode.PRESENT_FOR]),
        ([(IN, 9), (AWAY, 10), (BACK, 14), (OUT, 18)], (), S.PRESENT, 300, [FactCode.PRESENT_FOR]),
        ([(IN, 11), (OUT, 18)], (hospital(9, 11),), S.PRESENT, 480, [FactCode.PRESENT_FOR, FactCode.EXCUSED_FOR]),
        ([(IN, 11), (OUT, 18)], (hospital(10, 13),), S.PRESENT, 420, [FactCode.PRESENT_FOR, FactCode.EXCUSED_FOR]),
        ([(IN, 12), (OUT, 13)], (), S.ABSENT, 0, [FactCode.PRESENT_FOR]),
        ([(IN, 9)], (), S.NO_CHECK_OUT, None, [FactCode.NO_CHECK_OUT]),
        ([], (), S.ABSENT, 0, [FactCode.NOTHING_RECORDED]),
    ],
)
def test_a_day_at_the_door(events, excuses, status, minutes, codes) -> None:
    record = DayRecord(tuple(DayEvent(kind, hour * H) for kind, hour in events), excuses)
    result = settle_day(BY_HOURS, Hours(), record)
    assert (result.status, result.minutes, result.incidents) == (status, minutes, 0)
    assert [fact.code for fact in result.facts] == codes


def test_a_day_counts_so_many_hours_at_most() -> None:
    short = replace(BY_HOURS, hours_per_day_max=6)
    result = settle_day(short, Hours(), DayRecord((DayEvent(IN, 9 * H), DayEvent(OUT, 18 * H))))
    assert (result.minutes, result.facts[-1].code) == (360, FactCode.CUT_AT)
    assert planned_minutes(short, Hours()) == 360
    assert planned_minutes(BY_HOURS, Hours()) == 480


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (BY_HOURS, False),
        (Policy(), True),
        (replace(BY_HOURS, incidents_per_absence=3), False),
        (replace(BY_HOURS, incidents_per_absence=3, conversion_scope=ConversionScope.COURSE), True),
        (replace(BY_HOURS, expel_unit=(1, 2)), True),
        (replace(BY_HOURS, expel_total=(1, 5)), True),
        (replace(BY_HOURS, allowance_per_day=1), True),
    ],
)
def test_rules_that_need_days(policy: Policy, expected: bool) -> None:
    assert has_rules_of_days(policy) is expected
    assert not has_rules_of_days(counted_by(policy, Basis.HOURS))


def test_a_class_follows_a_policy_by_what_it_counts() -> None:
    assert counted_by(Policy(), Basis.DAYS) == Policy()
    assert counted_by(BY_HOURS, Basis.DAYS) == replace(BY_HOURS, basis=Basis.DAYS)
    assert counted_by(Policy(), Basis.HOURS).completion == Policy().completion


@pytest.mark.parametrize(
    ("missed", "left", "lost_on"),
    [(0, 960, 2), (480, 480, 1), (481, 479, 0), (960, 0, 0), (961, -1, None)],
)
def test_foresight_in_minutes(missed: int, left: int, lost_on: int | None) -> None:
    # Ten days of eight hours: 4,800 minutes, of which 3,840 are needed and 960 may be missed. Two are held.
    tally = tally_of_hours([(1, S.PRESENT, 2, 961, 961 - missed)], scheduled=[4_800], policies=[BY_HOURS])
    ahead = [date(2026, 3, 2) + timedelta(days=number) for number in range(3)]
    seen = foresee(BY_HOURS, tally.course, ahead=ahead, in_a_row=0, planned=dict.fromkeys(ahead, 480))
    assert seen.left == left
    assert seen.lost_on == (None if lost_on is None else ahead[lost_on])


def test_sums_are_those_of_a_walk_through_the_days() -> None:
    chance = random.Random(20261128)
    for _course in range(300):
        units = chance.randint(1, 6)
        days = [
            (chance.randint(1, units), chance.choice(list(S)), chance.choice([180, 240, 480]), chance.randint(0, 500))
            for _day in range(chance.randint(1, 120))
        ]
        rows, scheduled = [], [0] * units
        for unit, status, planned, known in days:
            rows.append((unit, status, 1, planned, minutes_worth(BY_HOURS, status, known, planned=planned)))
            scheduled[unit - 1] += planned
        tally = tally_of_hours(rows, scheduled=scheduled, policies=[BY_HOURS] * units)
        whole = sum(planned for _unit, _status, planned, _known in days)
        there = 0
        for _unit, status, planned, known in days:
            if status in {S.EXCUSED, S.LEAVE, S.SCHOOL_EXCUSED}:
                there += planned
            elif status not in {S.ABSENT, S.UNDER_HALF, S.NO_CHECK_IN, S.NO_CHECK_OUT, S.DROPPED}:
                there += planned if known > planned else known
        assert (tally.basis, tally.scheduled, tally.held, tally.credited) == (Basis.HOURS, whole, whole, there)
        assert tally.course.completes is (there * 5 >= whole * 4)
        assert (tally.converted, tally.course.is_expelled) == (0, False)
