"""The audit trail as lists of who did what."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select

from lms.accounts.models import Person
from lms.core.audit import AuditEntry
from lms.core.db import db


def entries_about(person_id: int, *, most: int) -> list[tuple[AuditEntry, str]]:
    """What was done to a person, and by that person: entries with the actor's name, newest first."""
    about = and_(AuditEntry.subject_kind == "person", AuditEntry.subject_id == str(person_id))
    rows = db.session.execute(
        select(AuditEntry, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(or_(about, AuditEntry.actor_id == person_id))
        .order_by(AuditEntry.id.desc())
        .limit(most)
    )
    return [(entry, name) for entry, name in rows]
