"""Loading courses and their files for a person, or raising."""

from __future__ import annotations

from lms.accounts.types import Place
from lms.cohorts import queries as cohorts
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.courses import policies, queries
from lms.courses.models import Course
from lms.courses.types import CourseCard


def course_for_reading(actor: Actor, course_id: int) -> tuple[CourseCard, bool]:
    """A course in the revision this person reads, and whether they see staff lessons.

    Staff of the centre read the newest revision, members of a cohort the one their cohort is pinned to.
    """
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound
    if policies.may_edit_course(actor, Place(course.centre_id)):
        newest = queries.newest_revision(course_id)
        revision_id = newest.id if newest else None
        return CourseCard(course.id, course.centre_id, course.code, course.title, revision_id), True
    own = {card.id: card for card in cohorts.cohorts_of(actor)}
    for cohort_id, card in queries.courses_of_cohorts(own):
        if card.id == course_id:
            return card, policies.may_read_staff_lessons(actor, own[cohort_id].place)
    raise NotFound


def course_for_editing(actor: Actor, course_id: int) -> Course:
    """A course for those who write it."""
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound
    if not policies.may_edit_course(actor, Place(course.centre_id)):
        course_for_reading(actor, course_id)
        raise NotAllowed
    return course


def may_read_revision(actor: Actor, revision_id: int, course_id: int) -> bool:
    """Whether staff lessons are open, too; raises when the revision itself is not."""
    card, sees_staff_lessons = course_for_reading(actor, course_id)
    if card.revision_id != revision_id and not sees_staff_lessons:
        own = {cohort.id for cohort in cohorts.cohorts_of(actor)}
        if not own & set(queries.pins_of_revision(revision_id)):
            raise NotFound
    return sees_staff_lessons
