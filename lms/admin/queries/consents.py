"""Consents of many people: how many stand, and who gave or took back what."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import ConsentEntry, Person
from lms.accounts.types import PersonState
from lms.admin.types import PAGE_SIZE
from lms.cohorts.belonging import of_centres
from lms.core.db import db


def consent_counts(centre_ids: Collection[int] | None) -> list[tuple[str, str, int, int, int]]:
    """Purpose, recipient, version, how many agree and how many took it back, as it stands today."""
    later = aliased(ConsentEntry)
    known = of_centres(centre_ids)
    rows = db.session.execute(
        select(
            ConsentEntry.purpose,
            ConsentEntry.recipient,
            ConsentEntry.version,
            func.count().filter(ConsentEntry.given.is_(True)),
            func.count().filter(ConsentEntry.given.is_(False)),
        )
        .join(Person, Person.id == ConsentEntry.person_id)
        .outerjoin(later, later.supersedes_id == ConsentEntry.id)
        .where(later.id.is_(None), *([] if known is None else [known]))
        .group_by(ConsentEntry.purpose, ConsentEntry.recipient, ConsentEntry.version)
        .order_by(ConsentEntry.purpose, ConsentEntry.recipient, ConsentEntry.version.desc())
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def undecided(centre_ids: Collection[int] | None, purpose: str, *, page: int) -> tuple[list[tuple[int, str, str]], int]:
    """People who have not decided on a purpose, a page of (id, name, address) by name, and how many they are."""
    known = of_centres(centre_ids)
    decided = select(ConsentEntry.person_id).where(ConsentEntry.purpose == purpose)
    conditions = and_(
        Person.id.not_in(decided),
        Person.state.in_([PersonState.ACTIVE, PersonState.INVITED]),
        *([] if known is None else [known]),
    )
    total = int(db.session.scalar(select(func.count(Person.id)).where(conditions)) or 0)
    rows = db.session.execute(
        select(Person.id, Person.name, Person.email)
        .where(conditions)
        .order_by(Person.name, Person.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return [(person_id, name, email) for person_id, name, email in rows], total
