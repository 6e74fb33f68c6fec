"""New courses."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.courses import access
from lms.courses.models import Course
from lms.courses.types import WhyNot


def found_course(actor: Actor, *, centre_id: int, code: str, title: Mapping[str, str]) -> Course:
    """A new, empty course of a centre."""
    access.centre_for_writing(actor, centre_id)
    with transaction():
        taken = db.session.scalar(select(Course.id).where(Course.centre_id == centre_id, Course.code == code))
        if taken is not None:
            raise Refused(WhyNot.CODE_TAKEN)
        course = Course(centre_id=centre_id, code=code, title=dict(title), founder_id=actor.user_id)
        db.session.add(course)
        db.session.flush()
        audit.record(actor, "course.founded", course)
    return course
