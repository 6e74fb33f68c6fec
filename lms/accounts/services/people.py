"""Registering, inviting and disabling people."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from lms.accounts import policies, rules
from lms.accounts.events import PersonDisabled
from lms.accounts.models import Person
from lms.accounts.services.signing import INVITATION, end_all_sign_ins, make_link
from lms.accounts.types import PersonState, Place, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def register_person(
    actor: Actor,
    *,
    email: str,
    name: str,
    now: datetime,
    phone: str = "",
    birth_date: date | None = None,
    language: str = "ko",
    password_hash: str = "",
) -> Person:
    """Write down a person. With a password hash they may sign in at once. Raises Refused when the address is taken."""
    with transaction():
        email = rules.normal_email(email)
        if db.session.scalar(select(Person.id).where(Person.email == email)) is not None:
            raise Refused(WhyNot.EMAIL_TAKEN, email=email)
        person = Person(
            email=email,
            name=name.strip(),
            phone=phone.strip(),
            birth_date=birth_date,
            language=language,
            password_hash=password_hash,
            state=PersonState.ACTIVE if password_hash else PersonState.INVITED,
            created_at=now,
        )
        db.session.add(person)
        db.session.flush()
        audit.record(actor, "person.registered", person)
    return person


def invite_person(actor: Actor, *, person_id: int, place: Place, now: datetime) -> None:
    """Send (again) the link with which a person chooses a password."""
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    with transaction():
        person = db.session.get(Person, person_id)
        if person is None:
            raise NotFound
        make_link(person, INVITATION, now=now, life=rules.INVITATION_LIFE)
        audit.record(actor, "person.invited", person)


def disable_person(actor: Actor, *, person_id: int, place: Place, reason: str, now: datetime) -> None:
    """Shut a person out, at once and everywhere; nothing of theirs is deleted."""
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    with transaction() as unit:
        person = db.session.get(Person, person_id)
        if person is None:
            raise NotFound
        person.state = PersonState.DISABLED
        end_all_sign_ins(person.id, now=now)
        audit.record(actor, "person.disabled", person, reason=reason)
        unit.note(PersonDisabled(at=now, person_id=person.id))


def change_language(actor: Actor, *, language: str) -> None:
    """Remember a person's language for pages and mails."""
    with transaction():
        person = db.session.get_one(Person, actor.user_id or 0)
        person.language = language
        audit.record(actor, "account.language_changed", person, after={"language": language})
