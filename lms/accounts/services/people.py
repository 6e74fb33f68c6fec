"""Registering, inviting and disabling people."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from lms.accounts import policies, queries, rules
from lms.accounts.events import PersonDisabled
from lms.accounts.models import Person
from lms.accounts.services.grants import keep_an_administrator
from lms.accounts.services.signing import INVITATION, end_all_sign_ins, make_link
from lms.accounts.types import PersonState, Place, Role, WhyNot
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
        if not rules.is_email(email):
            raise Refused(WhyNot.EMAIL_WRONG)
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
    with transaction():
        person = _person_of(actor, person_id, place)
        _refuse_erased(person)
        if person.state == PersonState.DISABLED:
            raise Refused(WhyNot.PERSON_DISABLED)
        make_link(person, INVITATION, now=now, life=rules.INVITATION_LIFE)
        audit.record(actor, "person.invited", person)


def disable_person(actor: Actor, *, person_id: int, place: Place, reason: str, now: datetime) -> None:
    """Shut a person out, at once and everywhere; nothing of theirs is deleted."""
    with transaction() as unit:
        person = _person_of(actor, person_id, place)
        _refuse_erased(person)
        if person.id == actor.user_id:
            raise Refused(WhyNot.NOT_ONESELF)
        if why_not := rules.why_not_reason(reason):
            raise Refused(why_not)
        for grant in queries.live_grants(person.id):
            if grant.role == Role.ADMINISTRATOR:
                keep_an_administrator(person.id, scope=grant.scope, scope_id=grant.scope_id)
        person.state = PersonState.DISABLED
        end_all_sign_ins(person.id, now=now)
        audit.record(actor, "person.disabled", person, reason=reason)
        unit.note(PersonDisabled(at=now, person_id=person.id))


def enable_person(actor: Actor, *, person_id: int, place: Place, reason: str) -> None:
    """Let a disabled person sign in again, with the password and the roles they had."""
    with transaction():
        person = _person_of(actor, person_id, place)
        _refuse_erased(person)
        if why_not := rules.why_not_reason(reason):
            raise Refused(why_not)
        if person.state == PersonState.DISABLED:
            person.state = PersonState.ACTIVE if person.password_hash else PersonState.INVITED
        audit.record(actor, "person.enabled", person, reason=reason)


def correct_person(
    actor: Actor, *, person_id: int, place: Place, name: str, email: str, phone: str, birth_date: date | None
) -> None:
    """Correct a person's details. The audit entry names the fields and not their contents, so that a person can be
    forgotten later although the trail is kept."""
    with transaction():
        person = _person_of(actor, person_id, place)
        email = rules.normal_email(email)
        if not rules.is_email(email):
            raise Refused(WhyNot.EMAIL_WRONG)
        taken = db.session.scalar(select(Person.id).where(Person.email == email, Person.id != person.id))
        if taken is not None:
            raise Refused(WhyNot.EMAIL_TAKEN, email=email)
        wanted = {"name": name.strip(), "email": email, "phone": phone.strip(), "birth_date": birth_date}
        changed = [field for field, value in wanted.items() if getattr(person, field) != value]
        for field in changed:
            setattr(person, field, wanted[field])
        if changed:
            audit.record(actor, "person.corrected", person, after={"fields": changed})


def sign_person_out(actor: Actor, *, person_id: int, place: Place, now: datetime) -> None:
    """End every open sign-in of a person, who may sign in again (a lost phone, a shared computer)."""
    with transaction():
        person = _person_of(actor, person_id, place)
        end_all_sign_ins(person.id, now=now)
        audit.record(actor, "person.signed_out", person)


def note_reading(actor: Actor, *, person_id: int) -> None:
    """Write down who looked at a person's page (notice on safety measures for personal data, article 8)."""
    with transaction():
        audit.record(actor, "person.looked_at", ("person", person_id))


def _person_of(actor: Actor, person_id: int, place: Place) -> Person:
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    person = db.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise NotFound
    return person


def _refuse_erased(person: Person) -> None:
    if person.state in (PersonState.ERASED, PersonState.FORGOTTEN):
        raise Refused(WhyNot.PERSON_ERASED)


def change_language(actor: Actor, *, language: str) -> None:
    """Remember a person's language for pages and mails."""
    with transaction():
        person = db.session.get_one(Person, actor.user_id or 0)
        person.language = language
        audit.record(actor, "account.language_changed", person, after={"language": language})
