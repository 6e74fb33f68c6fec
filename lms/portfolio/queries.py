"""Reads of portfolios and letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.core import leases
from lms.core.db import db
from lms.portfolio.models import CoverLetter, LetterNote, LetterVersion, PortfolioPage, PortfolioVersion
from lms.portfolio.types import LetterState, QueueLine

LEASE = "letter"


def newest_portfolio(person_id: int) -> PortfolioVersion | None:
    """What a person's portfolio says today."""
    return db.session.scalar(
        select(PortfolioVersion)
        .join(PortfolioPage, PortfolioPage.id == PortfolioVersion.page_id)
        .where(PortfolioPage.person_id == person_id)
        .order_by(PortfolioVersion.number.desc())
        .limit(1)
    )


def letters_of(person_id: int) -> list[CoverLetter]:
    """A person's letters, newest first."""
    return list(
        db.session.scalars(
            select(CoverLetter).where(CoverLetter.person_id == person_id).order_by(CoverLetter.id.desc())
        )
    )


def versions_of(letter_id: int) -> list[LetterVersion]:
    """Every version of a letter, oldest first."""
    return list(
        db.session.scalars(
            select(LetterVersion).where(LetterVersion.letter_id == letter_id).order_by(LetterVersion.number)
        )
    )


def notes_of(letter_id: int) -> list[tuple[LetterNote, int]]:
    """Every note on a letter with the number of the version it was written on."""
    rows = db.session.execute(
        select(LetterNote, LetterVersion.number)
        .join(LetterVersion, LetterVersion.id == LetterNote.version_id)
        .where(LetterVersion.letter_id == letter_id)
        .order_by(LetterVersion.number, LetterNote.start, LetterNote.id)
    )
    return [(note, number) for note, number in rows]


def queue(cohort_ids: Iterable[int], *, reader_id: int, now: datetime) -> list[QueueLine]:
    """Letters that wait for a mentor, the one due first on top."""
    held = leases.live(LEASE, now=now)
    rows = db.session.execute(
        select(
            CoverLetter.id,
            Person.name,
            CoverLetter.company,
            CoverLetter.question,
            CoverLetter.asked_at,
            CoverLetter.due_at,
        )
        .join(Person, Person.id == CoverLetter.person_id)
        .where(CoverLetter.cohort_id.in_(list(cohort_ids)), CoverLetter.state == LetterState.WAITING)
        .order_by(CoverLetter.due_at, CoverLetter.id)
    ).all()
    holders = _names({lease.holder_id for lease in held.values()})
    lines = []
    for letter_id, author, company, question, asked_at, due_at in rows:
        if asked_at is None or due_at is None:
            continue
        lease = held.get(str(letter_id))
        holder = holders.get(lease.holder_id, "") if lease else ""
        is_mine = lease is not None and lease.holder_id == reader_id
        lines.append(QueueLine(letter_id, author, company, question, asked_at, due_at, holder, is_mine))
    return lines


def _names(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {ident: name for ident, name in rows}  # noqa: C416 - rows are no pairs to a type checker


def waiting_count(cohort_ids: Iterable[int]) -> int:
    """How many letters wait."""
    return int(
        db.session.scalar(
            select(func.count()).where(
                CoverLetter.cohort_id.in_(list(cohort_ids)), CoverLetter.state == LetterState.WAITING
            )
        )
        or 0
    )
