"""Settling grades: every grade is a new row of the ledger, with the facts it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import aliased

from lms.assessments import access, rules
from lms.assessments.grading import Verdict
from lms.assessments.models import Assignment, GradeEntry, Submission, SubmissionMember
from lms.assessments.services.grading.estimating import Fit, facts, fit_course, has_two_parts, keep_estimates, keep_fit
from lms.assessments.services.grading.marking import mark_reviewers
from lms.assessments.services.grading.picking import pick_checks
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types.grading import Decision, Parts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.transaction import transaction
from lms.notifications import services as notifications

PEERS, INSTRUCTOR = "peers", "instructor"
CHANGES = {Decision.PUBLISH, Decision.RAISE, Decision.LOWER}


def settle_grades(actor: Actor, *, assignment_id: int, now: datetime, may_lower: bool = False, reason: str = "") -> int:
    """Estimate the course and publish what may be published of one assignment; how many grades changed.

    A published grade rises by itself; it falls only with ``may_lower``, which is the instructor's word.
    """
    if not actor.is_system:
        access.assignment_for_staff(actor, assignment_id)
    with transaction():
        assignment = locked(assignment_id)
        fit = fit_course(assignment.cohort_id)
        changed = settle_fit(
            actor, assignment, fit, now=now, may_lower=may_lower, reason=reason, is_asked=not actor.is_system
        )
        if now >= assignment.review_closes_at:
            pick_checks(actor, assignment, fit, now=now)
            mark_reviewers(actor, fit, cohort_id=assignment.cohort_id, now=now)
        return changed


def settle_fit(
    actor: Actor,
    assignment: Assignment,
    fit: Fit,
    *,
    now: datetime,
    may_lower: bool = False,
    reason: str = "",
    fresh: frozenset[int] = frozenset(),
    is_asked: bool = False,
) -> int:
    """The same with a course that was estimated already, within an open transaction.

    ``fresh``: submissions that the instructor has just graded by the rubric; only that replaces a grade by hand, and a
    grade that is the instructor's alone comes out at once.
    Before reviewing is over, first grades come out only when somebody asked for it (``is_asked``).
    """
    keep_fit(actor, fit, cohort_id=assignment.cohort_id, now=now)
    keep_estimates(fit, assignment_id=assignment.id, now=now)
    standing = _standing(assignment.id)
    rows, counts = [], Counter[str]()
    for submission_id in fit.course.submissions_of(assignment.id):
        before = standing.get(submission_id)
        decision, row = _decided(assignment, fit, submission_id, before, may_lower=may_lower, fresh=fresh)
        is_due = is_asked or now >= assignment.review_closes_at or before is not None
        is_due = is_due or (submission_id in fresh and not has_two_parts(assignment))
        decision = decision if is_due else Decision.HOLD
        counts[str(decision)] += 1
        if row is not None and is_due:
            rows.append({"at": now, "actor_id": actor.user_id, "reason": reason, **row})
    if rows:
        db.session.execute(insert(GradeEntry), rows)
        _tell(actor, assignment, [row["submission_id"] for row in rows], now)
    audit.record(actor, "grades.settled", assignment, after=dict(counts), reason=reason)
    return len(rows)


def _decided(
    assignment: Assignment,
    fit: Fit,
    submission_id: int,
    before: GradeEntry | None,
    *,
    may_lower: bool,
    fresh: frozenset[int] = frozenset(),
) -> tuple[Decision, dict[str, Any] | None]:
    one, whole = fit.of(submission_id)
    parts = parts_of(assignment, fit, submission_id)
    result = rules.put_together(parts)
    has_looked = parts.instructor_weight > 0 and parts.instructor is not None
    is_by_hand = before is not None and "peer_weight" not in before.facts and before.source == INSTRUCTOR
    is_checked = one.verdict is Verdict.INSTRUCTOR_GRADED
    decision = rules.decide(
        result.whole if result else None,
        verdict=Verdict.INSTRUCTOR_GRADED if has_looked or not parts.peer_weight else one.verdict,
        before=rules.tenth(before.points) if before else None,
        stands=is_by_hand and submission_id not in fresh,
        may_lower=may_lower or is_checked,
    )
    if decision not in CHANGES or result is None:
        return decision, None
    kept = rules.with_parts(facts(fit, submission_id, one, whole), parts, result)
    return decision, {
        "submission_id": submission_id,
        "points": float(result.whole),
        "source": INSTRUCTOR if is_checked else PEERS,
        "facts": kept,
        "supersedes_id": before.id if before else None,
    }


def parts_of(assignment: Assignment, fit: Fit, submission_id: int) -> Parts:
    """What a submission's grade is put together from. A piece graded by the instructor alone has that grade whole, and
    so has one of two parts that fewer than two peers reviewed: nobody waits for others who are silent.
    """
    one, _whole = fit.of(submission_id)
    check = fit.course.checks.get(submission_id)
    is_alone = has_two_parts(assignment) and check is not None and one.review_count < rules.FEWEST_REVIEWS
    return Parts(
        peers=rules.tenth(one.grade) if one.review_count or check is not None else None,
        instructor=rules.tenth(check) if check is not None else None,
        peer_weight=0 if is_alone else assignment.peer_weight,
        instructor_weight=100 if is_alone else assignment.instructor_weight,
        late_off=fit.course.late_off[submission_id],
    )


def _standing(assignment_id: int) -> dict[int, GradeEntry]:
    later = aliased(GradeEntry)
    rows = db.session.scalars(
        select(GradeEntry)
        .join(Submission, Submission.id == GradeEntry.submission_id)
        .outerjoin(later, later.supersedes_id == GradeEntry.id)
        .where(Submission.assignment_id == assignment_id, later.id.is_(None))
    )
    return {row.submission_id: row for row in rows}


def _tell(actor: Actor, assignment: Assignment, submission_ids: Iterable[int], now: datetime) -> None:
    """Authors learn that there is something to read; the number waits on the page."""
    if assignment.holds_grades:
        return
    people = db.session.scalars(
        select(SubmissionMember.person_id)
        .where(SubmissionMember.submission_id.in_(list(submission_ids)))
        .order_by(SubmissionMember.person_id)
    ).all()
    text = {
        "ko": f"‘{assignment.title.get('ko', '')}’의 평가와 성적을 확인하십시오.",
        "en": f"Your reviews and grade for “{assignment.title.get('en', '')}” are ready to read.",
    }
    notifications.tell(actor, person_ids=people, text=text, now=now, path=f"/assignments/{assignment.id}/grade")


def lowered(assignment: Assignment, fit: Fit) -> dict[int, Decimal]:
    """Submissions whose published grade would fall, with what it would be."""
    standing = _standing(assignment.id)
    found: dict[int, Decimal] = {}
    for submission_id in fit.course.submissions_of(assignment.id):
        decision, _row = _decided(assignment, fit, submission_id, standing.get(submission_id), may_lower=False)
        result = rules.put_together(parts_of(assignment, fit, submission_id))
        if decision is Decision.WAIT_TO_LOWER and result is not None:
            found[submission_id] = result.whole
    return found
