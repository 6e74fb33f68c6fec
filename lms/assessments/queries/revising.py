"""Reads of the second round."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments.models import CommentAnswer, Review
from lms.core.db import db


def comment_answers(submission_id: int) -> dict[int, tuple[bool, str]]:
    """What authors said about the comments on a piece of work, by review: addressed or not, and a sentence."""
    rows = db.session.execute(
        select(CommentAnswer.review_id, CommentAnswer.is_addressed, CommentAnswer.sentence)
        .join(Review, Review.id == CommentAnswer.review_id)
        .where(Review.submission_id == submission_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}
