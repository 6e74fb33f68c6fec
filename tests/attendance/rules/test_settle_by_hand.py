"""Cases worked out by hand from the text of the rules, at their boundaries: what ``flask attendance settle`` answers.

A day lasts from nine to six with an hour of lunch from twelve: 480 minutes, half of which are 240.
"""

from __future__ import annotations

from typing import Any

import pytest

from lms.attendance.cases import answer_file

DAY = ("status", "minutes", "credited", "events")
UNDER_HALF = "결석(100분의50미만출석)"


def settle(level: str, given: dict[str, Any], *keys: str, **terms: Any) -> tuple[Any, ...]:
    """The answers to one case for these keys."""
    case = {"id": "x", "level": level, "input": given, "expected": dict.fromkeys(keys), "policy": terms or None}
    (answer,) = answer_file({"cases": [case]}, holidays=lambda _first: ())
    assert answer.error == ""
    return tuple(answer.result[key] for key in keys)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 09:10:00 is the last moment of grace; a minute later is late.
        ({"in": "09:10", "out": "18:00"}, ("출석", 470, True, 0)),
        ({"in": "09:10:01", "out": "18:00"}, ("지각", 469, True, 1)),
        ({"in": "09:00", "out": "17:50"}, ("출석", 470, True, 0)),
        ({"in": "09:00", "out": "17:49"}, ("조퇴", 469, True, 1)),
        # Exactly half: 14:00 to 18:00 are 240 of 480 minutes.
        ({"in": "14:00", "out": "18:00"}, ("지각", 240, True, 1)),
        ({"in": "09:00", "out": "14:00"}, ("조퇴", 240, True, 1)),
        ({"in": "09:00", "out": "13:59"}, (UNDER_HALF, 239, False, 0)),
        # Coming in the lunch break loses the morning, 180 minutes; 300 are left.
        ({"in": "12:30", "out": "18:00"}, ("지각", 300, True, 1)),
        # An outing across lunch, 11:30 to 13:30: 30 minutes before and 30 after are class time.
        ({"in": "09:00", "out": "18:00", "outings": [["11:30", "13:30"]]}, ("외출", 420, True, 1)),
        ({"in": "09:00", "out": "18:00", "outings": [["12:00", "13:00"]]}, ("출석", 480, True, 0)),
        # Two outings on one day are one kind of incident.
        ({"in": "09:00", "out": "18:00", "outings": [["10:00", "10:20"], ["15:00", "15:30"]]}, ("외출", 430, True, 1)),
        # Out from ten to half past two: 120 + 90 minutes lost, 270 left; to half past four: 120 + 210, 150 left.
        ({"in": "09:00", "out": "18:00", "outings": [["10:00", "14:30"]]}, ("외출", 270, True, 1)),
        ({"in": "09:00", "out": "18:00", "outings": [["10:00", "16:30"]]}, (UNDER_HALF, 150, False, 0)),
        # Nobody comes back from an outing: it lasts until the check-out, 15:00 to 18:00.
        ({"in": "09:00", "out": "18:00", "outings": [["15:00"]]}, ("외출", 300, True, 1)),
        # Without a check-out until midnight the day is an absence, whatever the outing was.
        ({"in": "09:00", "out": None, "outings": [["15:00", "15:30"]]}, ("결석(퇴실미체크)", None, False, 0)),
        ({"in": None, "out": "18:00"}, ("결석(입실미체크)", None, False, 0)),
        ({"in": "09:20", "out": "17:40"}, ("지각&조퇴", 440, True, 2)),
        ({}, ("결석", 0, False, 0)),
        # Two days after the cause a correction is too late.
        (
            {"in": "09:00", "out": None, "correction": {"requested_after_days": 2, "approved": True, "out": "18:00"}},
            ("결석(퇴실미체크)", None, False, 0),
        ),
        (
            {"in": "09:00", "out": None, "correction": {"requested_after_days": 1, "approved": False, "out": "18:00"}},
            ("결석(퇴실미체크)", None, False, 0),
        ),
        # The hospital from ten to twelve explains the outing of these hours, and not a longer one.
        (
            {
                "in": "09:00",
                "out": "18:00",
                "outings": [["10:00", "12:00"]],
                "excuse_part": {"kind": "질병", "from": "10:00", "to": "12:00"},
            },
            ("출석", 360, True, 0),
        ),
        (
            {
                "in": "09:00",
                "out": "18:00",
                "outings": [["10:00", "14:00"]],
                "excuse_part": {"kind": "질병", "from": "10:00", "to": "12:00"},
            },
            ("외출", 300, True, 1),
        ),
        ({"excuse_full": {"kind": "휴가"}}, ("휴가", 0, True, 0)),
    ],
)
def test_days(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert settle("day", given, *DAY) == expected


UNIT = ("converted_absences", "net_attended", "rate_pct", "stipend_krw", "expel_threshold", "expelled")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Three incidents of different kinds together are one absence: 20 - 1 = 19.
        ({"scheduled_days": 20, "late": 1, "early": 1, "outing": 1}, (1, 19, 95.0, 190_000, 10, False)),
        ({"scheduled_days": 20, "events": 5}, (1, 19, 95.0, 190_000, 10, False)),
        # 10 of 20 are half: expelled; 9 of 20 are not. 10 of 21 stay under 10.5, rounded to 11.
        ({"scheduled_days": 20, "absent_days": 10}, (0, 10, 50.0, 0, 10, True)),
        ({"scheduled_days": 20, "absent_days": 9}, (0, 11, 55.0, 0, 10, False)),
        ({"scheduled_days": 21, "absent_days": 10}, (0, 11, 52.38, 0, 11, False)),
        # 14 days are the first length for which the unit rule holds: seven absences expel.
        ({"scheduled_days": 14, "absent_days": 7}, (0, 7, 50.0, 0, 7, True)),
        # Converted absences count towards the half: 8 + 6 // 3 = 10 of 20.
        ({"scheduled_days": 20, "absent_days": 8, "events": 6}, (2, 10, 50.0, 0, 10, True)),
        # 4 absences and 3 incidents: 15 of 20 = 75 %, no allowance.
        ({"scheduled_days": 20, "absent_days": 4, "events": 3}, (1, 15, 75.0, 0, 10, False)),
    ],
)
def test_units(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert settle("unit_period", given, *UNIT) == expected


def test_incidents_of_an_absent_day_are_not_converted() -> None:
    days = (
        [{"in": "09:00", "out": "18:00"}] * 17
        + [{"in": "09:30", "out": "18:00"}] * 2
        + [{"in": "15:00", "out": "18:00"}]
    )
    assert settle("unit_period", {"days": days}, "converted_absences", "net_attended") == (0, 19)


COURSE = ("attended", "rate_pct", "completed", "needed_days", "expel_if_more_than", "expelled")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # The gap of the rounding: a fifth of 123 is 24.6, rounded to 25; 98 of 123 are 79.67 %.
        ({"scheduled_days": 123, "absences": 25}, (98, 79.67, False, 99, 25, False)),
        ({"scheduled_days": 123, "absences": 24}, (99, 80.49, True, 99, 25, False)),
        ({"scheduled_days": 123, "absences": 26}, (97, 78.86, False, 99, 25, True)),
        # The remainder of a unit does not carry: 2 + 2 incidents are no absence.
        (
            {"units": [{"scheduled_days": 20, "events": 2}, {"scheduled_days": 20, "events": 2}]},
            (40, 100.0, True, 32, 8, False),
        ),
        ({"scheduled_days": 5, "absences": 1}, (4, 80.0, True, 4, 1, False)),
    ],
)
def test_courses(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert settle("course", given, *COURSE) == expected


ENDING = ("state", "counts_as_completion", "counts_in_placement")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 96 of 120 are the threshold: with 95 days the job comes before it, with 96 after.
        ({"scheduled_days": 120, "credited": 95, "employed_on_day": 100}, ("조기취업", False, "C")),
        ({"scheduled_days": 120, "credited": 96, "employed_on_day": 100}, ("80%이상수료", True, "B")),
        ({"scheduled_days": 120, "credited": 120, "employed_on_day": 120}, ("정상수료", True, "B")),
        ({"scheduled_days": 120, "absences": 25}, ("제적", False, None)),
        ({"scheduled_days": 123, "absences": 25}, ("미수료", False, None)),
    ],
)
def test_endings(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert settle("course", given, *ENDING) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # A tenth of 125 days is 12.5, half up 13; of 124 days 12.4, 12.
        ({"scheduled_days": 125, "sick_days": 14}, (13, 1)),
        ({"scheduled_days": 124, "sick_days": 13}, (12, 1)),
        # One day of leave a month, saved up, six at the most, those taken counted.
        ({"months_elapsed": 1, "asked": 1}, (1, 0)),
        ({"months_elapsed": 0, "asked": 1}, (0, 1)),
        ({"months_elapsed": 8, "asked": 7}, (6, 1)),
        ({"months_elapsed": 5, "taken": 4, "asked": 2}, (1, 1)),
        ({"months_elapsed": 5, "asked": 1, "course_months": 5}, (0, 1)),
    ],
)
def test_days_that_are_limited(given: dict[str, Any], expected: tuple[int, int]) -> None:
    assert settle("course", given, "credited", "absent") == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Thursday before Seollal 2026 (16 to 18 February): the holidays and the weekend do not count.
        (
            {"kind": "결혼(본인)", "from": "2026-02-12", "holidays": ["2026-02-16", "2026-02-17", "2026-02-18"]},
            ["2026-02-12", "2026-02-13", "2026-02-19", "2026-02-20", "2026-02-23"],
        ),
        # A substitute holiday counts like the holiday itself: 3 May 2027 ... given as decided.
        (
            {"kind": "사망(조부모)", "from": "2026-08-14", "allowed_days": 3, "holidays": ["2026-08-15", "2026-08-17"]},
            ["2026-08-14", "2026-08-18", "2026-08-19"],
        ),
    ],
)
def test_dates_of_an_excuse(given: dict[str, Any], expected: list[str]) -> None:
    assert settle("period", given, "credited_dates") == (expected,)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (
            "2026-05-19",
            "2026-07-20",
            [["2026-05-19", "2026-06-18"], ["2026-06-19", "2026-07-18"], ["2026-07-19", "2026-07-20"]],
        ),
        # From the 31st: a month without one begins its unit on its last day, and the next on the 31st again.
        ("2026-01-31", "2026-03-30", [["2026-01-31", "2026-02-27"], ["2026-02-28", "2026-03-30"]]),
        ("2028-01-31", "2028-03-30", [["2028-01-31", "2028-02-28"], ["2028-02-29", "2028-03-30"]]),
        ("2026-12-15", "2027-01-14", [["2026-12-15", "2027-01-14"]]),
    ],
)
def test_unit_periods(start: str, end: str, expected: list[list[str]]) -> None:
    plain = {"unit_period_dates": [{"start": start, "end": end, "units": expected}]}
    (answer,) = answer_file(plain, holidays=lambda _first: ())
    assert answer.result["units"] == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        # 160 hours are 9,600 minutes; at most twelve hours of a day count.
        ([720] * 13 + [240], (9_600, 9_600, True)),
        ([900] * 13 + [239], (9_599, 9_600, False)),
    ],
)
def test_hours_without_a_grid(minutes: list[int], expected: tuple[int, int, bool]) -> None:
    keys = ("counted_minutes", "needed_minutes", "enough")
    assert settle("unit_period", {"day_minutes": minutes}, *keys, id="hours-based") == expected


@pytest.mark.parametrize(
    ("terms", "status"),
    [
        ({"grace_boundary": "exclusive"}, "지각"),
        ({"grace_boundary": "inclusive"}, "출석"),
        ({"grace_in_min": 5}, "지각"),
        ({"grace_in_min": 30}, "출석"),
    ],
)
def test_the_same_day_under_other_versions(terms: dict[str, Any], status: str) -> None:
    assert settle("day", {"in": "09:10", "out": "18:00"}, "status", **terms) == (status,)


def test_a_day_after_leaving_stands_in_the_unit_and_not_in_the_own_rate() -> None:
    given = {"scheduled_days": 20, "attended": 13, "left_on_day": 13}
    assert settle("unit_period", given, "completion_rate_pct", "fee_rate_pct") == (100.0, 65.0)
