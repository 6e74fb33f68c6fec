"""Offering preparation sessions and taking their seats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import format_datetime
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries as people
from lms.careers import access, queries
from lms.careers.models import Booking, PrepSession
from lms.careers.types import SessionKind, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.languages import in_language, pick
from lms.core.transaction import transaction
from lms.notifications import services as notifications
from lms.notifications.invitations import Meeting, invitation

REMIND_BEFORE = timedelta(hours=24)


def offer_session(
    actor: Actor,
    *,
    centre_id: int,
    mentor_id: int,
    kind: SessionKind,
    title: Mapping[str, str],
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    room: str = "",
) -> PrepSession:
    """A new session of a centre."""
    access.centre_for_offering(actor, centre_id)
    if ends_at <= starts_at:
        raise Refused(WhyNot.TIMES_REVERSED)
    with transaction():
        session = PrepSession(
            centre_id=centre_id,
            mentor_id=mentor_id,
            kind=kind,
            title=dict(title),
            room=room,
            starts_at=starts_at,
            ends_at=ends_at,
            capacity=capacity,
        )
        db.session.add(session)
        db.session.flush()
        audit.record(actor, "session.offered", session)
    return session


def book_session(actor: Actor, *, session_id: int, now: datetime) -> Booking:
    """Take the next free seat. Seats are numbered and unique in the database, so the last one goes to one person."""
    session = access.session_for_booking(actor, session_id)
    if session.starts_at <= now:
        raise Refused(WhyNot.OVER)
    case = queries.case_of(actor.user_id or 0)
    if case is None:
        raise Refused(WhyNot.CASE_CLOSED)
    case_id, capacity = case.id, session.capacity
    with transaction():
        session = db.session.get_one(PrepSession, session_id, with_for_update=True, populate_existing=True)
        taken = {
            booking.seat: booking
            for booking in db.session.scalars(select(Booking).where(Booking.session_id == session_id))
        }
        mine = next((row for row in taken.values() if row.person_id == actor.user_id), None)
        if mine is not None and mine.state == "booked":
            raise Refused(WhyNot.BOOKED_ALREADY)
        held = {seat for seat, row in taken.items() if row.state == "booked"}
        seat = next((number for number in range(1, capacity + 1) if number not in held), None)
        if seat is None:
            raise Refused(WhyNot.FULL)
        booking = mine or Booking(session_id=session_id, person_id=actor.user_id)
        booking.case_id, booking.seat, booking.state, booking.booked_at = case_id, seat, "booked", now
        db.session.add(booking)
        try:
            db.session.flush()
        except IntegrityError as error:
            raise Refused(WhyNot.FULL) from error
        audit.record(actor, "session.booked", booking, after={"session": session_id, "seat": seat})
        _remind(actor, session, now=now)
    return booking


def cancel_booking(actor: Actor, *, session_id: int, now: datetime) -> None:
    """Give one's seat back."""
    with transaction():
        booking = db.session.scalar(
            select(Booking).where(
                Booking.session_id == session_id, Booking.person_id == actor.user_id, Booking.state == "booked"
            )
        )
        if booking is None:
            raise NotFound
        _free(actor, booking, now=now)


def cancel_all_of(actor: Actor, *, person_id: int, now: datetime) -> None:
    """Give back every seat that this person holds in the future."""
    with transaction():
        bookings = db.session.scalars(
            select(Booking)
            .join(PrepSession, PrepSession.id == Booking.session_id)
            .where(Booking.person_id == person_id, Booking.state == "booked", PrepSession.starts_at > now)
        ).all()
        for booking in bookings:
            _free(actor, booking, now=now)


def _free(actor: Actor, booking: Booking, *, now: datetime) -> None:
    booking.state, booking.seat = "cancelled", None
    audit.record(actor, "session.cancelled", booking)
    key = _key(booking.session_id, booking.person_id)
    notifications.cancel(actor, key_prefix=key)
    session = db.session.get_one(PrepSession, booking.session_id)
    _mail(actor, session, booking.person_id, key=f"{key}off:{now.isoformat()}", due_at=now, cancelled=True, now=now)


def _key(session_id: int, person_id: int) -> str:
    return f"session:{session_id}:{person_id}:"


def _remind(actor: Actor, session: PrepSession, *, now: datetime) -> None:
    person_id = actor.user_id or 0
    key = _key(session.id, person_id)
    _mail(actor, session, person_id, key=f"{key}on:{now.isoformat()}", due_at=now, now=now)
    remind_at = max(now, session.starts_at - REMIND_BEFORE)
    _mail(actor, session, person_id, key=f"{key}remind:{now.isoformat()}", due_at=remind_at, now=now)


def _mail(
    actor: Actor,
    session: PrepSession,
    person_id: int,
    *,
    key: str,
    due_at: datetime,
    now: datetime,
    cancelled: bool = False,
) -> None:
    person = people.card(person_id)
    mentor = people.card(session.mentor_id)
    if person is None or mentor is None:
        return
    with in_language(person.language):
        title = pick(session.title, person.language)
        when = format_datetime(session.starts_at, "full")
        subject = _("Cancelled: %(title)s", title=title) if cancelled else title
        body = _(
            "%(title)s\n%(when)s\n%(room)s\nwith %(mentor)s",
            title=title,
            when=when,
            room=session.room,
            mentor=mentor.name,
        )
    meeting = Meeting(
        uid=f"session-{session.id}-{person_id}@baeum",
        title=title,
        place=session.room,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        organizer=current_app.config["LMS_SETTINGS"].mail_sender,
        attendee=person.email,
        sequence=session.sequence + (1 if cancelled else 0),
        cancelled=cancelled,
    )
    notifications.enqueue(
        actor,
        key=key,
        person_id=person_id,
        subject=subject,
        body=body,
        due_at=due_at,
        calendar=invitation(meeting, now=now),
    )
