"""What must always hold about portfolios and letters."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from lms.core.invariants import Invariant, rows_of
from lms.portfolio.models import CoverLetter, LetterVersion, PortfolioPage, PortfolioVersion


def _letters_without_text() -> Select[int]:
    return (
        select(func.count(CoverLetter.id))
        .outerjoin(LetterVersion, LetterVersion.letter_id == CoverLetter.id)
        .where(LetterVersion.id.is_(None))
    )


def _pages_without_text() -> Select[int]:
    return (
        select(func.count(PortfolioPage.id))
        .outerjoin(PortfolioVersion, PortfolioVersion.page_id == PortfolioPage.id)
        .where(PortfolioVersion.id.is_(None))
    )


INVARIANTS = (
    Invariant(
        "letters have a text",
        "a mentor finds something to read",
        "Ask the person to save the letter again.",
        rows_of(_letters_without_text),
    ),
    Invariant(
        "portfolios have a text",
        "a portfolio can be opened",
        "Ask the person to save the page again.",
        rows_of(_pages_without_text),
    ),
)
