"""Lease: a piece of work that one person holds until a time, and that comes back by itself.

One row a piece, taken and renewed by a single conditional statement, so two claimants are told apart by the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, UniqueConstraint, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.audit.models import BigId
from lms.core.db import Model, db


class LeaseRow(Model):
    """Who holds which piece of work until when; ``epoch`` counts the holders."""

    __tablename__ = "lease"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    holder_id: Mapped[int] = mapped_column(index=True)
    until: Mapped[datetime] = mapped_column(index=True)
    epoch: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease that is held."""

    kind: str
    key: str
    holder_id: int
    until: datetime
    epoch: int


def claim(kind: str, key: str, *, holder_id: int, now: datetime, term: timedelta) -> Lease | None:
    """Take or renew the lease. None when someone else holds it. Call inside a transaction."""
    insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(LeaseRow).values(kind=kind, key=key, holder_id=holder_id, until=now + term, epoch=1)
    statement = statement.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={"holder_id": holder_id, "until": now + term, "epoch": LeaseRow.epoch + 1},
        where=or_(LeaseRow.until <= now, LeaseRow.holder_id == holder_id),
    ).returning(LeaseRow.until, LeaseRow.epoch)
    row = db.session.execute(statement).first()
    return Lease(kind, key, holder_id, row[0], row[1]) if row else None


def release(kind: str, key: str, *, holder_id: int) -> bool:
    """Give the lease back before its time. False when this holder does not have it."""
    done: Any = db.session.execute(
        delete(LeaseRow).where(LeaseRow.kind == kind, LeaseRow.key == key, LeaseRow.holder_id == holder_id)
    )
    return bool(done.rowcount)


def end_all_of(holder_id: int, *, now: datetime) -> int:
    """Return everything this person holds (when they leave); how many leases that were."""
    done: Any = db.session.execute(
        update(LeaseRow).where(LeaseRow.holder_id == holder_id, LeaseRow.until > now).values(until=now)
    )
    return int(done.rowcount)


def live(kind: str, *, now: datetime) -> dict[str, Lease]:
    """Every lease of this kind that has not run out, by key."""
    rows = db.session.execute(
        select(LeaseRow.key, LeaseRow.holder_id, LeaseRow.until, LeaseRow.epoch).where(
            LeaseRow.kind == kind, LeaseRow.until > now
        )
    )
    return {key: Lease(kind, key, holder, until, epoch) for key, holder, until, epoch in rows}
