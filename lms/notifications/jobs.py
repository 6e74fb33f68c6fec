"""Clock work of notifications."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from lms.core import health
from lms.core.scheduler import Job, register
from lms.notifications import queries, services


def send_outbox(slot: datetime) -> int:
    """Send the mails that are due."""
    return services.send_due(now=slot)


SCHEDULE = (Job("notifications.send", timedelta(seconds=10), send_outbox, catch_up=1),)
register(SCHEDULE)


def _outbox_is_well(now: datetime) -> tuple[bool, dict[str, object]]:
    if not current_app.config["LMS_SETTINGS"].mail_server:
        return True, {"state": "no mail server is set"}
    oldest = queries.oldest_due(now=now)
    age = (now - oldest).total_seconds() if oldest else 0.0
    return age < 1800, {"oldest_due_seconds": round(age)}


health.check("outbox", _outbox_is_well)
