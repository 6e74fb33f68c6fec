"""Clock work of assessments: handing out reviews when handing in closes, grades when reviewing closes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.assessments import services
from lms.assessments.models import Assignment
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.scheduler import Job


def hand_out_reviews(slot: datetime) -> int:
    """Allocate the reviews of assignments that have closed."""
    due = db.session.scalars(
        select(Assignment.id).where(Assignment.closes_at <= slot, Assignment.allocated_at.is_(None))
    ).all()
    for assignment_id in due:
        services.allocate_reviews(SYSTEM, assignment_id=assignment_id, now=slot)
    return len(due)


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


SCHEDULE = (
    Job("assessments.hand_out", timedelta(minutes=5), hand_out_reviews, catch_up=1),
    Job("assessments.settle", timedelta(hours=1), settle_closed, catch_up=1),
)
