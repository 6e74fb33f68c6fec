"""Erasure: asked for and withdrawn by a person, decided and carried out by an administrator, finished by the clock.

Carrying out takes away at once what need not be kept and shuts the account. Name, address and birth date stay with
the records that law or terms demand, until the last of these may go; then the person is forgotten.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts import policies, queries, rules
from lms.accounts.events import ErasureDecided, PersonErased
from lms.accounts.models import ErasureDecision, ErasureRequest, Person
from lms.accounts.services.copies import drop_copies
from lms.accounts.services.forgetting import forget_person
from lms.accounts.services.grants import keep_an_administrator
from lms.accounts.types import ErasureState, PersonState, Place, Role, WhyNot
from lms.core import audit, clock, holdings
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction

LAST_MAIL = timedelta(days=1)
"""The address stays so long at the least, so that the mail that tells of the erasure arrives."""


def ask_for_erasure(actor: Actor, *, text: str, now: datetime) -> ErasureRequest:
    """Ask that one's data goes. Raises Refused while an earlier request waits."""
    try:
        with transaction():
            row = ErasureRequest(person_id=actor.user_id or 0, asked_at=now, text=text.strip()[:1000])
            db.session.add(row)
            db.session.flush()
            audit.record(actor, "erasure.asked", row)
    except IntegrityError:
        raise Refused(WhyNot.ERASURE_WAITS) from None
    return row


def withdraw_erasure(actor: Actor, *, request_id: int) -> None:
    """Take back one's own request, as long as it was not decided."""
    with transaction():
        row = _waiting(request_id, person_id=actor.user_id)
        row.state = ErasureState.WITHDRAWN
        audit.record(actor, "erasure.withdrawn", row)


def refuse_erasure(actor: Actor, *, request_id: int, place: Place, reason: str, now: datetime) -> None:
    """Refuse a request, with the reason that its person reads."""
    with transaction() as unit:
        row = _to_decide(actor, request_id, place, reason)
        row.state = ErasureState.REFUSED
        _decide(actor, row, verdict=ErasureState.REFUSED, until=None, reason=reason, now=now)
        audit.record(actor, "erasure.refused", row, reason=reason)
        unit.note(ErasureDecided(at=now, person_id=row.person_id, is_refused=True, reason=reason))


def carry_out_erasure(actor: Actor, *, request_id: int, place: Place, reason: str, now: datetime) -> date:
    """Take away what need not be kept, for good; returns the day until which the rest is kept.

    Raises Refused while the person is in training, is the last administrator of a place, or is oneself.
    """
    today = clock.local_date(now)
    with transaction() as unit:
        row = _to_decide(actor, request_id, place, reason)
        kept = queries.kept_records(row.person_id, on=today, without_roles_from=today)
        if any(each.until is None for each in kept):
            raise Refused(WhyNot.STILL_TRAINING)
        until = max([each.until for each in kept if each.until] + [clock.local_date(now + LAST_MAIL)])
        _shut(row.person_id, now)
        holdings.erase(row.person_id)
        row.state, row.kept_until = ErasureState.CARRIED_OUT, until
        _decide(actor, row, verdict=ErasureState.CARRIED_OUT, until=until, reason=reason, now=now)
        audit.record(actor, "erasure.carried_out", row, after={"kept_until": until.isoformat()}, reason=reason)
        unit.note(ErasureDecided(at=now, person_id=row.person_id, is_refused=False, reason=reason))
        unit.note(PersonErased(at=now, person_id=row.person_id))
    return until


def finish_erasures(*, now: datetime) -> int:
    """Forget everybody whose records need not be kept any longer; how many."""
    due = (ErasureRequest.state == ErasureState.CARRIED_OUT) & (ErasureRequest.kept_until <= clock.local_date(now))
    found = list(db.session.scalars(select(ErasureRequest.id).where(due)))
    for request_id in found:
        with transaction():
            row = db.session.get_one(ErasureRequest, request_id, with_for_update=True, populate_existing=True)
            if row.state != ErasureState.CARRIED_OUT:
                continue
            row.state, row.text = ErasureState.FINISHED, ""
            audit.record(SYSTEM, "erasure.finished", row)
            forget_person(SYSTEM, person_id=row.person_id, reason="", now=now)
    return len(found)


def _shut(person_id: int, now: datetime) -> None:
    """Nobody signs in as this person again; roles end, and what no record needs goes."""
    person = db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)
    for grant in queries.live_grants(person_id):
        if grant.role == Role.ADMINISTRATOR:
            keep_an_administrator(person_id, scope=grant.scope, scope_id=grant.scope_id)
        grant.ended_at = now
    person.phone, person.password_hash, person.totp_secret, person.totp_last_step = "", "", "", 0
    person.state = PersonState.ERASED
    drop_copies(person_id, now=now)


def _waiting(request_id: int, *, person_id: int | None = None) -> ErasureRequest:
    row = db.session.get(ErasureRequest, request_id, with_for_update=True, populate_existing=True)
    if row is None or (person_id is not None and row.person_id != person_id):
        raise NotFound
    if row.state != ErasureState.ASKED:
        raise Refused(WhyNot.ERASURE_DECIDED)
    return row


def _to_decide(actor: Actor, request_id: int, place: Place, reason: str) -> ErasureRequest:
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    row = _waiting(request_id)
    if row.person_id == actor.user_id:
        raise Refused(WhyNot.NOT_ONESELF)
    if why_not := rules.why_not_reason(reason):
        raise Refused(why_not)
    return row


def _decide(
    actor: Actor, row: ErasureRequest, *, verdict: ErasureState, until: date | None, reason: str, now: datetime
) -> None:
    db.session.add(
        ErasureDecision(
            at=now, actor_id=actor.user_id, request_id=row.id, verdict=verdict, kept_until=until, reason=reason
        )
    )
