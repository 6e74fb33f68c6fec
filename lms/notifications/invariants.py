"""What must always hold about mail."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from lms.core.invariants import Invariant, rows_of
from lms.notifications.models import OutboxMessage
from lms.notifications.services.outbox import MOST_ATTEMPTS


def _given_up() -> Select[int]:
    return select(func.count(OutboxMessage.id)).where(
        OutboxMessage.sent_at.is_(None), OutboxMessage.attempts >= MOST_ATTEMPTS
    )


INVARIANTS = (
    Invariant(
        "no mail was given up",
        "invitations and reminders reach people",
        "See the fault under Administration, Clock and mails; mend it and send again.",
        rows_of(_given_up),
    ),
)
