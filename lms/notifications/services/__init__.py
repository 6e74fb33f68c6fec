"""Use-cases of notifications."""

from lms.notifications.services.outbox import cancel, enqueue, send_due
from lms.notifications.services.telling import mark_read, tell

__all__ = ["cancel", "enqueue", "mark_read", "send_due", "tell"]
