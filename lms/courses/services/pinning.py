"""Cohorts and the revision that each of them follows."""

from __future__ import annotations

from sqlalchemy import select

from lms.cohorts import access as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.core.transaction import transaction
from lms.courses import access, policies, queries
from lms.courses.models import CohortCourse, CourseRevision


def pin_cohort(actor: Actor, *, cohort_id: int, course_id: int, revision_id: int) -> None:
    """Have a cohort follow a course in this revision, until someone moves it."""
    card = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_decide_delivery(actor, card.place):
        raise NotAllowed
    if cohort_id not in queries.pins_by_cohort(course_id):
        course = access.course_for_writing(actor, course_id)
        if course.centre_id != card.centre_id:
            raise NotFound
    with transaction():
        revision = db.session.get(CourseRevision, revision_id)
        if revision is None or revision.course_id != course_id:
            raise NotFound
        pin = db.session.scalar(
            select(CohortCourse).where(CohortCourse.cohort_id == cohort_id, CohortCourse.course_id == course_id)
        )
        before = {"revision": pin.revision_id} if pin else None
        if pin is None:
            pin = CohortCourse(cohort_id=cohort_id, course_id=course_id)
            db.session.add(pin)
        pin.revision_id = revision_id
        db.session.flush()
        audit.record(actor, "course.pinned", pin, before=before, after={"revision": revision_id})
