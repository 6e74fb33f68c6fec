"""Idempotency keys: a changing request that arrives again has its one effect once.

The key is stored in the very transaction that does the work, so "done" and "known as done" cannot part.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from lms.core import idempotency_claim
from lms.core.audit.models import BigId
from lms.core.db import Model, db
from lms.core.transaction import transaction

KEY_LENGTH = 255


class IdempotencyKey(Model):
    """One request that was carried out, and how it was answered."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("actor_id", "key"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    actor_id: Mapped[int] = mapped_column()
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    fingerprint: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None] = mapped_column()
    location: Mapped[str] = mapped_column(String(2000), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    body: Mapped[bytes | None] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered the first time; ``status`` is None while that is not known."""

    fingerprint: str
    status: int | None
    location: str
    media_type: str
    body: bytes


class KeyTaken(Exception):
    """This key was used before, by the same person."""


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What must be equal for two requests to be the same request."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def answer_of(actor_id: int, key: str) -> Answer | None:
    """The earlier answer under this key, if there was a request."""
    row = db.session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.actor_id == actor_id, IdempotencyKey.key == key)
    )
    if row is None:
        return None
    return Answer(row.fingerprint, row.status, row.location, row.media_type, row.body or b"")


def prepare(actor_id: int, key: str, print_: str, *, now: datetime) -> None:
    """Have the next transaction of this request store the key, or raise KeyTaken."""

    def claim(session: Session) -> None:
        try:
            session.execute(insert(IdempotencyKey).values(actor_id=actor_id, key=key, fingerprint=print_, at=now))
        except IntegrityError as error:
            raise KeyTaken(key) from error

    idempotency_claim.prepare(claim)


def clear() -> None:
    """Forget a key that was prepared and not used."""
    idempotency_claim.prepare(None)


def keep_answer(actor_id: int, key: str, *, status: int, location: str, media_type: str, body: bytes) -> None:
    """Store the answer beside the key, for the next time."""
    with transaction():
        db.session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.actor_id == actor_id, IdempotencyKey.key == key)
            .values(status=status, location=location, media_type=media_type, body=body)
        )
