"""The second round: the author's word on each comment of the first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from lms.assessments import access, queries
from lms.assessments.models import CommentAnswer
from lms.assessments.types import WhyNot
from lms.assessments.types.setting import WhyNotSet
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def answer_comment(
    actor: Actor, *, assignment_id: int, review_id: int, is_addressed: bool, sentence: str, now: datetime
) -> None:
    """Say whether a comment was addressed, with a sentence. The newest word counts while the second round is open."""
    if not sentence.strip():
        raise Refused(WhyNotSet.NO_SENTENCE)
    with transaction():
        access.assignment_for_trainee(actor, assignment_id)
        terms = queries.terms_for(assignment_id, actor.user_id or 0)
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        if terms is None or submission is None:
            raise NotFound
        if review_id not in {review.review_id for review in queries.reviews_to_read(submission.id)}:
            raise NotFound
        if terms.revise_until is None or now >= terms.revise_until:
            raise Refused(WhyNot.CLOSED)
        row = db.session.scalar(
            select(CommentAnswer).where(CommentAnswer.review_id == review_id).with_for_update()
        ) or CommentAnswer(review_id=review_id)
        row.is_addressed, row.sentence, row.at = is_addressed, sentence.strip()[:500], now
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "review.comment_answered", row, after={"review": review_id, "addressed": is_addressed})
