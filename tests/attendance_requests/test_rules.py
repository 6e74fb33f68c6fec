"""What may be asked for, until when, and what an approval makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from lms.attendance.requests.effects import effect_of, status_after
from lms.attendance.requests.rules import Budget, Situation, budget, deadline, has_leave, why_not_ask, why_not_decide
from lms.attendance.requests.types import Asked, RequestKind, RequestTerms, WhyNot
from lms.attendance.rules import DayEvent, DayStatus, EventKind, ExcuseKind, Hours, Policy, UnitPeriod, unit_periods

MONDAY = date(2026, 3, 2)
DAYS = [MONDAY + timedelta(days=number) for number in range(30) if (MONDAY + timedelta(days=number)).weekday() < 5]
NOW = Situation(MONDAY + timedelta(days=3), DAYS, Policy(), RequestTerms(), Budget(leave=2, sick=3))
EXCUSE = Asked(RequestKind.EXCUSE, ExcuseKind.INTERVIEW, MONDAY, MONDAY)
LEAVE = Asked(RequestKind.LEAVE, ExcuseKind.LEAVE, MONDAY + timedelta(days=7), MONDAY + timedelta(days=8))
YESTERDAY = MONDAY + timedelta(days=2)
CORRECTION = Asked(RequestKind.CORRECTION, ExcuseKind.TERMINAL, YESTERDAY, YESTERDAY, time(9), None)
WEEK = replace(EXCUSE, last=MONDAY + timedelta(days=4))


@pytest.mark.parametrize(
    ("asked", "changes", "expected"),
    [
        (EXCUSE, {}, None),
        (LEAVE, {}, None),
        (CORRECTION, {}, None),
        (replace(EXCUSE, last=MONDAY - timedelta(days=1)), {}, WhyNot.DAYS_REVERSED),
        (replace(WEEK, starts=time(10), ends=time(12)), {}, WhyNot.ONE_DAY_WITH_TIMES),
        (replace(EXCUSE, starts=time(10)), {}, WhyNot.TIMES_MISSING),
        (replace(EXCUSE, starts=time(12), ends=time(10)), {}, WhyNot.TIMES_REVERSED),
        (replace(CORRECTION, starts=None), {}, WhyNot.TIMES_MISSING),
        (replace(EXCUSE, first=date(2026, 3, 7), last=date(2026, 3, 8)), {}, WhyNot.NO_CLASS_DAY),
        (replace(CORRECTION, first=DAYS[9], last=DAYS[9]), {}, WhyNot.IN_THE_FUTURE),
        (EXCUSE, {"today": MONDAY + timedelta(days=7)}, None),
        (EXCUSE, {"today": MONDAY + timedelta(days=8)}, WhyNot.TOO_LATE),
        (CORRECTION, {"today": YESTERDAY + timedelta(days=2)}, WhyNot.TOO_LATE),
        (LEAVE, {"today": LEAVE.first}, None),
        (LEAVE, {"today": LEAVE.first + timedelta(days=1)}, WhyNot.TOO_LATE),
        (LEAVE, {"budget": Budget(1, 3)}, WhyNot.NO_LEAVE_LEFT),
        (LEAVE, {"has_leave": False}, WhyNot.NO_LEAVE_HERE),
        (replace(WEEK, reason=ExcuseKind.OWN_WEDDING), {}, None),
        (replace(WEEK, reason=ExcuseKind.DEATH_SIBLING), {}, WhyNot.TOO_MANY_DAYS),
        (replace(EXCUSE, reason=ExcuseKind.ILLNESS), {"budget": Budget(0, 0)}, WhyNot.SICK_DAYS_USED_UP),
        (WEEK, {"taken": [DAYS[3]]}, WhyNot.ASKED_ALREADY),
        (EXCUSE, {"closed": [(MONDAY, MONDAY)]}, WhyNot.UNIT_CLOSED),
    ],
)
def test_why_not_ask(asked: Asked, changes: dict, expected: WhyNot | None) -> None:
    assert why_not_ask(asked, replace(NOW, **changes), text="because") == expected


def test_a_reason_takes_a_sentence_and_leave_does_not() -> None:
    assert why_not_ask(EXCUSE, NOW, text="  ") is WhyNot.TEXT_MISSING
    assert why_not_ask(LEAVE, NOW, text="") is None


@pytest.mark.parametrize(
    ("first", "leave_taken", "sick_taken", "expected"),
    [
        (MONDAY, 0, 0, Budget(1, 12)),
        (date(2026, 4, 2), 0, 0, Budget(2, 12)),
        (date(2026, 4, 2), 2, 5, Budget(0, 7)),
        (date(2027, 3, 2), 0, 20, Budget(6, 0)),
    ],
)
def test_budget(first: date, leave_taken: int, sick_taken: int, expected: Budget) -> None:
    found = budget(
        Policy(), starts_on=MONDAY, first=first, scheduled=120, leave_taken=leave_taken, sick_taken=sick_taken
    )
    assert found == expected


@pytest.mark.parametrize(("months", "expected"), [(5, False), (6, True)])
def test_has_leave(months: int, expected: bool) -> None:
    units = [UnitPeriod(number + 1, MONDAY, MONDAY) for number in range(months)]
    assert has_leave(Policy(), units) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(EXCUSE, MONDAY + timedelta(days=7)), (CORRECTION, YESTERDAY + timedelta(days=1)), (LEAVE, LEAVE.first)],
)
def test_deadline(asked: Asked, expected: date) -> None:
    assert deadline(asked, policy=Policy(), terms=RequestTerms()) == expected


@pytest.mark.parametrize(
    ("is_open", "is_decline", "reason", "expected"),
    [
        (True, False, "", None),
        (True, True, " ", WhyNot.REASON_MISSING),
        (True, True, "no paper", None),
        (False, False, "", WhyNot.DECIDED_ALREADY),
    ],
)
def test_why_not_decide(is_open: bool, is_decline: bool, reason: str, expected: WhyNot | None) -> None:
    assert why_not_decide(is_open=is_open, is_decline=is_decline, reason=reason) == expected


CAME_LATE = [DayEvent(EventKind.CHECK_IN, 11 * 3600), DayEvent(EventKind.CHECK_OUT, 18 * 3600)]


@pytest.mark.parametrize(
    ("asked", "events", "expected"),
    [
        (EXCUSE, [], (DayStatus.EXCUSED, 0, None)),
        (replace(EXCUSE, reason=ExcuseKind.SCHOOL), [], (DayStatus.SCHOOL_EXCUSED, 0, None)),
        (replace(LEAVE, last=LEAVE.first), [], (DayStatus.LEAVE, 0, None)),
        (replace(EXCUSE, starts=time(9), ends=time(11)), CAME_LATE, (DayStatus.PRESENT, 0, 360)),
        (replace(EXCUSE, starts=time(9), ends=time(10)), CAME_LATE, (DayStatus.LATE, 1, 360)),
        (CORRECTION, CAME_LATE, (DayStatus.PRESENT, 0, 480)),
        (CORRECTION, [], (DayStatus.NO_CHECK_OUT, 0, None)),
        (replace(CORRECTION, ends=time(18)), [], (DayStatus.PRESENT, 0, 480)),
    ],
)
def test_status_after(asked: Asked, events: list[DayEvent], expected: tuple[DayStatus, int, int | None]) -> None:
    assert status_after(asked, events, policy=Policy(), hours=Hours()) == expected


def test_the_effect_is_told_by_the_same_rules() -> None:
    units = unit_periods(MONDAY, MONDAY + timedelta(days=25))
    days = dict.fromkeys(DAYS[:8], (DayStatus.PRESENT, 0, None)) | dict.fromkeys(DAYS[8:10], (DayStatus.LATE, 1, None))
    days[DAYS[0]] = (DayStatus.ABSENT, 0, None)
    effect = effect_of(
        days, {DAYS[0]: (DayStatus.EXCUSED, 0, None)}, units=units, scheduled=[20], policies=[Policy()] * len(units)
    )
    assert (effect.credited, effect.held, effect.left) == ((9, 10), (10, 10), (3, 4))
