"""Courses for those who write them, or raising."""

from __future__ import annotations

from collections.abc import Iterable

from lms.accounts.types import Place, Role, Scope
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.courses import policies, queries
from lms.courses.access.courses import course_for_reading
from lms.courses.models import Course, CourseImport, CourseRevision


def course_for_writing(actor: Actor, course_id: int) -> Course:
    """A course for those who write it: the centre's writers, those who teach it, and who founded it."""
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound
    if may_write(actor, course):
        return course
    course_for_reading(actor, course_id)
    raise NotAllowed


def may_write(actor: Actor, course: Course) -> bool:
    """Whether the actor writes this course."""
    if policies.may_edit_course(actor, Place(course.centre_id)):
        return True
    taught = taught_cohorts(actor)
    if course.founder_id is not None and course.founder_id == actor.user_id:
        return any(card.centre_id == course.centre_id for card in taught)
    return course.id in {card.id for _cohort, card in queries.courses_of_cohorts([card.id for card in taught])}


def taught_cohorts(actor: Actor) -> list[CohortCard]:
    """The cohorts for which the actor writes courses."""
    return [card for card in cohorts.cohorts_of(actor) if policies.may_edit_course(actor, card.place)]


def centres_for_writing(actor: Actor) -> list[int]:
    """The centres in which the actor may found courses."""
    if actor.is_system or actor.holds(Role.ADMINISTRATOR, Scope.SITE, None):
        return [centre.id for centre in cohorts.centres()]
    direct = {centre for role in (Role.ADMINISTRATOR, Role.INSTRUCTOR) for centre in actor.ids(role, Scope.CENTRE)}
    return sorted(direct | {card.centre_id for card in taught_cohorts(actor)})


def centre_for_writing(actor: Actor, centre_id: int) -> int:
    """A centre in which the actor may found courses."""
    if centre_id not in centres_for_writing(actor):
        raise NotFound
    return centre_id


def writable_rows(actor: Actor, centre_ids: Iterable[int]) -> list[queries.CourseRow]:
    """The courses of some centres that the actor writes, in a fixed number of statements."""
    taught = taught_cohorts(actor)
    followed = {card.id for _cohort, card in queries.courses_of_cohorts([card.id for card in taught])}
    centres = {card.centre_id for card in taught}
    return [
        row
        for row in queries.writers_rows(list(centre_ids))
        if policies.may_edit_course(actor, Place(row.centre_id))
        or row.id in followed
        or (row.founder_id is not None and row.founder_id == actor.user_id and row.centre_id in centres)
    ]


def revision_for_writing(actor: Actor, revision_id: int) -> tuple[Course, CourseRevision]:
    """A revision with its course, for those who write it."""
    revision = db.session.get(CourseRevision, revision_id)
    if revision is None:
        raise NotFound
    return course_for_writing(actor, revision.course_id), revision


def import_for_writing(actor: Actor, import_id: int) -> CourseImport:
    """An import for the one who uploaded it, and for the centre's administrators."""
    row = db.session.get(CourseImport, import_id)
    if row is None or row.centre_id not in centres_for_writing(actor):
        raise NotFound
    if row.person_id != actor.user_id and not policies.may_edit_course(actor, Place(row.centre_id)):
        raise NotFound
    return row
