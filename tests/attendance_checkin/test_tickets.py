"""A scan that is sent later: from the same phone, in time, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lms.attendance.checkin.tickets import Ticket, opened, sealed, why_not_use
from lms.attendance.checkin.types import WhyNot

SEEN = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
TICKET = Ticket(7, 1, int(SEEN.timestamp() * 1000), "phone", 5)
LATER = SEEN + timedelta(hours=1)


def test_a_ticket_comes_back_as_it_was() -> None:
    assert opened("secret", sealed("secret", TICKET)) == TICKET
    assert TICKET.seen_at == SEEN


@pytest.mark.parametrize("text", ["", ".", "abc", "e30.00", sealed("other", TICKET), sealed("secret", TICKET)[:-1]])
def test_what_we_did_not_sign_is_nothing(text: str) -> None:
    assert opened("secret", text) is None


@pytest.mark.parametrize(
    ("ticket", "asks", "after", "closed", "expected"),
    [
        (TICKET, (5, "phone"), 0, LATER, None),
        (TICKET, (5, "phone"), 600, LATER, None),
        (TICKET, (5, "phone"), 601, LATER, WhyNot.DELIVERED_TOO_LATE),
        (TICKET, (6, "phone"), 0, LATER, WhyNot.OTHER_PHONE),
        (TICKET, (5, "another phone"), 0, LATER, WhyNot.OTHER_PHONE),
        (replace(TICKET, person_id=0), (6, "phone"), 0, LATER, None),
        (TICKET, (5, "phone"), 300, SEEN + timedelta(seconds=1), None),
        (TICKET, (5, "phone"), 0, SEEN, WhyNot.WINDOW_CLOSED),
    ],
)
def test_why_not_use(
    ticket: Ticket, asks: tuple[int, str], after: int, closed: datetime, expected: WhyNot | None
) -> None:
    person, device = asks
    found = why_not_use(
        ticket,
        person_id=person,
        device=device,
        now=SEEN + timedelta(seconds=after),
        closed_at=closed,
        allowed=timedelta(minutes=10),
    )
    assert found == expected
