"""The second factor: an authenticator app, and ten codes on paper for the day when the phone is lost."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, update

from lms.accounts import queries, rules, secrets
from lms.accounts.events import RecoveryCodeUsed
from lms.accounts.models import Person, RecoveryCode
from lms.accounts.types import WhyNot
from lms.core import audit, limits
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import Unit, transaction

CODES = 10


def start_totp(actor: Actor, *, secret: str, code: str, now: datetime, proof: str = "") -> list[str]:
    """Turn on the second factor, once the app shows a right code for ``secret``; returns the recovery codes.

    Who has one already proves it first: ``proof`` is a code of the app in use, or a recovery code.
    """
    _throttle(actor, now)
    with transaction() as unit:
        person = _locked(actor)
        if person.totp_secret:
            check_code(person, proof, unit=unit, now=now)
        step = secrets.totp_step(secret, code, at=int(now.timestamp()), after_step=0)
        if step is None:
            raise Refused(WhyNot.WRONG_CODE)
        person.totp_secret = secret
        person.totp_last_step = step
        audit.record(actor, "account.second_factor_started", person)
        return _new_codes(person, now)


def renew_codes(actor: Actor, *, proof: str, now: datetime) -> list[str]:
    """Ten new recovery codes; the older ones stop working. Raises Refused when the proof is wrong."""
    _throttle(actor, now)
    with transaction() as unit:
        person = _locked(actor)
        if not person.totp_secret:
            raise Refused(WhyNot.NO_SECOND_FACTOR)
        check_code(person, proof, unit=unit, now=now)
        audit.record(actor, "account.codes_renewed", person)
        return _new_codes(person, now)


def check_code(person: Person, code: str, *, unit: Unit, now: datetime) -> None:
    """Whether this is a code of the app or an unused recovery code; it is good once. Within a transaction that holds
    the row of the person. Raises Refused."""
    step = secrets.totp_step(person.totp_secret, code, at=int(now.timestamp()), after_step=person.totp_last_step)
    if step is not None:
        person.totp_last_step = step
        return
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.digest == secrets.recovery_digest(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    ).first()
    if used is None:
        raise Refused(WhyNot.WRONG_CODE)
    left = queries.codes_left(person.id)
    audit.record(Actor(person.id, person.name), "account.code_used", ("recovery_code", used[0]), after={"left": left})
    unit.note(RecoveryCodeUsed(at=now, person_id=person.id, left=left))


def _locked(actor: Actor) -> Person:
    return db.session.get_one(Person, actor.user_id or 0, with_for_update=True, populate_existing=True)


def _throttle(actor: Actor, now: datetime) -> None:
    bucket = f"second-factor:{actor.user_id}"
    if not limits.hit(bucket, limit=rules.TRIES_PER_ACCOUNT, per=rules.TRY_WINDOW, now=now):
        raise Refused(WhyNot.TOO_MANY_TRIES)


def _new_codes(person: Person, now: datetime) -> list[str]:
    codes = [secrets.new_recovery_code() for _ in range(CODES)]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    rows = [{"person_id": person.id, "digest": secrets.recovery_digest(code), "made_at": now} for code in codes]
    db.session.execute(insert(RecoveryCode), rows)
    return codes
