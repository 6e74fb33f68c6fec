"""Clock work of grading: grades when reviewing has closed, and again when better evidence has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.assessments import queries, services
from lms.assessments.models import Assignment
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.scheduler import Job

WATCHED_FOR = timedelta(days=14)
"""After that a grade changes only when the instructor settles again, so that old grades do not drift."""


def settle_closed(slot: datetime) -> int:
    """Settle assignments whose reviewing has closed and whose evidence is newer than their estimates."""
    due = db.session.scalars(
        select(Assignment.id)
        .where(Assignment.review_closes_at <= slot, Assignment.review_closes_at > slot - WATCHED_FOR)
        .order_by(Assignment.id)
    ).all()
    stale = [assignment_id for assignment_id in due if queries.is_estimate_stale(assignment_id)]
    for assignment_id in stale:
        services.settle_grades(SYSTEM, assignment_id=assignment_id, now=slot)
    return len(stale)


SCHEDULE = (Job("assessments.settle", timedelta(minutes=15), settle_closed, catch_up=1),)
