"""Requests for erasure, for those who decide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from lms.accounts.models import ErasureDecision, ErasureRequest, Person
from lms.accounts.types import ErasureState
from lms.cohorts.belonging import of_centres
from lms.core.db import db

MOST = 200


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """One request with its person and, once decided, why."""

    id: int
    person_id: int
    name: str
    asked_at: datetime
    text: str
    state: str
    kept_until: date | None
    decided_at: datetime | None
    reason: str | None


def erasures(centre_ids: Collection[int] | None) -> list[ErasureRow]:
    """The newest requests of people of these centres: what waits first, oldest first, then the rest, newest first."""
    known = of_centres(centre_ids)
    rows = db.session.execute(
        _rows().where(*([] if known is None else [known])).order_by(ErasureRequest.id.desc()).limit(MOST)
    )
    found = [ErasureRow(*row) for row in rows]
    waiting = [row for row in found if row.state == ErasureState.ASKED]
    return waiting[::-1] + [row for row in found if row.state != ErasureState.ASKED]


def erasure(request_id: int) -> ErasureRow | None:
    """One request."""
    row = db.session.execute(_rows().where(ErasureRequest.id == request_id)).first()
    return ErasureRow(*row) if row else None


def waiting(centre_ids: Collection[int] | None) -> int:
    """How many wait."""
    known = of_centres(centre_ids)
    return int(
        db.session.scalar(
            select(func.count(ErasureRequest.id))
            .join(Person, Person.id == ErasureRequest.person_id)
            .where(ErasureRequest.state == ErasureState.ASKED, *([] if known is None else [known]))
        )
        or 0
    )


def _rows() -> Select[int, int, str, datetime, str, str, date | None, datetime, str]:
    return (
        select(
            ErasureRequest.id,
            ErasureRequest.person_id,
            Person.name,
            ErasureRequest.asked_at,
            ErasureRequest.text,
            ErasureRequest.state,
            ErasureRequest.kept_until,
            ErasureDecision.at,
            ErasureDecision.reason,
        )
        .join(Person, Person.id == ErasureRequest.person_id)
        .outerjoin(ErasureDecision, ErasureDecision.request_id == ErasureRequest.id)
    )
