"""The instructor's own grade in place of the peers', and taking one peer's score out."""

from __future__ import annotations

from datetime import datetime

from lms.assessments import access, queries
from lms.assessments.models import GradeEntry, Review, ReviewExclusion
from lms.assessments.services.grading.settling import INSTRUCTOR, settle_grades
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def override_grade(actor: Actor, *, submission_id: int, points: float, reason: str, now: datetime) -> None:
    """The instructor's own grade, with a reason; the peers' grade stays on record beneath it."""
    _submission, card = access.submission_for_staff(actor, submission_id)
    with transaction():
        locked(card.id)
        before = queries.grade_of(submission_id)
        entry = GradeEntry(
            at=now,
            actor_id=actor.user_id,
            reason=reason,
            submission_id=submission_id,
            points=round(points, 1),
            source=INSTRUCTOR,
            facts={},
            supersedes_id=before.id if before else None,
        )
        db.session.add(entry)
        db.session.flush()
        audit.record(
            actor,
            "grade.overridden",
            entry,
            before={"points": before.points} if before else None,
            after={"points": entry.points, "submission": submission_id},
            reason=reason,
        )


def exclude_review(actor: Actor, *, review_id: int, is_excluded: bool, reason: str, now: datetime) -> int:
    """Take one peer's score out of a grade, or put it back, with a reason; the grade is estimated anew."""
    if not reason.strip():
        raise Refused(WhyNotGrade.REASON_MISSING)
    with transaction():
        review = db.session.get(Review, review_id, with_for_update=True, populate_existing=True)
        if review is None or review.done_at is None:
            raise NotFound
        _submission, card = access.submission_for_staff(actor, review.submission_id)
        if queries.is_excluded(review_id) is is_excluded:
            return 0
        entry = ReviewExclusion(
            at=now, actor_id=actor.user_id, reason=reason.strip(), review_id=review_id, is_excluded=is_excluded
        )
        db.session.add(entry)
        audit.record(actor, "review.excluded" if is_excluded else "review.included", review, reason=reason.strip())
        db.session.flush()
        return settle_grades(actor, assignment_id=card.id, now=now, may_lower=True, reason=reason.strip())
