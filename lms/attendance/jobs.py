"""Clock work of attendance."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.attendance import services
from lms.core.actor import SYSTEM
from lms.core.scheduler import Job, register


def derive_days(slot: datetime) -> int:
    """Turn days at the door that are over into marks; those of the last weeks again, when something came late."""
    return services.derive_recent_days(SYSTEM, now=slot)


def warn_of_risks(slot: datetime) -> int:
    """Tell people whose risk rose, and the staff once a day; only from the centre's morning on."""
    return services.warn_of_risks(SYSTEM, now=slot)


def apply_requests(slot: datetime) -> int:
    """Mark the days of approved requests that have come."""
    return services.apply_approved(SYSTEM, now=slot)


def purge_papers(slot: datetime) -> int:
    """Forget the papers of requests that were decided long enough ago."""
    return services.purge_papers(SYSTEM, now=slot)


SCHEDULE = (
    Job("attendance.derive_days", timedelta(hours=1), derive_days, catch_up=1),
    Job("attendance.warn_of_risks", timedelta(hours=1), warn_of_risks, catch_up=1),
    Job("attendance.apply_requests", timedelta(hours=1), apply_requests, catch_up=1),
    Job("attendance.purge_papers", timedelta(days=1), purge_papers, catch_up=1),
)
register(SCHEDULE)
