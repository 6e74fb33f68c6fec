"""Plans as plain JSON values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """What is kept of a plan; its version is a column of its own."""
    return {
        "events": [
            {
                "name": event.name,
                "kind": event.kind.value,
                "week": event.week,
                "weekday": event.weekday,
                "days": event.days,
                "at": event.at.strftime("%H:%M"),
            }
            for event in plan.events
        ],
        "rules": [
            {
                "module": rule.module,
                "event": rule.event,
                "after": list(rule.after),
                "work": rule.work,
                "quiz": rule.quiz,
            }
            for rule in plan.rules
            if not rule.is_empty
        ],
    }


def plan_from_json(stored: Mapping[str, Any], *, version: int) -> Plan:
    """The plan that was kept."""
    return Plan(
        version,
        tuple(_event(each) for each in stored.get("events", [])),
        tuple(
            ModuleRule(
                each["module"],
                each.get("event", ""),
                tuple(each.get("after", ())),
                each.get("work", ""),
                each.get("quiz", ""),
            )
            for each in stored.get("rules", [])
        ),
    )


def _event(each: Mapping[str, Any]) -> NamedEvent:
    return NamedEvent(
        name=each["name"],
        kind=EventKind(each["kind"]),
        week=each.get("week", 1),
        weekday=each.get("weekday", 0),
        days=each.get("days", 0),
        at=time.fromisoformat(each.get("at", "00:00")),
    )
