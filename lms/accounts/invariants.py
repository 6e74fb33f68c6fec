"""What must always hold about people and their rights."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import PersonState
from lms.core.invariants import Invariant, rows_of


def _active_without_password() -> Select[int]:
    return select(func.count(Person.id)).where(Person.state == PersonState.ACTIVE, Person.password_hash == "")


def _forgotten_with_rights() -> Select[int]:
    return (
        select(func.count(RoleGrant.id))
        .join(Person, Person.id == RoleGrant.person_id)
        .where(Person.state == PersonState.FORGOTTEN, RoleGrant.ended_at.is_(None))
    )


INVARIANTS = (
    Invariant(
        "active people have a password",
        "who is active can sign in",
        "Send them a link: Administration, People, Invite.",
        rows_of(_active_without_password),
    ),
    Invariant(
        "forgotten people hold no role",
        "nobody acts as a person whose data are gone",
        "End the role on the person's page.",
        rows_of(_forgotten_with_rights),
    ),
)
