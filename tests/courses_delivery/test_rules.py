"""When modules open: every rule, every reason, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from lms.courses.delivery.days import day_of, moments
from lms.courses.delivery.impact import Reader, Touched, touched
from lms.courses.delivery.rules import lesson_verdict, verdict, verdicts, why_not_plan
from lms.courses.delivery.stored import plan_from_json, plan_to_json
from lms.courses.delivery.stuck import Stuck, middle, why_stuck
from lms.courses.delivery.types import (
    Because,
    EventKind,
    Facts,
    ModuleRule,
    ModuleShape,
    NamedEvent,
    Opening,
    Plan,
    QuizGate,
    Verdict,
    WhyNot,
)

NOW = datetime(2026, 3, 10, 3, tzinfo=UTC)
TODAY = date(2026, 3, 10)
LATER = NOW + timedelta(days=3)
ONE = ModuleShape("a1", "One", ("a1", "a2"))
TWO = ModuleShape("b1", "Two", ("b1", "b2", "b3"))
THREE = ModuleShape("c1", "Three", ("c1",))
SHAPES = (ONE, TWO, THREE)
START = NamedEvent("start", EventKind.CLASS_DAY, days=0)
GATES = {"of-a": QuizGate(1, "A", 60, "a2"), "of-b": QuizGate(2, "B", 0, "b2"), "free": QuizGate(3, "C", 0)}
FACTS = Facts(NOW, TODAY, moments={"past": NOW - timedelta(days=1), "future": LATER})


def plan(*rules: ModuleRule) -> Plan:
    events = tuple(NamedEvent(name, EventKind.BY_HAND) for name in ("past", "future", "undecided"))
    return Plan(1, events, rules)


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (ModuleRule("c1", event="future"), {}, Verdict(True, Because.NO_RULE)),
        (ModuleRule("b1"), {}, Verdict(True, Because.NO_RULE)),
        (ModuleRule("b1", event="future"), {}, Verdict(False, Because.NOT_YET, event="future", opens_at=LATER)),
        (ModuleRule("b1", event="undecided"), {}, Verdict(False, Because.NO_DAY, event="undecided")),
        (
            ModuleRule("b1", event="past"),
            {},
            Verdict(True, Because.ALL_MET, event="past", opens_at=NOW - timedelta(days=1)),
        ),
        (
            ModuleRule("b1", after=("a1",)),
            {"finished": frozenset({"a1"})},
            Verdict(False, Because.LESSONS_BEFORE, module="One", missing=1),
        ),
        (ModuleRule("b1", after=("a1",)), {"finished": frozenset({"a1", "a2"})}, Verdict(True, Because.ALL_MET)),
        (ModuleRule("b1", work="essay"), {}, Verdict(False, Because.WORK_BEFORE, work="essay")),
        (ModuleRule("b1", quiz="of-a"), {"quizzes": GATES}, Verdict(False, Because.QUIZ_BEFORE, quiz=GATES["of-a"])),
        (
            ModuleRule("b1", quiz="of-a"),
            {"quizzes": GATES, "passed": frozenset({"of-a"})},
            Verdict(True, Because.ALL_MET),
        ),
        (ModuleRule("b1", quiz="of-a"), {"quizzes": {}}, Verdict(True, Because.ALL_MET)),
        (ModuleRule("b1", work="essay"), {"handed_in": frozenset({"essay"})}, Verdict(True, Because.ALL_MET)),
        (
            ModuleRule("b1", event="future", after=("a1",), work="essay"),
            {},
            Verdict(False, Because.NOT_YET, event="future", opens_at=LATER),
        ),
        (
            ModuleRule("b1", event="future"),
            {"openings": (Opening("b2", TODAY, "ill"),)},
            Verdict(True, Because.OPENED_FOR_YOU, until=TODAY, reason="ill"),
        ),
        (
            ModuleRule("b1", event="future"),
            {"openings": (Opening("b1", TODAY - timedelta(days=1), "ill"), Opening("c1", LATER.date(), "ill"))},
            Verdict(False, Because.NOT_YET, event="future", opens_at=LATER),
        ),
        # a lesson was put before the one that the rule names: the rule follows its lesson
        (ModuleRule("b3", event="future"), {}, Verdict(False, Because.NOT_YET, event="future", opens_at=LATER)),
        # a module that is gone from this revision is nothing to wait for
        (ModuleRule("b1", after=("gone",)), {}, Verdict(True, Because.ALL_MET)),
    ],
)
def test_verdict(rule: ModuleRule, facts: dict[str, object], expected: Verdict) -> None:
    assert verdict(plan(rule), SHAPES, TWO, replace(FACTS, **facts)) == expected


def test_the_moment_of_opening_is_open() -> None:
    rules = plan(ModuleRule("b1", event="future"))
    assert not verdict(rules, SHAPES, TWO, replace(FACTS, now=LATER - timedelta(microseconds=1))).is_open
    assert verdict(rules, SHAPES, TWO, replace(FACTS, now=LATER)).is_open


def test_two_rules_of_a_joined_module_must_both_hold() -> None:
    rules = plan(ModuleRule("b1", event="past"), ModuleRule("b2", work="essay"))
    assert verdict(rules, SHAPES, TWO, FACTS).because is Because.WORK_BEFORE


def test_a_stricter_rule_never_locks_what_was_finished() -> None:
    facts = replace(FACTS, finished=frozenset({"b1"}))
    closed = verdict(plan(ModuleRule("b1", event="future")), SHAPES, TWO, facts)
    assert lesson_verdict(closed, "b1", facts) == Verdict(True, Because.FINISHED)
    assert lesson_verdict(closed, "b2", facts) == closed


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"rules": (ModuleRule("c1", after=("a1", "b1")),)}, None),
        ({"rules": (ModuleRule("b1", after=("b1",)),)}, WhyNot.POINTS_FORWARD),
        ({"rules": (ModuleRule("a1", after=("c1",)),)}, WhyNot.POINTS_FORWARD),
        ({"rules": (ModuleRule("x", event="start"),)}, WhyNot.MODULE_UNKNOWN),
        ({"rules": (ModuleRule("b1", after=("x",)),)}, WhyNot.MODULE_UNKNOWN),
        ({"rules": (ModuleRule("b1", event="never"),)}, WhyNot.EVENT_UNKNOWN),
        ({"rules": (ModuleRule("b1", quiz="of-a"), ModuleRule("a1", quiz="free"))}, None),
        ({"rules": (ModuleRule("b1", quiz="of-b"),)}, WhyNot.QUIZ_TOO_LATE),
        ({"rules": (ModuleRule("a1", quiz="of-b"),)}, WhyNot.QUIZ_TOO_LATE),
        ({"rules": (ModuleRule("b1", quiz="gone"),)}, WhyNot.QUIZ_UNKNOWN),
        ({"events": (START, START)}, WhyNot.EVENT_TWICE),
        ({"events": (replace(START, name=" "),)}, WhyNot.EVENT_WITHOUT_NAME),
        ({"events": (replace(START, name="x" * 61),)}, WhyNot.EVENT_OUT_OF_RANGE),
        ({"events": (NamedEvent("w", EventKind.WEEKDAY, week=0),)}, WhyNot.EVENT_OUT_OF_RANGE),
        ({"events": (NamedEvent("w", EventKind.WEEKDAY, weekday=7),)}, WhyNot.EVENT_OUT_OF_RANGE),
        ({"events": (NamedEvent("w", EventKind.CLASS_DAY, days=-1),)}, WhyNot.EVENT_OUT_OF_RANGE),
        ({"events": (NamedEvent("w", EventKind.CLASS_DAY, days=301),)}, WhyNot.EVENT_OUT_OF_RANGE),
        ({"events": (NamedEvent("w", EventKind.BY_HAND, week=0),)}, None),
    ],
)
def test_why_not_plan(changed: dict[str, object], expected: WhyNot | None) -> None:
    assert why_not_plan(replace(Plan(events=(START,)), **changed), SHAPES, GATES) == expected


# Wednesday 4 March 2026 is the first day; Monday the 9th is off, Friday the 13th is the last class day
CLASS_DAYS = [date(2026, 3, day) for day in (4, 5, 6, 10, 11, 12, 13)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (NamedEvent("e", EventKind.CLASS_DAY, days=0), date(2026, 3, 4)),
        (NamedEvent("e", EventKind.CLASS_DAY, days=3), date(2026, 3, 10)),
        (NamedEvent("e", EventKind.CLASS_DAY, days=7), None),
        (NamedEvent("e", EventKind.WEEKDAY, week=1, weekday=2), date(2026, 3, 4)),
        (NamedEvent("e", EventKind.WEEKDAY, week=1, weekday=0), date(2026, 3, 4)),
        (NamedEvent("e", EventKind.WEEKDAY, week=2, weekday=0), date(2026, 3, 10)),
        (NamedEvent("e", EventKind.WEEKDAY, week=2, weekday=4), date(2026, 3, 13)),
        (NamedEvent("e", EventKind.WEEKDAY, week=9, weekday=0), date(2026, 4, 27)),
        (NamedEvent("e", EventKind.BY_HAND), None),
    ],
)
def test_day_of(event: NamedEvent, expected: date | None) -> None:
    assert day_of(event, starts_on=CLASS_DAYS[0], class_days=CLASS_DAYS) == expected


def test_a_decided_day_beats_the_calendar_and_keeps_the_time() -> None:
    events = [NamedEvent("e", EventKind.CLASS_DAY, days=0, at=time(9)), NamedEvent("hand", EventKind.BY_HAND)]
    found = moments(
        events, starts_on=CLASS_DAYS[0], class_days=CLASS_DAYS, decided={"e": date(2026, 3, 6)}, zone="Asia/Seoul"
    )
    assert found == {"e": datetime(2026, 3, 6, 0, tzinfo=UTC)}


def test_whom_a_change_touches() -> None:
    done = replace(FACTS, finished=frozenset({"b1", "b2", "b3"}))
    some = replace(FACTS, finished=frozenset({"b1"}))
    readers = [Reader(1, "Ada", FACTS, FACTS), Reader(2, "Bo", done, done), Reader(3, "Cy", some, some)]
    old, new = plan(ModuleRule("c1", event="future")), plan(ModuleRule("b1", event="future"))
    assert touched(readers, SHAPES, old=old, new=new) == [
        Touched(1, "Ada", ("Two",), ("Three",), 0),
        Touched(2, "Bo", (), ("Three",), 3),
        Touched(3, "Cy", ("Two",), ("Three",), 1),
    ]
    assert touched(readers, SHAPES, old=old, new=old) == []


def test_a_plan_comes_back_as_it_was_kept() -> None:
    kept = Plan(
        4,
        (START, NamedEvent("w", EventKind.WEEKDAY, week=3, weekday=4, at=time(13, 30))),
        (ModuleRule("b1", "start", ("a1",), "essay"),),
    )
    assert plan_from_json(plan_to_json(kept), version=4) == kept
    assert plan_to_json(Plan(rules=(ModuleRule("b1"),)))["rules"] == []


def test_verdicts_name_every_module() -> None:
    assert {key: each.is_open for key, each in verdicts(plan(ModuleRule("c1", work="x")), SHAPES, FACTS).items()} == {
        "a1": True,
        "b1": True,
        "c1": False,
    }


@pytest.mark.parametrize(
    ("done", "open_left", "of_class", "days", "expected"),
    [
        (0, 0, 5, None, None),
        (0, 4, 0, None, None),
        (0, 4, 1, None, Stuck.NOT_STARTED),
        (5, 4, 8, 1, Stuck.BEHIND),
        (6, 4, 8, 1, None),
        (6, 4, 8, 7, Stuck.SILENT),
        (9, 0, 8, 30, None),
    ],
)
def test_why_stuck(done: int, open_left: int, of_class: int, days: int | None, expected: Stuck | None) -> None:
    last = None if days is None else NOW - timedelta(days=days)
    assert why_stuck(done=done, open_left=open_left, middle_of_class=of_class, last_at=last, now=NOW) == expected


def test_the_middle_of_a_class() -> None:
    assert (middle([]), middle([1, 2, 9]), middle([1, 2])) == (0, 2, 1)
