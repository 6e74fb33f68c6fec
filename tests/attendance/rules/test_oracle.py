"""The engine against an oracle that counts minute by minute. ``bench/attendance_oracle.py`` does 100,000 months."""

from __future__ import annotations

from itertools import islice

from tests.attendance.rules.generated_courses import courses, engine_sums
from tests.attendance.rules.oracle import judge_course

MONTHS = 2_000


def test_two_thousand_months_come_to_the_same() -> None:
    months = seen = 0
    statuses: set[str] = set()
    for course in islice(courses(seed=2026), MONTHS):
        expected = judge_course(course)
        assert engine_sums(course) == expected, course
        months += len(expected["units"])
        seen += sum(unit["converted"] > 0 or unit["expelled"] for unit in expected["units"])
        statuses |= {status for status, _minutes, _incidents in expected["days"].values()}
        if months >= MONTHS:
            break
    assert months >= MONTHS
    assert seen > 200
    assert len(statuses) >= 14
