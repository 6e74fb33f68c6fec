"""Use-cases of notifications."""

from lms.notifications.services.again import send_again
from lms.notifications.services.forgetting import forget_messages
from lms.notifications.services.outbox import cancel, enqueue, send_due
from lms.notifications.services.telling import mark_read, tell

__all__ = ["cancel", "enqueue", "forget_messages", "mark_read", "send_again", "send_due", "tell"]
