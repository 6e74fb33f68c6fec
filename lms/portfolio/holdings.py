"""What portfolios hold about a person."""

from __future__ import annotations

from sqlalchemy import Select, select

from lms.core.holdings import Holdings, register, rows
from lms.portfolio.models import CoverLetter, LetterNote, LetterVersion, PortfolioPage, PortfolioVersion


def _pages(person_id: int) -> Select[int]:
    return select(PortfolioPage.id).where(PortfolioPage.person_id == person_id)


def _letters(person_id: int) -> Select[int]:
    return select(CoverLetter.id).where(CoverLetter.person_id == person_id)


def _versions(person_id: int) -> Select[int]:
    return select(LetterVersion.id).where(LetterVersion.letter_id.in_(_letters(person_id)))


HOLDINGS = Holdings(
    "portfolio",
    (
        rows(LetterNote, lambda person: LetterNote.version_id.in_(_versions(person)), erased=True),
        rows(LetterVersion, lambda person: LetterVersion.letter_id.in_(_letters(person)), erased=True),
        rows(CoverLetter, lambda person: CoverLetter.person_id == person, erased=True),
        rows(PortfolioVersion, lambda person: PortfolioVersion.page_id.in_(_pages(person)), erased=True),
        rows(PortfolioPage, lambda person: PortfolioPage.person_id == person, erased=True),
    ),
)
register(HOLDINGS)
