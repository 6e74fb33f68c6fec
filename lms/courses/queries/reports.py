"""Reads of problems that readers report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, or_, select

from lms.accounts.models import Person
from lms.core.db import db
from lms.courses.models import LessonReport, LessonText


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A reported problem as lists show it."""

    id: int
    lesson_id: int
    title: str
    reporter: str
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None


def reports_of(course_id: int, *, cohort_ids: Collection[int], language: str) -> list[ReportLine]:
    """The problems reported in a course by members of some cohorts, and by staff; open ones first."""
    rows = db.session.execute(
        select(
            LessonReport.id,
            LessonReport.lesson_id,
            LessonText.title,
            Person.name,
            LessonReport.text,
            LessonReport.at,
            LessonReport.answer,
            LessonReport.answered_at,
            LessonText.language,
        )
        .join(Person, Person.id == LessonReport.person_id)
        .join(LessonText, LessonText.lesson_id == LessonReport.lesson_id)
        .where(
            LessonReport.course_id == course_id,
            or_(LessonReport.cohort_id.in_(list(cohort_ids)), LessonReport.cohort_id.is_(None)),
        )
        .order_by(LessonReport.answered_at.is_not(None), LessonReport.at.desc(), LessonText.language)
    )
    found: dict[int, ReportLine] = {}
    for row in rows:
        if row[0] not in found or row[8] == language:
            found[row[0]] = ReportLine(*row[:8])
    return list(found.values())


@cache
def _own_statement() -> Select[LessonReport]:
    """Made once: putting it together costs more than running it."""
    return (
        select(LessonReport)
        .where(
            LessonReport.person_id == bindparam("person"),
            LessonReport.course_id == bindparam("course"),
            LessonReport.key == bindparam("key"),
        )
        .order_by(LessonReport.id.desc())
    )


def own_reports(person_id: int, course_id: int, key: str) -> list[LessonReport]:
    """What a person reported in one lesson, newest first."""
    return list(db.session.scalars(_own_statement(), {"person": person_id, "course": course_id, "key": key}))
