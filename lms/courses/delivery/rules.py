"""The decision whether a module is open, and whether a plan makes sense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lms.courses.delivery.types import (
    OPEN,
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

MOST_WEEKS = 60
MOST_DAYS = 300
NAME_LENGTH = 60


def verdict(plan: Plan, shapes: Sequence[ModuleShape], shape: ModuleShape, facts: Facts) -> Verdict:
    """Whether a module is open for a reader. The first condition that fails decides; an exception beats them all."""
    rules = [rule for rule in plan.rules_of(shape) if not rule.is_empty]
    if not rules:
        return OPEN
    failed = next((verdict for rule in rules if (verdict := _first_failed(rule, shapes, facts))), None)
    if failed is None:
        event = next((rule.event for rule in rules if rule.event), "")
        return Verdict(True, Because.ALL_MET, event=event, opens_at=facts.moments.get(event))
    if opening := _opening(shape, facts):
        return Verdict(True, Because.OPENED_FOR_YOU, until=opening.until, reason=opening.reason)
    return failed


def verdicts(plan: Plan, shapes: Sequence[ModuleShape], facts: Facts) -> dict[str, Verdict]:
    """The verdict of every module, by its key."""
    return {shape.key: verdict(plan, shapes, shape, facts) for shape in shapes}


def lesson_verdict(of_module: Verdict, lesson: str, facts: Facts) -> Verdict:
    """A lesson's verdict: what a reader finished stays open, whatever the rules became since."""
    if not of_module.is_open and lesson in facts.finished:
        return Verdict(True, Because.FINISHED)
    return of_module


def _first_failed(rule: ModuleRule, shapes: Sequence[ModuleShape], facts: Facts) -> Verdict | None:
    if rule.event:
        opens_at = facts.moments.get(rule.event)
        if opens_at is None:
            return Verdict(False, Because.NO_DAY, event=rule.event)
        if facts.now < opens_at:
            return Verdict(False, Because.NOT_YET, event=rule.event, opens_at=opens_at)
    for earlier in rule.after:
        shape = next((shape for shape in shapes if earlier in shape.lessons), None)
        missing = sum(key not in facts.finished for key in shape.lessons) if shape else 0
        if shape is not None and missing:
            return Verdict(False, Because.LESSONS_BEFORE, module=shape.title, missing=missing)
    if rule.work and rule.work not in facts.handed_in:
        return Verdict(False, Because.WORK_BEFORE, work=rule.work)
    if (gate := facts.quizzes.get(rule.quiz)) and rule.quiz not in facts.passed:
        return Verdict(False, Because.QUIZ_BEFORE, quiz=gate)
    return None


def _opening(shape: ModuleShape, facts: Facts) -> Opening | None:
    valid = [each for each in facts.openings if each.module in shape.lessons and facts.today <= each.until]
    return max(valid, key=lambda each: each.until) if valid else None


def why_not_plan(plan: Plan, shapes: Sequence[ModuleShape], quizzes: Mapping[str, QuizGate]) -> WhyNot | None:
    """Why a plan cannot be stored for a course with these modules and quizzes."""
    names = [event.name for event in plan.events]
    if len(set(names)) != len(names):
        return WhyNot.EVENT_TWICE
    for event in plan.events:
        if reason := why_not_event(event):
            return reason
    order = {key: place for place, shape in enumerate(shapes) for key in shape.lessons}
    for rule in plan.rules:
        if rule.module not in order or not set(rule.after) <= set(order):
            return WhyNot.MODULE_UNKNOWN
        if any(order[earlier] >= order[rule.module] for earlier in rule.after):
            return WhyNot.POINTS_FORWARD
        if rule.event and rule.event not in names:
            return WhyNot.EVENT_UNKNOWN
        if rule.quiz and rule.quiz not in quizzes:
            return WhyNot.QUIZ_UNKNOWN
        if rule.quiz and order.get(quizzes[rule.quiz].lesson, -1) >= order[rule.module]:
            return WhyNot.QUIZ_TOO_LATE
    return None


def why_not_event(event: NamedEvent) -> WhyNot | None:
    """Why a named event cannot be."""
    if not event.name.strip():
        return WhyNot.EVENT_WITHOUT_NAME
    if len(event.name) > NAME_LENGTH:
        return WhyNot.EVENT_OUT_OF_RANGE
    if event.kind is EventKind.WEEKDAY and not (1 <= event.week <= MOST_WEEKS and 0 <= event.weekday <= 6):
        return WhyNot.EVENT_OUT_OF_RANGE
    if event.kind is EventKind.CLASS_DAY and not 0 <= event.days <= MOST_DAYS:
        return WhyNot.EVENT_OUT_OF_RANGE
    return None
