"""Reads for those who write courses: revisions, cohorts and their pins, finished work that a move would touch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.cohorts import queries as cohorts
from lms.core.db import db
from lms.courses.models import CohortCourse, Course, CourseRevision, Lesson, LessonProgress


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A revision as the list shows it."""

    id: int
    number: int
    at: datetime
    person: str
    source: str
    summary: str
    lessons: int


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course of the centre as writers see it."""

    id: int
    centre_id: int
    code: str
    title: dict[str, str]
    founder_id: int | None
    revisions: int
    cohorts: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A person who finished lessons that a move touches."""

    name: str
    keys: tuple[str, ...]


def revisions_of(course_id: int) -> list[RevisionLine]:
    """All revisions of a course, newest first."""
    counted = (
        select(Lesson.revision_id, func.count().label("lessons"))
        .join(CourseRevision, CourseRevision.id == Lesson.revision_id)
        .where(CourseRevision.course_id == course_id, Lesson.is_listed.is_(True))
        .group_by(Lesson.revision_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            CourseRevision.id,
            CourseRevision.number,
            CourseRevision.at,
            Person.name,
            CourseRevision.source,
            CourseRevision.summary,
            counted.c.lessons,
        )
        .outerjoin(Person, Person.id == CourseRevision.actor_id)
        .outerjoin(counted, counted.c.revision_id == CourseRevision.id)
        .where(CourseRevision.course_id == course_id)
        .order_by(CourseRevision.number.desc())
    )
    return [
        RevisionLine(ident, number, at, name or "", source, summary, lessons or 0)
        for ident, number, at, name, source, summary, lessons in rows
    ]


def writers_rows(centre_ids: Collection[int]) -> list[CourseRow]:
    """The courses of some centres with their revisions and cohorts counted, by code."""
    newest = (
        select(
            CourseRevision.course_id,
            func.max(CourseRevision.number).label("number"),
            func.max(CourseRevision.at).label("at"),
        )
        .group_by(CourseRevision.course_id)
        .subquery()
    )
    followed = select(CohortCourse.course_id, func.count().label("cohorts")).group_by(CohortCourse.course_id).subquery()
    rows = db.session.execute(
        select(
            Course.id,
            Course.centre_id,
            Course.code,
            Course.title,
            Course.founder_id,
            newest.c.number,
            followed.c.cohorts,
            newest.c.at,
        )
        .outerjoin(newest, newest.c.course_id == Course.id)
        .outerjoin(followed, followed.c.course_id == Course.id)
        .where(Course.centre_id.in_(centre_ids))
        .order_by(Course.code)
    )
    return [
        CourseRow(ident, centre, code, title, founder, number or 0, cohorts_following or 0, at)
        for ident, centre, code, title, founder, number, cohorts_following, at in rows
    ]


def pins_by_cohort(course_id: int) -> dict[int, int]:
    """The revision that each cohort follows, by cohort."""
    rows = db.session.execute(
        select(CohortCourse.cohort_id, CohortCourse.revision_id).where(CohortCourse.course_id == course_id)
    )
    return {row[0]: row[1] for row in rows}


def finished_in(cohort_id: int, course_id: int, keys: Collection[str], *, on: date) -> list[Finished]:
    """Who of a cohort finished which of these lessons, by name."""
    names = {card.person_id: card.name for card in cohorts.trainees(cohort_id, on=on)}
    rows = db.session.execute(
        select(LessonProgress.person_id, LessonProgress.key).where(
            LessonProgress.course_id == course_id, LessonProgress.person_id.in_(names)
        )
    )
    found: dict[int, list[str]] = {}
    for person_id, key in rows:
        if key in keys:
            found.setdefault(person_id, []).append(key)
    return sorted(
        (Finished(names[person_id], tuple(sorted(own))) for person_id, own in found.items()), key=lambda each: each.name
    )
