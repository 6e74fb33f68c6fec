"""Tickets: what a phone keeps after it has scanned, so that signing in or a dead network costs nobody their minute.

The server signs the moment of the scan, for this person or, before sign-in, for this browser. A ticket is no secret and
no proof by itself: it counts only from the same browser, once, and within the time that the centre allows.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from lms.attendance.checkin.types import WhyNot

LATE = timedelta(seconds=60)
"""From here on an attempt counts as delivered late: a signal, no more."""
_MAC_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """A scan. ``seen`` is in milliseconds since 1970, ``person_id`` 0 when nobody was signed in."""

    window_id: int
    step: int
    seen: int
    device: str
    person_id: int

    @property
    def seen_at(self) -> datetime:
        """The moment of the scan."""
        return datetime.fromtimestamp(self.seen / 1000, UTC)


def sealed(secret: str, ticket: Ticket) -> str:
    """The ticket with its signature, fit for an address."""
    body = base64.urlsafe_b64encode(json.dumps(asdict(ticket), separators=(",", ":")).encode()).decode().rstrip("=")
    return f"{body}.{_signature(secret, body)}"


def opened(secret: str, text: str) -> Ticket | None:
    """The ticket, if the signature is ours."""
    body, _, signature = text.partition(".")
    if not hmac.compare_digest(_signature(secret, body).encode(), signature.encode()):
        return None
    try:
        return Ticket(**json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
    except (ValueError, TypeError, binascii.Error):
        return None


def why_not_use(
    ticket: Ticket, *, person_id: int, device: str, now: datetime, closed_at: datetime, allowed: timedelta
) -> WhyNot | None:
    """Whether a scan counts when it arrives: of this person and browser, in time, and made before the window closed."""
    if ticket.device != device or ticket.person_id not in (0, person_id):
        return WhyNot.OTHER_PHONE
    if now - ticket.seen_at > allowed:
        return WhyNot.DELIVERED_TOO_LATE
    return WhyNot.WINDOW_CLOSED if ticket.seen_at >= closed_at else None


def _signature(secret: str, body: str) -> str:
    return hmac.new(secret.encode(), b"check-in ticket|" + body.encode(), hashlib.sha256).hexdigest()[:_MAC_LENGTH]
