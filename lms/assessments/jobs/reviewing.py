"""Clock work of reviewing: handing out reviews when handing in closes, and the ladder of their deadlines."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from lms.assessments import services
from lms.assessments.models import Assignment
from lms.assessments.types import Allocation
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.scheduler import Job

LADDER_LASTS = timedelta(days=7)


def hand_out_reviews(slot: datetime) -> int:
    """Allocate the reviews of assignments that have closed."""
    due = db.session.scalars(
        select(Assignment.id).where(Assignment.closes_at <= slot, Assignment.allocated_at.is_(None))
    ).all()
    for assignment_id in due:
        services.allocate_reviews(SYSTEM, assignment_id=assignment_id, now=slot)
    return len(due)


def climb_ladders(slot: datetime) -> int:
    """Remind, give places back, call stand-bys and tell instructors, one assignment after the other."""
    due = db.session.scalars(
        select(Assignment.id).where(
            Assignment.opens_at <= slot,
            Assignment.review_closes_at > slot - LADDER_LASTS,
            or_(Assignment.allocated_at.is_not(None), Assignment.allocation == Allocation.QUEUE),
        )
    ).all()
    return sum(services.climb_ladder(SYSTEM, assignment_id=assignment_id, now=slot) for assignment_id in due)


SCHEDULE = (
    Job("assessments.hand_out", timedelta(minutes=5), hand_out_reviews, catch_up=1),
    Job("assessments.climb_ladders", timedelta(minutes=5), climb_ladders, catch_up=1),
)
