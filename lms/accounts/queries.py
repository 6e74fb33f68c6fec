"""Reads of accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import bindparam, func, select

from lms.accounts import retention, security
from lms.accounts.models import (
    ApiToken,
    ConsentEntry,
    DataCopy,
    ErasureDecision,
    ErasureRequest,
    MailLink,
    PeopleImport,
    Person,
    RecoveryCode,
    RoleGrant,
    SignIn,
)
from lms.accounts.retention import Kept
from lms.accounts.rules import normal_email
from lms.accounts.secrets import digest
from lms.accounts.types import PersonState, Place, Role, Scope
from lms.core import holdings, terms
from lms.core.actor import Actor, Grant
from lms.core.db import db
from lms.core.ledger import standing


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live sign-in and the actor it stands for."""

    sign_in_id: int
    actor: Actor
    language: str
    has_totp: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as other packages and lists see one."""

    id: int
    name: str
    email: str
    language: str
    state: str


_HOLDER = (
    select(
        SignIn.id,
        Person.id,
        Person.name,
        Person.language,
        Person.totp_secret,
        RoleGrant.role,
        RoleGrant.scope,
        RoleGrant.scope_id,
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(RoleGrant, (RoleGrant.person_id == Person.id) & RoleGrant.ended_at.is_(None))
    .where(
        SignIn.digest == bindparam("digest"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > bindparam("now"),
        Person.state == PersonState.ACTIVE,
    )
)
"""Made once: every request of somebody who is signed in asks it."""


def signed_in_by(token: str, *, now: datetime) -> SignedIn | None:
    """Who holds this session token, with today's grants, in one statement."""
    rows = db.session.execute(_HOLDER, {"digest": digest(token), "now": now}).all()
    if not rows:
        return None
    sign_in_id, person_id, name, language, totp = rows[0][:5]
    grants = frozenset(Grant(role, scope, scope_id) for *_, role, scope, scope_id in rows if role)
    return SignedIn(sign_in_id, Actor(person_id, name, grants), language, bool(totp))


def actor_of(person_id: int) -> Actor | None:
    """The actor that an active person is now."""
    person = db.session.get(Person, person_id)
    if person is None or person.state != PersonState.ACTIVE:
        return None
    rows = db.session.execute(
        select(RoleGrant.role, RoleGrant.scope, RoleGrant.scope_id).where(
            RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None)
        )
    )
    return Actor(person.id, person.name, frozenset(Grant(*row) for row in rows))


def token_in_force(token: str, *, now: datetime) -> ApiToken | None:
    """A program's token that was not ended and has not run out."""
    row = db.session.scalar(select(ApiToken).where(ApiToken.digest == digest(token), ApiToken.ended_at.is_(None)))
    return None if row is None or (row.expires_at is not None and row.expires_at <= now) else row


def tokens_of(person_id: int) -> list[ApiToken]:
    """A person's tokens, newest first."""
    return list(
        db.session.scalars(select(ApiToken).where(ApiToken.person_id == person_id).order_by(ApiToken.id.desc()))
    )


def card(person_id: int) -> PersonCard | None:
    """One person."""
    return cards([person_id]).get(person_id)


def cards(person_ids: Iterable[int]) -> dict[int, PersonCard]:
    """People by id, in one statement."""
    ids = list(dict.fromkeys(person_ids))
    if not ids:
        return {}
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.language, Person.state).where(Person.id.in_(ids))
    )
    return {row[0]: PersonCard(*row) for row in rows}


def people_with(role: Role, places: Iterable[Place]) -> list[PersonCard]:
    """Active people who hold a role in these cohorts or their centres, by name."""
    places = list(places)
    cohorts = [place.cohort_id for place in places if place.cohort_id is not None]
    centres = [place.centre_id for place in places]
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.language, Person.state)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.role == role,
            RoleGrant.ended_at.is_(None),
            Person.state != PersonState.DISABLED,
            ((RoleGrant.scope == Scope.COHORT) & RoleGrant.scope_id.in_(cohorts))
            | ((RoleGrant.scope == Scope.CENTRE) & RoleGrant.scope_id.in_(centres)),
        )
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return [PersonCard(*row) for row in rows]


def live_grants(person_id: int) -> list[RoleGrant]:
    """The roles that a person holds now, oldest first."""
    return list(
        db.session.scalars(
            select(RoleGrant)
            .where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None))
            .order_by(RoleGrant.id)
        )
    )


def person_of_email(email: str) -> PersonCard | None:
    """The person who signs in with this address."""
    row = db.session.execute(
        select(Person.id, Person.name, Person.email, Person.language, Person.state).where(
            Person.email == normal_email(email)
        )
    ).first()
    return PersonCard(*row) if row else None


def links_of(person_id: int) -> list[MailLink]:
    """Invitations and reset links of a person, newest first."""
    return list(
        db.session.scalars(select(MailLink).where(MailLink.person_id == person_id).order_by(MailLink.id.desc()))
    )


def live_sign_ins(person_id: int, *, now: datetime) -> list[SignIn]:
    """Browsers in which a person is signed in, newest first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
            .order_by(SignIn.started_at.desc())
        )
    )


def consents_of(person_id: int) -> list[ConsentEntry]:
    """The standing decision on each purpose and recipient."""
    rows = db.session.scalars(select(ConsentEntry).where(ConsentEntry.person_id == person_id).order_by(ConsentEntry.id))
    newest = {(row.purpose, row.recipient): row for row in standing(rows)}
    return list(newest.values())


def has_consented(person_id: int, purpose: str, *, recipient: str = "") -> bool:
    """Whether consent to this purpose (and recipient) stands today."""
    return any(
        entry.given and entry.purpose == purpose and entry.recipient == recipient for entry in consents_of(person_id)
    )


def erasures_of(person_id: int) -> list[ErasureRequest]:
    """A person's requests for erasure, newest first."""
    return list(
        db.session.scalars(
            select(ErasureRequest).where(ErasureRequest.person_id == person_id).order_by(ErasureRequest.id.desc())
        )
    )


def erasure_decisions(request_ids: Iterable[int]) -> dict[int, ErasureDecision]:
    """How requests for erasure were decided, by request."""
    rows = db.session.scalars(select(ErasureDecision).where(ErasureDecision.request_id.in_(list(request_ids))))
    return {row.request_id: row for row in rows}


def kept_records(person_id: int, *, on: date, without_roles_from: date | None = None) -> list[Kept]:
    """What must be kept of a person, by the terms of a day. ``without_roles_from``: as if roles of staff ended then."""
    found = terms.in_force(retention.KIND, on=on, scopes=((str(Scope.SITE), 0),))
    wanted = retention.RetentionTerms.from_numbers(found.numbers if found else {})
    kept = []
    for duty in holdings.duties():
        since = duty.since(person_id)
        if since is None:
            continue
        if duty.kind == "access" and without_roles_from is not None:
            since = min(since, without_roles_from)
        until = retention.kept_until(since, years=wanted.years(duty.kind), on=on)
        kept.append(Kept(duty.kind, str(duty.title), str(duty.law), until))
    return kept


def codes_left(person_id: int) -> int:
    """How many recovery codes of a person still work."""
    return int(
        db.session.scalar(
            select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def copies_of(person_id: int) -> list[DataCopy]:
    """The newest copies of their own data that a person asked for, newest first."""
    return list(
        db.session.scalars(
            select(DataCopy).where(DataCopy.person_id == person_id).order_by(DataCopy.id.desc()).limit(10)
        )
    )


def people_import(import_id: int) -> PeopleImport | None:
    """One import of people."""
    return db.session.get(PeopleImport, import_id)


def demanded_factor(person_id: int, *, on: date) -> datetime | None:
    """From when on this person gets no further without a second factor, by the terms of a day; None without demand."""
    found = terms.in_force(security.KIND, on=on, scopes=((str(Scope.SITE), 0),))
    if found is None:
        return None
    since = db.session.scalar(
        select(func.min(RoleGrant.granted_at)).where(
            RoleGrant.person_id == person_id, RoleGrant.role != Role.TRAINEE, RoleGrant.ended_at.is_(None)
        )
    )
    has_factor = bool(db.session.scalar(select(Person.totp_secret).where(Person.id == person_id)))
    return security.second_factor_by(
        security.SecurityTerms.from_numbers(found.numbers),
        demanded_since=datetime.combine(found.valid_from, time(), UTC),
        staff_since=since,
        has_factor=has_factor,
    )
