"""Checking in by one's own phone: a scan becomes a ticket, a ticket or a typed code becomes an event, once."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from lms.attendance import queries
from lms.attendance.checkin import codes, roster, tickets
from lms.attendance.checkin.codes import Shown
from lms.attendance.checkin.tickets import Ticket
from lms.attendance.checkin.types import EventFacts, EventKind, EventSource, Purpose, Recorded, WhyNot
from lms.attendance.queries import Standing, WindowCard
from lms.attendance.services.recording import record_event
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import limits
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction

TRIES, PER = 10, timedelta(minutes=1)
"""Wrong codes a person may type in a minute."""


@dataclass(frozen=True, slots=True)
class Phone:
    """What is known of the browser that asks: a random cookie, a network address, and a yes or no about the place."""

    device: str
    network: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A code that was proved: at which window, by whom (None: no trainee of its class), when and how it was seen."""

    window: WindowCard
    standing: Standing | None
    shown: Shown
    source: EventSource
    at: datetime


def secret() -> str:
    """The installation's secret, by which codes are proved."""
    found: str = current_app.config["SECRET_KEY"]
    return found


def take_ticket(actor: Actor, *, token: str, device: str, now: datetime) -> str:
    """Turn a scan into a signed ticket, whether or not somebody is signed in yet. Raises Refused for what is stale."""
    window_id = codes.window_of(token)
    window = queries.window(window_id) if window_id is not None else None
    if window is None:
        raise Refused(WhyNot.CODE_UNKNOWN)
    shown = codes.read_token(secret(), window.facts, token, now=now)
    if isinstance(shown, WhyNot):
        raise Refused(shown)
    if not window.is_open(now):
        raise Refused(WhyNot.WINDOW_CLOSED)
    seen = int(now.timestamp() * 1000)
    return tickets.sealed(secret(), Ticket(window.id, shown.step, seen, digest_of(device), actor.user_id or 0))


def read_ticket(text: str) -> tuple[Ticket, WindowCard]:
    """A ticket of ours and its window, for the page that asks for the last tap. Raises Refused."""
    ticket = tickets.opened(secret(), text)
    window = queries.window(ticket.window_id) if ticket else None
    if ticket is None or window is None:
        raise Refused(WhyNot.CODE_UNKNOWN)
    return ticket, window


def use_ticket(actor: Actor, *, text: str, phone: Phone, now: datetime) -> Recorded:
    """Record a scan. The same ticket sent again is answered as the first time; another scan later is refused."""
    ticket = tickets.opened(secret(), text)
    found = queries.attempt_at(ticket.window_id, actor.user_id or 0) if ticket else None
    if ticket is None or found is None:
        raise Refused(WhyNot.CODE_UNKNOWN)
    window, standing = found
    allowed = timedelta(minutes=1)
    if now - ticket.seen_at > allowed:
        allowed = queries.check_in_terms(_cohort(window), on=window.day).allowed_delay
    if reason := tickets.why_not_use(
        ticket,
        person_id=actor.user_id or 0,
        device=digest_of(phone.device),
        now=now,
        closed_at=window.closes_at,
        allowed=allowed,
    ):
        raise Refused(reason)
    shown = Shown(ticket.window_id, ticket.step)
    attempt = Attempt(window, standing, shown, EventSource.QR, ticket.seen_at)
    return _record(actor, attempt, phone, now=now)


def use_code(actor: Actor, *, text: str, phone: Phone, now: datetime) -> Recorded:
    """Record by the short code on the screen. Wrong codes are counted; too many close this way for a minute."""
    bucket = f"check-in-code:{actor.user_id}"
    if limits.used(bucket, per=PER, now=now) >= TRIES:
        raise Refused(WhyNot.TOO_MANY_TRIES)
    enrolled = [card.id for _enrolment, card in cohorts.enrolments_of(actor.user_id or 0)]
    windows = {window.id: window for window in queries.open_windows(enrolled, now=now)}
    shown = codes.read_code(secret(), [window.facts for window in windows.values()], text, now=now)
    if isinstance(shown, WhyNot):
        limits.hit(bucket, limit=TRIES, per=PER, now=now)
        raise Refused(shown)
    found = queries.attempt_at(shown.window_id, actor.user_id or 0)
    if found is None:
        raise Refused(WhyNot.CODE_UNKNOWN)
    return _record(actor, Attempt(*found, shown, EventSource.CODE, now), phone, now=now)


def _record(actor: Actor, attempt: Attempt, phone: Phone, *, now: datetime) -> Recorded:
    window, standing, shown, at = attempt.window, attempt.standing, attempt.shown, attempt.at
    if standing is None or window.section_id not in (None, standing.section_id):
        raise Refused(WhyNot.OTHER_CLASS)
    with transaction():
        kind, slot = _kind_and_slot(window, shown, standing.enrolment_id)
        facts = EventFacts(
            cohort_id=window.cohort_id,
            enrolment_id=standing.enrolment_id,
            day=window.day,
            kind=kind,
            happened_at=at,
            source=attempt.source,
            slot=slot,
            window_id=window.id,
            signals=signals_from(phone, delay=now - at),
        )
        recorded = record_event(actor, facts, now=now)
    if not recorded.is_new and recorded.happened_at != at:
        raise Refused(WhyNot.USED_ALREADY, happened_at=recorded.happened_at)
    return recorded


def _kind_and_slot(window: WindowCard, shown: Shown, enrolment_id: int) -> tuple[EventKind, str]:
    if window.purpose is Purpose.ARRIVAL:
        return EventKind.CHECK_IN, "check_in"
    if window.purpose is Purpose.DEPARTURE:
        return EventKind.CHECK_OUT, "check_out"
    slot = f"outing:{shown.window_id}:{shown.step}"
    events = queries.events_of_enrolment(enrolment_id, since=window.day, until=window.day).get(window.day, [])
    return roster.next_kind(events), slot


def signals_from(phone: Phone, *, delay: timedelta) -> dict[str, object]:
    """What is kept of a phone: keyed digests, a yes or no, and a delay worth noting."""
    facts: dict[str, object] = {"device": digest_of(phone.device), "network": digest_of(phone.network)}
    if phone.place in ("yes", "no"):
        facts["place"] = phone.place
    if delay > tickets.LATE:
        facts["delay"] = int(delay.total_seconds())
    return facts


def digest_of(text: str) -> str:
    """A keyed digest, so that addresses and cookies can be compared and not read."""
    return hmac.new(secret().encode(), f"check-in phone|{text}".encode(), hashlib.sha256).hexdigest()[:12]


def _cohort(window: WindowCard) -> CohortCard:
    found = cohorts.cohort(window.cohort_id)
    if found is None:
        raise NotFound
    return found
