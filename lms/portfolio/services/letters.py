"""What the author of a letter does."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.cohorts import access as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.portfolio import access, queries, rules
from lms.portfolio.models import CoverLetter, LetterVersion
from lms.portfolio.types import LetterState, WhyNot

ANSWER_WITHIN = timedelta(days=3)


def start_letter(
    actor: Actor, *, cohort_id: int, company: str, question: str, limit: int, body: str, now: datetime
) -> CoverLetter:
    """A new letter with its first version."""
    cohorts.cohort_for_member(actor, cohort_id)
    text = rules.normal_text(body)
    if not text:
        raise Refused(WhyNot.EMPTY)
    with transaction():
        letter = CoverLetter(
            person_id=actor.user_id,
            cohort_id=cohort_id,
            company=company.strip(),
            question=question.strip(),
            limit=limit,
            state=LetterState.DRAFT,
        )
        db.session.add(letter)
        db.session.flush()
        db.session.add(LetterVersion(letter_id=letter.id, number=1, body=text, at=now))
        audit.record(actor, "letter.started", letter)
    return letter


def revise_letter(actor: Actor, *, letter_id: int, body: str, now: datetime) -> None:
    """Store a new version; older ones and their notes stay."""
    text = rules.normal_text(body)
    with transaction():
        letter = access.letter_for_author(actor, letter_id)
        last = queries.versions_of(letter_id)[-1]
        if not text:
            raise Refused(WhyNot.EMPTY)
        if text == last.body:
            raise Refused(WhyNot.NOTHING_NEW)
        version = LetterVersion(letter_id=letter.id, number=last.number + 1, body=text, at=now)
        db.session.add(version)
        db.session.flush()
        audit.record(actor, "letter.revised", letter, after={"version": version.number})


def ask_for_review(actor: Actor, *, letter_id: int, now: datetime) -> None:
    """Put the letter into the mentors' queue; the promise is an answer within three days."""
    with transaction():
        letter = access.letter_for_author(actor, letter_id)
        text = queries.versions_of(letter_id)[-1].body
        if reason := rules.why_not_ask(LetterState(letter.state), text):
            raise Refused(reason)
        letter.state = LetterState.WAITING
        letter.asked_at = now
        letter.due_at = now + ANSWER_WITHIN
        audit.record(actor, "letter.review_asked", letter)
