"""Reads of courses, their revisions and what belongs to a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select

from lms.core.db import db
from lms.courses.models import CohortCourse, Course, CourseAsset, CourseRevision, Lesson, LessonText
from lms.courses.types import CourseCard


def courses_of_centres(centre_ids: Iterable[int]) -> list[CourseCard]:
    """The courses of some centres with their newest revision."""
    newest = (
        select(CourseRevision.course_id, func.max(CourseRevision.id).label("id"))
        .group_by(CourseRevision.course_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Course.id, Course.centre_id, Course.code, Course.title, newest.c.id)
        .outerjoin(newest, newest.c.course_id == Course.id)
        .where(Course.centre_id.in_(list(centre_ids)))
        .order_by(Course.code)
    )
    return [CourseCard(*row) for row in rows]


def courses_of_cohorts(cohort_ids: Iterable[int]) -> list[tuple[int, CourseCard]]:
    """The courses that cohorts follow, each with its cohort and the revision it is pinned to."""
    rows = db.session.execute(
        select(
            CohortCourse.cohort_id,
            Course.id,
            Course.centre_id,
            Course.code,
            Course.title,
            CohortCourse.revision_id,
        )
        .join(Course, Course.id == CohortCourse.course_id)
        .where(CohortCourse.cohort_id.in_(list(cohort_ids)))
        .order_by(CohortCourse.cohort_id.desc(), Course.code)
    )
    return [(row[0], CourseCard(*row[1:])) for row in rows]


def newest_revision(course_id: int) -> CourseRevision | None:
    """The newest revision of a course."""
    return db.session.scalar(
        select(CourseRevision)
        .where(CourseRevision.course_id == course_id)
        .order_by(CourseRevision.number.desc())
        .limit(1)
    )


def pins_of_revision(revision_id: int) -> list[int]:
    """The cohorts pinned to a revision."""
    return list(db.session.scalars(select(CohortCourse.cohort_id).where(CohortCourse.revision_id == revision_id)))


def asset(revision_id: int, path: str) -> CourseAsset | None:
    """An asset of a revision by its path."""
    return db.session.scalar(
        select(CourseAsset).where(CourseAsset.revision_id == revision_id, CourseAsset.path == path)
    )


def lesson_by_key(revision_id: int, key: str) -> int | None:
    """The lesson of a revision with this key."""
    return db.session.scalar(select(Lesson.id).where(Lesson.revision_id == revision_id, Lesson.key == key))


def revision_of(course_id: int, revision_id: int) -> CourseRevision | None:
    """A revision, if it is one of this course."""
    revision = db.session.get(CourseRevision, revision_id)
    return revision if revision is not None and revision.course_id == course_id else None


def revision_by_number(course_id: int, number: int) -> CourseRevision | None:
    """A revision of a course by its number."""
    return db.session.scalar(
        select(CourseRevision).where(CourseRevision.course_id == course_id, CourseRevision.number == number)
    )


def course_by_code(centre_id: int, code: str) -> int | None:
    """The course of a centre with this code."""
    return db.session.scalar(select(Course.id).where(Course.centre_id == centre_id, Course.code == code))


def lessons_showing(revision_id: int, path: str) -> frozenset[int]:
    """The lessons of a revision that show, link or offer a file."""
    rows = db.session.execute(
        select(LessonText.lesson_id, LessonText.addresses, LessonText.resources)
        .join(Lesson, Lesson.id == LessonText.lesson_id)
        .where(Lesson.revision_id == revision_id)
    )
    return frozenset(row[0] for row in rows if path in _files_of(row[1], row[2]))


def _files_of(addresses: Mapping[str, Mapping[str, str]], resources: Iterable[tuple[str, str]]) -> set[str]:
    links = (target.partition("#")[0] for target in addresses.get("links", {}).values())
    return {*links, *addresses.get("images", {}).values(), *(address for _title, address in resources)}
