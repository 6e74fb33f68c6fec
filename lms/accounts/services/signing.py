"""Signing in and out, and passwords."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select, update

from lms.accounts import rules, secrets
from lms.accounts.events import LinkMade
from lms.accounts.models import MailLink, Person, SignIn
from lms.accounts.services.browsers import meet_browser
from lms.accounts.services.second_factor import check_code
from lms.accounts.types import PersonState, WhyNot
from lms.core import audit, limits
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction

INVITATION = "invitation"
RESET = "reset"


def sign_in(*, email: str, password: str, code: str, address: str, device: str, mark: str, now: datetime) -> str:
    """Open a sign-in and return its secret token. ``mark`` is the random value by which the browser is known again;
    ``code`` is of the authenticator app, or a recovery code.

    Raises Refused for wrong credentials (the same for an unknown person and a wrong password), a wrong second factor,
    or too many tries for this account or from this address.
    """
    email, device = rules.normal_email(email), " ".join(device.split())
    _throttle(email, address, now)
    person = db.session.scalar(select(Person).where(Person.email == email))
    right = secrets.fits(person.password_hash if person else "", password)
    if person is None or not right or person.state != PersonState.ACTIVE:
        raise Refused(WhyNot.WRONG_CREDENTIALS)
    person_id = person.id
    token = secrets.new_token()
    with transaction() as unit:
        person = db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)
        if person.totp_secret:
            check_code(person, code, unit=unit, now=now)
        hours = current_app.config["LMS_SETTINGS"].session_hours
        row = SignIn(
            digest=secrets.digest(token),
            person_id=person.id,
            started_at=now,
            expires_at=now + timedelta(hours=hours),
            device=device[:200],
        )
        db.session.add(row)
        meet_browser(person.id, mark=mark, device=device, unit=unit, now=now)
        audit.record(Actor(person.id, person.name), "account.signed_in", row)
    limits.forget(f"sign-in:{email}")
    return token


def _throttle(email: str, address: str, now: datetime) -> None:
    window = rules.TRY_WINDOW
    allowed = limits.hit(f"sign-in:{email}", limit=rules.TRIES_PER_ACCOUNT, per=window, now=now)
    allowed &= limits.hit(f"sign-in-from:{address}", limit=rules.TRIES_PER_ADDRESS, per=window, now=now)
    if not allowed:
        raise Refused(WhyNot.TOO_MANY_TRIES)


def end_sign_in(actor: Actor, *, sign_in_id: int, now: datetime) -> None:
    """Sign out one browser of one's own."""
    with transaction():
        row = db.session.get(SignIn, sign_in_id)
        if row is None or row.person_id != actor.user_id:
            raise NotFound
        row.ended_at = row.ended_at or now
        audit.record(actor, "account.signed_out", row)


def end_all_sign_ins(person_id: int, *, now: datetime) -> None:
    """Sign out everywhere; the caller writes the audit entry that says why."""
    db.session.execute(
        update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def make_link(person: Person, kind: str, *, now: datetime, life: timedelta) -> MailLink:
    """A new single-use link; older ones of the same kind stop working. Within a transaction, with an event."""
    with transaction() as unit:
        db.session.execute(
            update(MailLink)
            .where(MailLink.person_id == person.id, MailLink.kind == kind, MailLink.used_at.is_(None))
            .values(used_at=now)
        )
        token = secrets.new_token()
        link = MailLink(
            digest=secrets.digest(token), kind=kind, person_id=person.id, sent_at=now, expires_at=now + life
        )
        db.session.add(link)
        unit.note(LinkMade(at=now, kind=kind, person_id=person.id, token=token))
    return link


def ask_for_reset(*, email: str, address: str, now: datetime) -> None:
    """Send a reset link if the person exists; says nothing either way."""
    email = rules.normal_email(email)
    if not limits.hit(f"reset:{email}", limit=3, per=rules.TRY_WINDOW, now=now):
        return
    if not limits.hit(f"reset-from:{address}", limit=30, per=rules.TRY_WINDOW, now=now):
        return
    with transaction():
        person = db.session.scalar(select(Person).where(Person.email == email))
        if person is None or person.state != PersonState.ACTIVE:
            return
        make_link(person, RESET, now=now, life=rules.RESET_LIFE)
        audit.record(Actor(person.id, person.name), "account.reset_asked", person)


def link_target(token: str, *, now: datetime) -> Person:
    """The person for whom this link is. Raises Refused when it does not work (any more)."""
    link = db.session.scalar(select(MailLink).where(MailLink.digest == secrets.digest(token)))
    if link is None:
        raise Refused(WhyNot.LINK_INVALID)
    if reason := rules.why_not_link(expires_at=link.expires_at, used_at=link.used_at, now=now):
        raise Refused(reason)
    return db.session.get_one(Person, link.person_id)


def choose_password(*, token: str, password: str, now: datetime) -> None:
    """Set a password by a mailed link; every open sign-in of this person ends."""
    with transaction():
        person = link_target(token, now=now)
        if reason := rules.why_not_password(password, email=person.email):
            raise Refused(reason)
        used = db.session.execute(
            update(MailLink)
            .where(MailLink.digest == secrets.digest(token), MailLink.used_at.is_(None))
            .values(used_at=now)
            .returning(MailLink.id)
        ).first()
        if used is None:
            raise Refused(WhyNot.LINK_INVALID)
        person.password_hash = secrets.hash_password(password)
        person.state = PersonState.ACTIVE
        end_all_sign_ins(person.id, now=now)
        audit.record(Actor(person.id, person.name), "account.password_chosen", person)
