"""Handing out reviews and giving them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from lms.assessments import access, queries, rules
from lms.assessments.events import ReviewGiven
from lms.assessments.models import Assignment, Review, Submission
from lms.assessments.services.handing_in import new_alias
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def allocate_reviews(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Say who reviews whose work, once; how many reviews that makes. Nobody chooses."""
    if not actor.is_system:
        access.assignment_for_staff(actor, assignment_id)
    with transaction():
        assignment = db.session.get(Assignment, assignment_id, with_for_update=True)
        if assignment is None:
            raise NotFound
        if assignment.allocated_at is not None:
            return 0
        rows_of_work = db.session.execute(
            select(Submission.author_id, Submission.id).where(Submission.assignment_id == assignment_id)
        )
        work = {author: submission for author, submission in rows_of_work}  # noqa: C416 - see the typed rows
        pairs = rules.allocate(list(work), each=assignment.reviews_each, seed=f"{assignment.id}:1")
        rubric_id, _criteria = queries.rubric(assignment_id)
        rows = [
            {
                "submission_id": work[author],
                "reviewer_id": reviewer,
                "reviewer_alias": new_alias(),
                "rubric_version_id": rubric_id,
                "due_at": assignment.review_closes_at,
                "comment": "",
            }
            for reviewer, author in pairs
        ]
        if rows:
            db.session.execute(insert(Review), rows)
        assignment.allocated_at = now
        audit.record(actor, "reviews.allocated", assignment, after={"reviews": len(rows)})
    return len(rows)


def give_review(actor: Actor, *, review_id: int, levels: Mapping[int, int], comment: str, now: datetime) -> None:
    """Give a review: a level for every criterion and a comment. Once given, it stands."""
    with transaction() as unit:
        work, card, criteria = access.work_for_review(actor, review_id)
        if reason := rules.why_not_review(card.window, now=now, is_done=work.is_done):
            raise Refused(reason)
        if reason := rules.why_not_scores(criteria, levels, comment):
            raise Refused(reason)
        review = db.session.get_one(Review, review_id, with_for_update=True)
        review.levels = [levels[number] for number in range(len(criteria))]
        review.comment = comment.strip()
        review.done_at = now
        audit.record(actor, "review.given", review, after={"levels": review.levels})
        unit.note(ReviewGiven(at=now, review_id=review_id, assignment_id=work.assignment_id))
