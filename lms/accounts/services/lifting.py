"""Help for somebody who lost the phone and the recovery codes: an administrator switches off the second factor."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from lms.accounts import policies, rules
from lms.accounts.events import SecondFactorLifted
from lms.accounts.models import Person, RecoveryCode
from lms.accounts.services.signing import end_all_sign_ins
from lms.accounts.types import Place, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def lift_second_factor(actor: Actor, *, person_id: int, place: Place, reason: str, now: datetime) -> None:
    """Switch off the second factor of somebody who lost the phone and the recovery codes, and sign them out everywhere.

    Nobody does it for themselves: who holds a stolen session of an administrator must not get past the app with it.
    The caller has seen that no other centre has to do with the person. Raises NotAllowed, NotFound or Refused.
    """
    if not policies.may_manage_people(actor, place):
        raise NotAllowed
    with transaction() as unit:
        person = db.session.get(Person, person_id, with_for_update=True, populate_existing=True)
        if person is None:
            raise NotFound
        if person.id == actor.user_id:
            raise Refused(WhyNot.NOT_ONESELF)
        if why_not := rules.why_not_reason(reason):
            raise Refused(why_not)
        if not person.totp_secret:
            raise Refused(WhyNot.NO_SECOND_FACTOR)
        person.totp_secret, person.totp_last_step = "", 0
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
        end_all_sign_ins(person.id, now=now)
        audit.record(actor, "account.second_factor_lifted", person, reason=reason)
        unit.note(SecondFactorLifted(at=now, person_id=person.id, by_id=actor.user_id))
