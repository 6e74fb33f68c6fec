"""Loading portfolios and letters for a person, or raising."""

from __future__ import annotations

from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.portfolio import policies, queries
from lms.portfolio.models import CoverLetter, PortfolioVersion


def letter_for_author(actor: Actor, letter_id: int) -> CoverLetter:
    """One's own letter."""
    letter = db.session.get(CoverLetter, letter_id)
    if letter is None or letter.person_id != actor.user_id:
        raise NotFound
    return letter


def letter_for_mentor(actor: Actor, letter_id: int) -> CoverLetter:
    """A letter of a cohort in which this person mentors."""
    letter = db.session.get(CoverLetter, letter_id)
    if letter is None:
        raise NotFound
    cohort = cohorts.cohort_for_member(actor, letter.cohort_id)
    if not policies.may_mentor(actor, cohort.place):
        if letter.person_id == actor.user_id:
            raise NotAllowed
        raise NotFound
    return letter


def letter_for_reading(actor: Actor, letter_id: int) -> CoverLetter:
    """A letter for its author and the mentors."""
    letter = db.session.get(CoverLetter, letter_id)
    if letter is not None and letter.person_id == actor.user_id:
        return letter
    return letter_for_mentor(actor, letter_id)


def portfolio_for_reading(actor: Actor, person_id: int) -> PortfolioVersion | None:
    """A portfolio for its owner and for the staff of the owner's cohorts; None while it is empty."""
    if person_id != actor.user_id:
        places = [cohort.place for _enrolment, cohort in cohort_queries.enrolments_of(person_id)]
        if not any(policies.may_read_portfolios(actor, place) for place in places):
            raise NotFound
    return queries.newest_portfolio(person_id)
