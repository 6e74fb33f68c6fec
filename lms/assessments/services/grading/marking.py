"""Reviewers' marks over a course: done in time, near what everybody else says, of use to authors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from lms.assessments import queries, rules
from lms.assessments.grading import Duty, Rating, reviewer_marks
from lms.assessments.models import Assignment, Review, ReviewerMarkEntry, ReviewRating, Submission
from lms.assessments.services.grading.estimating import Fit
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db


def mark_reviewers(actor: Actor, fit: Fit, *, cohort_id: int, now: datetime) -> int:
    """Append the marks that changed, within an open transaction; how many."""
    duties = _duties(cohort_id, now)
    ratings = _ratings(cohort_id)
    counts = {one.reviewer: sum(rating.reviewer == one.reviewer for rating in ratings) for one in duties}
    standing = queries.reviewer_marks(cohort_id)
    assigned = {one.reviewer: one for one in duties}
    rows = []
    for mark in reviewer_marks(fit.main, duties, ratings):
        if mark.mark is None:
            continue
        person, duty = int(mark.reviewer), assigned[mark.reviewer]
        facts = rules.mark_facts(mark, assigned=duty.assigned, on_time=duty.on_time, ratings=counts[mark.reviewer])
        before = standing.get(person)
        if before is not None and before.facts == facts:
            continue
        rows.append(
            {
                "at": now,
                "actor_id": actor.user_id,
                "reason": "",
                "cohort_id": cohort_id,
                "person_id": person,
                "mark": float(rules.tenth(mark.mark)),
                "facts": facts,
                "supersedes_id": before.id if before else None,
            }
        )
    if rows:
        db.session.execute(insert(ReviewerMarkEntry), rows)
        audit.record(actor, "reviewers.marked", ("cohort", cohort_id), after={"marks": len(rows)})
    return len(rows)


def _duties(cohort_id: int, now: datetime) -> list[Duty]:
    rows = db.session.execute(
        select(Review.reviewer_id, Review.due_at, Review.done_at)
        .join(Submission, Submission.id == Review.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Assignment.cohort_id == cohort_id)
        .order_by(Review.reviewer_id)
    )
    assigned: dict[int, list[bool]] = {}
    for reviewer, due_at, done_at in rows:
        if done_at is not None or due_at <= now:
            assigned.setdefault(reviewer, []).append(done_at is not None and done_at <= due_at)
    return [Duty(reviewer, len(done), sum(done)) for reviewer, done in assigned.items()]


def _ratings(cohort_id: int) -> list[Rating]:
    rows = db.session.execute(
        select(Review.reviewer_id, Review.submission_id, ReviewRating.value)
        .join(ReviewRating, ReviewRating.review_id == Review.id)
        .join(Submission, Submission.id == Review.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Assignment.cohort_id == cohort_id, ReviewRating.value.is_not(None))
        .order_by(ReviewRating.id)
    )
    return [Rating(row[0], row[1], float(row[2] or 0)) for row in rows]
