"""Appeals: one token an assignment, per criterion, decided by somebody who did not grade it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from lms.assessments import access, queries, rules
from lms.assessments.models import AppealEntry
from lms.assessments.services.grading.checking import enter_check
from lms.assessments.services.grading.estimating import fit_course
from lms.assessments.services.grading.settling import settle_fit
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types.grading import AppealKind, WhyNotGrade
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications


def file_appeal(actor: Actor, *, assignment_id: int, reasons: Mapping[int, str], now: datetime) -> None:
    """Appeal against criteria of one's grade, each with a reason. Takes the token until it is decided."""
    with transaction():
        locked(assignment_id)
        grade = access.grade_for_author(actor, assignment_id)
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        if grade is None or submission is None:
            raise Refused(WhyNotGrade.NOT_GRADED)
        if queries.unrated_reviews(assignment_id, actor.user_id or 0):
            raise Refused(WhyNotGrade.RATE_FIRST)
        rows = queries.appeals_of(submission.id)
        if reason := rules.why_not_appeal(rows, graded_at=grade.at, now=now):
            raise Refused(reason)
        _rubric_id, criteria = queries.rubric(assignment_id)
        named = [
            {"criterion": number, "text": text.strip()[:2000]}
            for number, text in sorted(reasons.items())
            if text.strip() and number < len(criteria)
        ]
        if not named:
            raise Refused(WhyNotGrade.NOTHING_NAMED)
        entry = AppealEntry(
            at=now, actor_id=actor.user_id, reason="", assignment_id=assignment_id, submission_id=submission.id,
            person_id=actor.user_id or 0, turn=rules.next_turn(rows), kind=str(AppealKind.FILED), criteria=named,
        )  # fmt: skip
        db.session.add(entry)
        audit.record(actor, "appeal.filed", submission, after={"criteria": [one["criterion"] for one in named]})


def withdraw_appeal(actor: Actor, *, assignment_id: int, now: datetime) -> None:
    """Take one's open appeal back; the token comes back with it."""
    with transaction():
        locked(assignment_id)
        access.assignment_for_trainee(actor, assignment_id)
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        filed = rules.open_appeal(queries.appeals_of(submission.id)) if submission else None
        if filed is None or submission is None:
            raise Refused(WhyNotGrade.NO_APPEAL)
        _answer(actor, filed, AppealKind.WITHDRAWN, "", now)
        audit.record(actor, "appeal.withdrawn", submission)


def decide_appeal(
    actor: Actor, *, submission_id: int, is_upheld: bool, levels: Mapping[int, int], answer: str, now: datetime
) -> None:
    """Decide an open appeal. Upheld: the work gets a fresh grading by the rubric, and the token comes back."""
    if not answer.strip():
        raise Refused(WhyNotGrade.REASON_MISSING)
    with transaction():
        submission, card = access.submission_for_staff(actor, submission_id)
        assignment = locked(card.id)
        filed = rules.open_appeal(queries.appeals_of(submission_id))
        if filed is None:
            raise Refused(WhyNotGrade.NO_APPEAL)
        if actor.user_id in queries.graders_of(submission_id):
            raise Refused(WhyNotGrade.GRADED_IT_YOURSELF)
        kind = AppealKind.UPHELD if is_upheld else AppealKind.REJECTED
        _answer(actor, filed, kind, answer.strip()[:1000], now)
        audit.record(actor, "appeal.decided", submission, after={"kind": str(kind)}, reason=answer.strip()[:1000])
        db.session.flush()
        if is_upheld:
            enter_check(actor, submission, levels, comment=answer, is_blind=False, now=now)
            fit = fit_course(assignment.cohort_id)
            fresh = frozenset({submission_id})
            settle_fit(actor, assignment, fit, now=now, fresh=fresh, reason=answer.strip()[:1000])
        text = {
            "ko": f"‘{assignment.title.get('ko', '')}’ 성적에 대한 이의신청 결과가 나왔습니다.",
            "en": f"Your appeal about “{assignment.title.get('en', '')}” was decided.",
        }
        path = f"/assignments/{assignment.id}/grade"
        notifications.tell(actor, person_ids=[filed.person_id], text=text, now=now, path=path)


def _answer(actor: Actor, filed: AppealEntry, kind: AppealKind, reason: str, now: datetime) -> None:
    db.session.add(
        AppealEntry(
            at=now, actor_id=actor.user_id, reason=reason, assignment_id=filed.assignment_id,
            submission_id=filed.submission_id, person_id=filed.person_id, turn=filed.turn, kind=str(kind),
            criteria=[], supersedes_id=filed.id,
        )
    )  # fmt: skip
