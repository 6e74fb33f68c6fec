"""Terms: dated, versioned numbers and switches that a centre or a ministry may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import JsonValue, Model, db
from lms.core.transaction import transaction


class TermsRow(Model):
    """One version of one kind of terms within a scope. Never changed once written."""

    __tablename__ = "terms"
    __table_args__ = (UniqueConstraint("kind", "scope", "scope_id", "version"), {"info": {"ledger": True}})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    numbers: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    written_at: Mapped[datetime] = mapped_column()
    written_by: Mapped[int | None] = mapped_column()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in force: ``numbers`` as they were written, with where they come from."""

    id: int
    kind: str
    version: int
    valid_from: date
    numbers: Mapping[str, Any]


def in_force(kind: str, *, on: date, scopes: tuple[tuple[str, int], ...]) -> Terms | None:
    """The newest version valid on a day, in the nearest of ``scopes`` (nearest first) that has any."""
    rows = db.session.scalars(
        select(TermsRow)
        .where(TermsRow.kind == kind, TermsRow.valid_from <= on)
        .order_by(TermsRow.valid_from.desc(), TermsRow.version.desc())
    ).all()
    for scope in scopes:
        for row in rows:
            if (row.scope, row.scope_id) == scope:
                return Terms(row.id, row.kind, row.version, row.valid_from, row.numbers)
    return None


def versions(kind: str, *, scope: tuple[str, int]) -> list[Terms]:
    """Every version in a scope, newest first."""
    rows = db.session.scalars(
        select(TermsRow)
        .where(TermsRow.kind == kind, TermsRow.scope == scope[0], TermsRow.scope_id == scope[1])
        .order_by(TermsRow.version.desc())
    )
    return [Terms(row.id, row.kind, row.version, row.valid_from, row.numbers) for row in rows]


def histories(kind: str, *, scopes: tuple[tuple[str, int], ...]) -> list[list[Terms]]:
    """Every version in each of ``scopes``, in one statement; within a scope the one to prefer comes first."""
    rows = db.session.scalars(
        select(TermsRow)
        .where(
            TermsRow.kind == kind,
            or_(*((TermsRow.scope == scope) & (TermsRow.scope_id == scope_id) for scope, scope_id in scopes)),
        )
        .order_by(TermsRow.valid_from.desc(), TermsRow.version.desc())
    ).all()
    return [
        [
            Terms(row.id, row.kind, row.version, row.valid_from, row.numbers)
            for row in rows
            if (row.scope, row.scope_id) == scope
        ]
        for scope in scopes
    ]


def nearest(found: list[list[Terms]], *, on: date) -> Terms | None:
    """What holds on a day by such histories: the newest valid version of the nearest scope that has one."""
    return next((each for scope in found for each in scope if each.valid_from <= on), None)


def with_draft(
    found: list[list[Terms]], at: int, *, kind: str, valid_from: date, numbers: Mapping[str, Any]
) -> list[list[Terms]]:
    """The histories as they would be with one more version in the scope at a position. The draft's id is 0."""
    draft = Terms(0, kind, max((each.version for each in found[at]), default=0) + 1, valid_from, numbers)
    scope = sorted([*found[at], draft], key=lambda each: (each.valid_from, each.version), reverse=True)
    return [*found[:at], scope, *found[at + 1 :]]


def write(
    actor: Actor,
    *,
    kind: str,
    scope: tuple[str, int],
    valid_from: date,
    numbers: Mapping[str, Any],
    now: datetime,
) -> int:
    """Append a new version; the numbers were checked by the package that owns the kind. Returns its id."""
    with transaction():
        last = db.session.scalar(
            select(func.max(TermsRow.version)).where(
                TermsRow.kind == kind, TermsRow.scope == scope[0], TermsRow.scope_id == scope[1]
            )
        )
        row = TermsRow(
            kind=kind,
            scope=scope[0],
            scope_id=scope[1],
            version=(last or 0) + 1,
            valid_from=valid_from,
            numbers=dict(numbers),
            written_at=now,
            written_by=actor.user_id,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "terms.written", row, after={"kind": kind, "version": row.version})
    return row.id
