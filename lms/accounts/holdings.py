"""What accounts, and the house below them, hold about a person."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select

from lms.accounts.models import (
    ApiToken,
    ConsentEntry,
    DataCopy,
    ErasureDecision,
    ErasureRequest,
    KnownBrowser,
    MailLink,
    Person,
    RecoveryCode,
    RoleGrant,
    SignIn,
)
from lms.accounts.types import Role
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.files import StoredFile
from lms.core.holdings import MYSELF, SOMEBODY, Duty, Holding, Holdings, Row, register, rows


def _deeds(person_id: int) -> list[Row]:
    """What the person did, by the audit trail; of what was changed only the kind, since it may be about others."""
    found = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.subject_kind)
        .where(AuditEntry.actor_id == person_id)
        .order_by(AuditEntry.id)
    )
    return [{"at": at.isoformat(), "action": action, "subject": kind} for at, action, kind in found]


def _done_to(person_id: int) -> list[Row]:
    """What others did to the person's record: who looked at it, corrected it, gave a role."""
    found = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.actor_roles, AuditEntry.actor_id, AuditEntry.reason)
        .where(and_(AuditEntry.subject_kind == "person", AuditEntry.subject_id == str(person_id)))
        .order_by(AuditEntry.id)
    )
    return [
        {
            "at": at.isoformat(),
            "action": action,
            "as": roles,
            "by": MYSELF if doer == person_id else SOMEBODY,
            "reason": reason,
        }
        for at, action, roles, doer, reason in found
    ]


def _authority_until(person_id: int) -> date | None:
    """The last day on which the person held a role of staff; today while it is held."""
    ends = list(
        db.session.scalars(
            select(RoleGrant.ended_at).where(RoleGrant.person_id == person_id, RoleGrant.role != Role.TRAINEE)
        )
    )
    known = [clock.local_date(end) for end in ends if end is not None]
    return date.max if None in ends else max(known, default=None)


TRAIL = frozenset({"audit_entry"})
HOLDINGS = Holdings(
    "accounts",
    (
        rows(Person, lambda person: Person.id == person),
        rows(RoleGrant, lambda person: RoleGrant.person_id == person),
        rows(ConsentEntry, lambda person: ConsentEntry.person_id == person),
        rows(SignIn, lambda person: SignIn.person_id == person, erased=True),
        rows(KnownBrowser, lambda person: KnownBrowser.person_id == person, erased=True),
        rows(RecoveryCode, lambda person: RecoveryCode.person_id == person, erased=True),
        rows(MailLink, lambda person: MailLink.person_id == person, erased=True),
        rows(ApiToken, lambda person: ApiToken.person_id == person, erased=True),
        rows(DataCopy, lambda person: DataCopy.person_id == person),
        rows(ErasureRequest, lambda person: ErasureRequest.person_id == person),
        rows(
            ErasureDecision,
            lambda person: ErasureDecision.request_id.in_(
                select(ErasureRequest.id).where(ErasureRequest.person_id == person)
            ),
        ),
        rows(StoredFile, lambda person: StoredFile.owner_id == person),
        Holding("deeds", TRAIL, _deeds),
        Holding("done_to_me", TRAIL, _done_to),
    ),
    passed_over={
        "audit_seal": "a chain of digests over the audit trail",
        "idempotency_key": "machinery; its rows live for three days and repeat answers that the person has seen",
        "lease": "machinery; says for some minutes who holds a piece of work",
        "people_import": "the act of an administrator, listed among deeds; its rows are dropped when it is carried out",
        "terms": "the act of an administrator, listed among deeds",
    },
    duties=(
        Duty(
            "access",
            _("Who held which rights over other people's data"),
            _("Notice on safety measures for personal data: changes of rights are kept."),
            _authority_until,
        ),
    ),
)
register(HOLDINGS)
