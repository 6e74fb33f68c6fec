"""How a person reads a course, and what is open to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from lms.accounts.types import Place
from lms.cohorts import policies as cohort_policies
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.courses import policies, queries
from lms.courses.delivery.rules import lesson_verdict, verdicts
from lms.courses.delivery.types import OPEN, Facts, Verdict
from lms.courses.models import Course
from lms.courses.queries.delivery import ZONE
from lms.courses.queries.reading import FAR, LessonBody
from lms.courses.types import CourseCard, CoursePage, LessonLine, LessonPage, ModuleLines, Preview, Reader


class LessonClosed(NotAllowed):
    """A lesson that is not open yet to this reader; ``verdict`` says why."""

    def __init__(self, verdict: Verdict, *, title: str, course: CourseCard, reader: Reader) -> None:
        super().__init__(verdict.because.value)
        self.verdict = verdict
        self.title = title
        self.course = course
        self.reader = reader


def reader_of(
    actor: Actor, course_id: int, *, now: datetime, preview: Preview | None = None, revision_id: int | None = None
) -> Reader:
    """How this person reads the course. Staff of the centre read its newest revision, members of a cohort the one
    their cohort is pinned to; ``revision_id`` asks for a certain one. Raises NotFound."""
    pins = queries.pins_of_course(course_id)
    own = [pin for pin in pins if cohort_policies.may_know_cohort(actor, pin.cohort.place)]
    if preview is not None and (found := _previewing(actor, own, preview)):
        return found
    centre_id = pins[0].course.centre_id if pins else _centre_of(course_id)
    if policies.may_edit_course(actor, Place(centre_id)):
        return _as_editor(actor, course_id, revision_id, now, tuple(pin.cohort for pin in own))
    teaches = tuple(pin.cohort for pin in own if policies.may_read_staff_lessons(actor, pin.cohort.place))
    fitting = [pin for pin in own if revision_id in (None, pin.course.revision_id)]
    if fitting:
        pin = fitting[0]
        return Reader(actor.user_id or 0, pin.course, pin.cohort, pin.cohort in teaches, now, teaches=teaches)
    if teaches:
        pin = next(pin for pin in own if pin.cohort in teaches)
        course = replace(pin.course, revision_id=revision_id)
        return Reader(actor.user_id or 0, course, pin.cohort, sees_staff_lessons=True, now=now, teaches=teaches)
    raise NotFound


def _previewing(actor: Actor, own: Sequence[queries.Pin], preview: Preview) -> Reader | None:
    pin = next((pin for pin in own if pin.cohort.id == preview.cohort_id), None)
    if pin is None or not cohort_policies.may_see_roster(actor, pin.cohort.place):
        return None
    until = datetime.combine(preview.day, time(23, 59), ZoneInfo(ZONE))
    return Reader(preview.person_id, pin.course, pin.cohort, sees_staff_lessons=False, now=until, preview=preview)


def _centre_of(course_id: int) -> int:
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound
    return course.centre_id


def _as_editor(
    actor: Actor, course_id: int, revision_id: int | None, now: datetime, teaches: tuple[CohortCard, ...]
) -> Reader:
    course = db.session.get_one(Course, course_id)
    if revision_id is None:
        newest = queries.newest_revision(course_id)
        revision_id = newest.id if newest else None
    card = CourseCard(course.id, course.centre_id, course.code, course.title, revision_id)
    return Reader(actor.user_id or 0, card, None, sees_staff_lessons=True, now=now, may_edit=True, teaches=teaches)


def course_page(reader: Reader, *, language: str) -> CoursePage:
    """The course as this reader sees it."""
    revision_id = reader.course.revision_id
    if revision_id is None:
        return CoursePage(reader, ())
    modules = modules_of(reader, revision_id, language)
    if any(line.read_revision_id not in (None, revision_id) for module in modules for line in module.lessons):
        changed = queries.changed_keys(revision_id, course_id=reader.course.id, person_id=reader.person_id)
        modules = [_with_changes(module, changed) for module in modules]
    return CoursePage(reader, tuple(_listed(module, reader) for module in modules))


def _with_changes(module: ModuleLines, changed: frozenset[str]) -> ModuleLines:
    return module._replace(lessons=tuple(line._replace(is_changed=line.key in changed) for line in module.lessons))


def _listed(module: ModuleLines, reader: Reader) -> ModuleLines:
    lines = (line for line in module.lessons if line.is_listed)
    shown = tuple(line for line in lines if reader.sees_staff_lessons or not line.is_for_staff)
    return module if len(shown) == len(module.lessons) else module._replace(lessons=shown)


def is_open_to(reader: Reader, line: LessonLine) -> bool:
    """Whether this reader may read that lesson."""
    return line.verdict.is_open and (reader.sees_staff_lessons or not line.is_for_staff)


def modules_of(reader: Reader, revision_id: int, language: str) -> list[ModuleLines]:
    """Every module with all its lessons, and whether each is open to this reader."""
    modules = queries.outline(
        revision_id,
        course_id=reader.course.id,
        person_id=reader.person_id,
        language=language,
        at=reader.now if reader.preview else FAR,
    )
    plan = queries.plan_of(reader.course.id) if reader.follows_rules else None
    if plan is None or not plan.rules or reader.cohort is None:
        return modules
    bound = queries.bindings_of(reader.cohort.id, reader.course.id, person_id=reader.person_id)
    done = {line.key for module in modules for line in module.lessons if line.is_done}
    facts = queries.facts_of(
        plan, queries.Pin(reader.cohort, reader.course), bound, finished={reader.person_id: done}, now=reader.now
    )
    mine = facts[reader.person_id]
    decided = verdicts(plan, queries.shapes_of(modules), mine)
    return [_decided(module, decided, mine) for module in modules]


def _decided(module: ModuleLines, decided: dict[str, Verdict], facts: Facts) -> ModuleLines:
    key = next((shape.key for shape in queries.shapes_of([module])), "")
    verdict = decided.get(key, OPEN)
    if verdict is OPEN:
        return module
    lessons = tuple(line._replace(verdict=lesson_verdict(verdict, line.key, facts)) for line in module.lessons)
    return module._replace(verdict=verdict, lessons=lessons)


def lesson_for_reading(
    actor: Actor, lesson_id: int, *, language: str, now: datetime, preview: Preview | None = None
) -> LessonPage:
    """A lesson of a revision that this person may read. Raises NotFound, or LessonClosed for members who may later."""
    body = queries.lesson_body(lesson_id, person_id=actor.user_id or 0, language=language)
    if body is None:
        raise NotFound
    reader = reader_of(actor, body.course_id, now=now, preview=preview, revision_id=body.revision_id)
    if body.is_for_staff and not reader.sees_staff_lessons:
        raise NotFound
    if reader.course.revision_id != body.revision_id:
        raise NotFound
    modules = modules_of(reader, body.revision_id, language)
    module = next(module for module in modules if module.module_id == body.module_id)
    line = next(line for line in module.lessons if line.lesson_id == lesson_id)
    if not line.verdict.is_open:
        raise LessonClosed(line.verdict, title=body.title, course=reader.course, reader=reader)
    return _page(reader, body, [_listed(each, reader) for each in modules], module, line)


def _page(
    reader: Reader, body: LessonBody, modules: list[ModuleLines], module: ModuleLines, line: LessonLine
) -> LessonPage:
    listed = [each for part in modules for each in part.lessons]
    ids = [each.lesson_id for each in listed]
    place = ids.index(line.lesson_id) if line.lesson_id in ids else None
    shown = _listed(module, reader).lessons
    beside = [each.lesson_id for each in shown]
    is_own = reader.preview is None
    return LessonPage(
        reader=reader,
        lesson_id=line.lesson_id,
        course_id=body.course_id,
        revision_id=body.revision_id,
        key=body.key,
        module_title=module.title,
        title=body.title,
        html=body.html,
        headings=body.headings,
        objectives=body.objectives,
        resources=body.resources,
        line=line,
        language=body.language,
        languages=body.languages,
        previous=listed[place - 1] if place else None,
        next=listed[place + 1] if place is not None and place + 1 < len(listed) else None,
        position=beside.index(line.lesson_id) + 1 if line.lesson_id in beside else 0,
        of_module=len(shown),
        done_of_module=sum(each.is_done for each in shown),
        note=body.note if is_own else "",
        note_html=body.note_html if is_own else "",
        module_keys=frozenset(each.key for each in module.lessons),
    )
