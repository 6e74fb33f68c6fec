"""Clock work of grading: grades when reviewing has closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.assessments import services
from lms.assessments.models import Assignment
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.scheduler import Job


def settle_closed(slot: datetime) -> int:
    """Settle the grades of assignments whose reviewing closed within the last day."""
    due = db.session.scalars(
        select(Assignment.id).where(
            Assignment.review_closes_at <= slot, Assignment.review_closes_at > slot - timedelta(days=1)
        )
    ).all()
    for assignment_id in due:
        services.settle_grades(SYSTEM, assignment_id=assignment_id, now=slot)
    return len(due)


SCHEDULE = (Job("assessments.settle", timedelta(hours=1), settle_closed, catch_up=1),)
