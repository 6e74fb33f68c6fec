"""Reads of delivery: the plan of a course, what its names mean in a cohort, what is true of readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, Select, String, Text, bindparam, cast, literal, select, union_all
from sqlalchemy.orm import aliased

from lms.cohorts.models import CalendarDay, Cohort, Programme
from lms.cohorts.types import CohortCard, DayKind
from lms.core.clock import local_date
from lms.core.db import db
from lms.core.languages import current_language
from lms.courses import conditions
from lms.courses.delivery.days import moments
from lms.courses.delivery.stored import plan_from_json
from lms.courses.delivery.types import Facts, ModuleShape, Opening, Plan, QuizGate
from lms.courses.models import (
    CohortCourse,
    Course,
    DeliveryBinding,
    DeliveryException,
    DeliveryPlan,
    LessonProgress,
)
from lms.courses.queries.gates import passed_gates
from lms.courses.queries.reading import outline
from lms.courses.queries.revisions import newest_revision
from lms.courses.types import CourseCard, ModuleLines

ZONE = "Asia/Seoul"
EVENT = "event"
WORK = "work"


@dataclass(frozen=True, slots=True)
class Pin:
    """A cohort that follows a course, with the revision it follows."""

    cohort: CohortCard
    course: CourseCard


@dataclass(frozen=True, slots=True)
class Bindings:
    """What the names of a plan mean in a cohort, and who has exceptions."""

    decided: Mapping[str, date]
    works: Mapping[str, int]
    class_days: Sequence[date]
    openings: Mapping[int, tuple[Opening, ...]]


@cache
def _pins_statement() -> Select[*tuple[Any, ...]]:
    """Made once: putting it together costs more than running it."""
    return (
        select(
            Cohort.id,
            Cohort.centre_id,
            Cohort.programme_id,
            Cohort.name,
            Cohort.number,
            Cohort.starts_on,
            Cohort.ends_on,
            Programme.field,
            Course.id,
            Course.centre_id,
            Course.code,
            Course.title,
            CohortCourse.revision_id,
        )
        .join(CohortCourse, CohortCourse.cohort_id == Cohort.id)
        .join(Course, Course.id == CohortCourse.course_id)
        .join(Programme, Programme.id == Cohort.programme_id)
        .where(Course.id == bindparam("course"))
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    )


def pins_of_course(course_id: int) -> list[Pin]:
    """The cohorts that follow a course, newest first."""
    rows = db.session.execute(_pins_statement(), {"course": course_id})
    return [Pin(CohortCard(*row[:8]), CourseCard(row[8], row[9], row[10], row[11], row[12])) for row in rows]


@cache
def _plan_statement() -> Select[int, dict[str, Any]]:
    """Made once: putting it together costs more than running it."""
    return (
        select(DeliveryPlan.version, DeliveryPlan.body)
        .where(DeliveryPlan.course_id == bindparam("course"))
        .order_by(DeliveryPlan.version.desc())
        .limit(1)
    )


def plan_of(course_id: int) -> Plan:
    """The rules that count today; an empty plan where nobody made any."""
    row = db.session.execute(_plan_statement(), {"course": course_id}).first()
    return plan_from_json(row[1], version=row[0]) if row else Plan()


def shapes_of(modules: Iterable[ModuleLines]) -> list[ModuleShape]:
    """Modules as rules see them: the listed lessons for trainees."""
    found = []
    for module in modules:
        keys = tuple(line.key for line in module.lessons if line.is_listed and not line.is_for_staff)
        if keys:
            found.append(ModuleShape(keys[0], module.title, keys))
    return found


@cache
def _bindings_statement(*, of_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Made once: putting it together costs more than running it."""
    ended = aliased(DeliveryException)
    cohort, course = bindparam("cohort", type_=Integer), bindparam("course", type_=Integer)
    openings = select(
        literal("opening", String),
        cast(DeliveryException.module, Text),
        DeliveryException.until,
        DeliveryException.person_id,
        cast(DeliveryException.reason, Text),
    ).where(
        DeliveryException.cohort_id == cohort,
        DeliveryException.course_id == course,
        DeliveryException.until.is_not(None),
        ~select(ended.id).where(ended.supersedes_id == DeliveryException.id).exists(),
    )
    if of_one:
        openings = openings.where(DeliveryException.person_id == bindparam("person", type_=Integer))
    bound = select(
        cast(DeliveryBinding.kind, String),
        cast(DeliveryBinding.name, Text),
        DeliveryBinding.day,
        DeliveryBinding.work_id,
        literal("", Text),
    ).where(DeliveryBinding.cohort_id == cohort, DeliveryBinding.course_id == course)
    days = select(
        literal("class", String), literal("", Text), CalendarDay.day, cast(literal(None), Integer), literal("", Text)
    ).where(CalendarDay.cohort_id == cohort, CalendarDay.kind.in_([DayKind.CLASS, DayKind.MAKE_UP]))
    return union_all(openings, bound, days)


def bindings_of(cohort_id: int, course_id: int, *, person_id: int | None = None) -> Bindings:
    """Days, works and exceptions of a cohort (of one person if asked): one statement."""
    statement = _bindings_statement(of_one=person_id is not None)
    values = {"cohort": cohort_id, "course": course_id, "person": person_id}
    if person_id is None:
        del values["person"]
    return _bindings(db.session.execute(statement, values).all())


def _bindings(rows: Sequence[Sequence[object]]) -> Bindings:
    decided: dict[str, date] = {}
    works: dict[str, int] = {}
    class_days: list[date] = []
    openings: dict[int, list[Opening]] = defaultdict(list)
    for what, name, day, number, reason in rows:
        if what == "class" and isinstance(day, date):
            class_days.append(day)
        elif what == EVENT and isinstance(day, date):
            decided[str(name)] = day
        elif what == WORK and isinstance(number, int):
            works[str(name)] = number
        elif what == "opening" and isinstance(day, date) and isinstance(number, int):
            openings[number].append(Opening(str(name), day, str(reason)))
    return Bindings(decided, works, sorted(class_days), {who: tuple(each) for who, each in openings.items()})


def facts_of(
    plan: Plan, pin: Pin, bound: Bindings, *, finished: Mapping[int, Collection[str]], now: datetime
) -> dict[int, Facts]:
    """What is true of some people at a moment; ``finished`` names them all, with the lessons that they finished."""
    cohort = pin.cohort
    when = moments(
        plan.events, starts_on=cohort.starts_on, class_days=bound.class_days, decided=bound.decided, zone=ZONE
    )
    needed = {rule.work for rule in plan.rules if rule.work}
    works = {name: bound.works[name] for name in needed if name in bound.works}
    handed = conditions.handed_in(set(works.values()), list(finished)) if works else frozenset()
    gates, passed = _gates(plan, pin, list(finished), now)
    return {
        person: Facts(
            now=now,
            today=local_date(now, ZONE),
            finished=frozenset(keys),
            moments=when,
            handed_in=frozenset(name for name, work in works.items() if (work, person) in handed),
            openings=bound.openings.get(person, ()),
            quizzes=gates,
            passed=frozenset(key for key in gates if (key, person) in passed),
        )
        for person, keys in finished.items()
    }


def _gates(
    plan: Plan, pin: Pin, person_ids: Collection[int], now: datetime
) -> tuple[Mapping[str, QuizGate], frozenset[tuple[str, int]]]:
    keys = {rule.quiz for rule in plan.rules if rule.quiz}
    if not keys:
        return {}, frozenset()
    return passed_gates(
        keys,
        course_id=pin.course.id,
        revision_id=pin.course.revision_id,
        cohort_id=pin.cohort.id,
        person_ids=person_ids,
        now=now,
    )


def finished_keys(course_id: int, person_ids: Collection[int]) -> dict[int, set[str]]:
    """The lessons that people finished; everybody asked for has an entry."""
    found: dict[int, set[str]] = {person: set() for person in person_ids}
    rows = db.session.execute(
        select(LessonProgress.person_id, LessonProgress.key).where(
            LessonProgress.course_id == course_id, LessonProgress.person_id.in_(list(person_ids))
        )
    )
    for person, key in rows:
        found[person].add(key)
    return found


def exceptions_of(cohort_id: int, course_id: int) -> list[DeliveryException]:
    """Every row of the ledger of exceptions, oldest first."""
    return list(
        db.session.scalars(
            select(DeliveryException)
            .where(DeliveryException.cohort_id == cohort_id, DeliveryException.course_id == course_id)
            .order_by(DeliveryException.id)
        )
    )


def plans_of(course_id: int) -> list[DeliveryPlan]:
    """Every version of a course's rules, newest first."""
    return list(
        db.session.scalars(
            select(DeliveryPlan).where(DeliveryPlan.course_id == course_id).order_by(DeliveryPlan.version.desc())
        )
    )


def shapes_of_revision(revision_id: int | None) -> list[ModuleShape]:
    """The modules of a revision as rules see them."""
    if revision_id is None:
        return []
    return shapes_of(outline(revision_id, course_id=0, person_id=0, language=current_language()))


def newest_shapes(course_id: int) -> list[ModuleShape]:
    """The modules of a course's newest revision as rules see them."""
    newest = newest_revision(course_id)
    return shapes_of_revision(newest.id if newest else None)
