"""Clock work of comparing: once the time to hand in has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.assessments import services
from lms.assessments.models import Assignment
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.scheduler import Job

SOON = timedelta(hours=1)


def compare_closed(slot: datetime) -> int:
    """Compare the work of assignments that closed an hour ago and were not compared yet."""
    due = db.session.scalars(
        select(Assignment.id).where(Assignment.closes_at <= slot - SOON, Assignment.compared_at.is_(None))
    ).all()
    for assignment_id in due:
        services.compare_work(SYSTEM, assignment_id=assignment_id, now=slot)
    return len(due)


SCHEDULE = (Job("assessments.compare", timedelta(hours=1), compare_closed, catch_up=1),)
