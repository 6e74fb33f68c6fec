"""What notifications hold about a person."""

from __future__ import annotations

from lms.core.holdings import Holdings, register, rows
from lms.notifications.models import Notice, OutboxMessage

HOLDINGS = Holdings(
    "notifications",
    (
        rows(Notice, lambda person: Notice.person_id == person, erased=True),
        rows(
            OutboxMessage,
            lambda person: (OutboxMessage.person_id == person) & ~OutboxMessage.key.startswith("link:"),
            without=("leased_until", "attempts", "fault"),
            erased=True,
        ),
    ),
)
"""Mails with single-use links are left out: a copy of the data must not open the account."""
register(HOLDINGS)
