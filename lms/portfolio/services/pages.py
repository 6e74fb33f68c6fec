"""Saving a portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction
from lms.portfolio import queries
from lms.portfolio.models import PortfolioPage, PortfolioVersion
from lms.portfolio.types import WhyNot


def save_portfolio(actor: Actor, *, headline: str, body: str, skills: Sequence[str], now: datetime) -> PortfolioVersion:
    """Store one's portfolio as a new version."""
    if not headline.strip() and not body.strip():
        raise Refused(WhyNot.EMPTY)
    html = render_safely(body).html
    with transaction():
        page = db.session.scalar(select(PortfolioPage).where(PortfolioPage.person_id == actor.user_id))
        if page is None:
            page = PortfolioPage(person_id=actor.user_id)
            db.session.add(page)
            db.session.flush()
        last = queries.newest_portfolio(actor.user_id or 0)
        version = PortfolioVersion(
            page_id=page.id,
            number=last.number + 1 if last else 1,
            headline=headline.strip(),
            body=body,
            html=html,
            skills=[skill.strip() for skill in skills if skill.strip()],
            at=now,
        )
        db.session.add(version)
        db.session.flush()
        audit.record(actor, "portfolio.saved", version)
    return version
