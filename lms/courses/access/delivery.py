"""Loading a course's cohorts, progress and exceptions for those who teach."""

from __future__ import annotations

from lms.accounts.types import Place
from lms.cohorts import access as cohorts
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.courses import policies, queries
from lms.courses.models import Course, DeliveryException, LessonReport
from lms.courses.queries import Pin


def pinned_cohort_for_staff(actor: Actor, course_id: int, cohort_id: int) -> Pin:
    """A cohort that follows a course, for those who work in it."""
    cohorts.cohort_for_staff(actor, cohort_id)
    pin = next((pin for pin in queries.pins_of_course(course_id) if pin.cohort.id == cohort_id), None)
    if pin is None:
        raise NotFound
    return pin


def exception_for_staff(actor: Actor, exception_id: int) -> DeliveryException:
    """A personal exception, for those who work in its cohort."""
    row = db.session.get(DeliveryException, exception_id)
    if row is None:
        raise NotFound
    cohorts.cohort_for_staff(actor, row.cohort_id)
    return row


def report_for_staff(actor: Actor, report_id: int) -> LessonReport:
    """A reported problem, for those who may answer it."""
    row = db.session.get(LessonReport, report_id)
    if row is None:
        raise NotFound
    if row.cohort_id is not None:
        card = cohorts.cohort_for_member(actor, row.cohort_id)
        place = card.place
    else:
        place = Place(db.session.get_one(Course, row.course_id).centre_id)
    if not policies.may_answer_reports(actor, place):
        raise NotAllowed
    return row
