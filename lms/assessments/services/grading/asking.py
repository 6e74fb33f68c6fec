"""Questions about reviews: they cost nothing, change nothing, and neither side learns the other's name."""

from __future__ import annotations

from datetime import datetime

from lms.accounts.queries import people_with
from lms.accounts.types import Role
from lms.assessments import access, queries
from lms.assessments.models import Review, ReviewQuestion
from lms.assessments.types.grading import Side, WhyNotGrade
from lms.cohorts import queries as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications

LONGEST = 2000


def ask_about(actor: Actor, *, assignment_id: int, review_id: int | None, body: str, now: datetime) -> None:
    """Ask the writer of a review of one's own work, or the instructor."""
    with transaction():
        card = access.assignment_for_trainee(actor, assignment_id)
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        if submission is None or access.grade_for_author(actor, assignment_id) is None:
            raise Refused(WhyNotGrade.NOT_GRADED)
        to = _reviewer_of(submission.id, review_id) if review_id is not None else None
        _store(actor, submission.id, review_id, side=Side.AUTHOR, body=body, now=now)
        audit.record(actor, "question.asked", submission)
        text = {"ko": "평가에 대한 질문이 왔습니다.", "en": "There is a question about a review."}
        if to is not None:
            notifications.tell(actor, person_ids=[to], text=text, now=now, path=f"/assignments/reviews/{review_id}")
            return
        cohort = cohorts.cohort(card.cohort_id)
        people = [person.id for person in people_with(Role.INSTRUCTOR, [cohort.place])] if cohort else []
        path = f"/assignments/work/{submission.id}/grading"
        notifications.tell(actor, person_ids=people, text=text, now=now, path=path)


def answer_as_reviewer(actor: Actor, *, review_id: int, body: str, now: datetime) -> None:
    """Answer the author's question about one's own review."""
    with transaction():
        access.work_for_review(actor, review_id)
        review = db.session.get_one(Review, review_id)
        if not queries.questions_about(review_id):
            raise Refused(WhyNotGrade.NOTHING_TO_ASK)
        _answer(actor, review.submission_id, review_id, side=Side.REVIEWER, body=body, now=now)


def answer_as_staff(actor: Actor, *, submission_id: int, body: str, now: datetime) -> None:
    """Answer a question that went to the instructor."""
    with transaction():
        access.submission_for_staff(actor, submission_id)
        _answer(actor, submission_id, None, side=Side.INSTRUCTOR, body=body, now=now)


def _answer(actor: Actor, submission_id: int, review_id: int | None, *, side: Side, body: str, now: datetime) -> None:
    _store(actor, submission_id, review_id, side=side, body=body, now=now)
    audit.record(actor, "question.answered", ("submission", submission_id))
    people, assignment_id = queries.owners_of(submission_id)
    text = {"ko": "질문에 답이 왔습니다.", "en": "Your question was answered."}
    notifications.tell(actor, person_ids=people, text=text, now=now, path=f"/assignments/{assignment_id}/grade")


def _reviewer_of(submission_id: int, review_id: int) -> int:
    review = db.session.get(Review, review_id)
    if review is None or review.submission_id != submission_id or review.done_at is None:
        raise NotFound
    return review.reviewer_id


def _store(actor: Actor, submission_id: int, review_id: int | None, *, side: Side, body: str, now: datetime) -> None:
    if not body.strip():
        raise Refused(WhyNotGrade.NOTHING_TO_ASK)
    db.session.add(
        ReviewQuestion(
            submission_id=submission_id, review_id=review_id, side=str(side), person_id=actor.user_id or 0,
            body=body.strip()[:LONGEST], at=now,
        )
    )  # fmt: skip
