"""The form of a course's rules: rows of named days, and a row for each module."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from werkzeug.datastructures import MultiDict

from lms.courses.delivery.types import EventKind, ModuleRule, ModuleShape, NamedEvent, Plan

MOST_EVENTS = 40


def plan_from_form(form: MultiDict[str, str], shapes: Sequence[ModuleShape]) -> Plan:
    """What was typed, malformed numbers as 0 for the rules to refuse. Rows without a name are left out."""
    events = tuple(_event(form, place) for place in range(MOST_EVENTS) if form.get(f"name-{place}", "").strip())
    rules = tuple(_rule(form, place, shape) for place, shape in enumerate(shapes))
    return Plan(form.get("version", 0, type=int), events, tuple(rule for rule in rules if not rule.is_empty))


def _event(form: MultiDict[str, str], place: int) -> NamedEvent:
    kind = form.get(f"kind-{place}", "")
    return NamedEvent(
        name=form.get(f"name-{place}", "").strip(),
        kind=EventKind(kind) if kind in set(EventKind) else EventKind.BY_HAND,
        week=form.get(f"week-{place}", 0, type=int),
        weekday=form.get(f"weekday-{place}", 0, type=int),
        days=form.get(f"days-{place}", 0, type=int),
        at=form.get(f"at-{place}", time(0), type=time.fromisoformat).replace(second=0, microsecond=0, tzinfo=None),
    )


def _rule(form: MultiDict[str, str], place: int, shape: ModuleShape) -> ModuleRule:
    return ModuleRule(
        module=shape.key,
        event=form.get(f"event-{place}", ""),
        after=tuple(form.getlist(f"after-{place}")),
        work=form.get(f"work-{place}", "").strip()[:60],
        quiz=form.get(f"quiz-{place}", ""),
    )
