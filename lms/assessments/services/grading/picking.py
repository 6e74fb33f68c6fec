"""Spot checks: which pieces the instructor grades blind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from lms.assessments.grading import CheckPolicy, spot_checks
from lms.assessments.models import Assignment, CheckPick
from lms.assessments.services.grading.estimating import Fit
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db


def pick_checks(actor: Actor, assignment: Assignment, fit: Fit, *, now: datetime) -> int:
    """Pick the pieces to grade blind, once an assignment: half drawn, half where the estimate is vaguest."""
    already = db.session.scalar(select(CheckPick.id).where(CheckPick.assignment_id == assignment.id).limit(1))
    ids = fit.course.submissions_of(assignment.id)
    if already is not None or not ids:
        return 0
    policy = None
    if assignment.check_budget is not None:
        budget = assignment.check_budget
        policy = CheckPolicy(share=0.0, least_early=budget, least_later=budget)
    done = sum(ident in fit.course.checks for ident in ids)
    position = list(fit.course.assignments).index(assignment.id)
    picks = spot_checks(
        [fit.main.of(ident) for ident in ids],
        position=position,
        seed=f"{assignment.id}:checks",
        done=done,
        policy=policy,
    )
    if not picks:
        return 0
    rows = [
        {"assignment_id": assignment.id, "submission_id": pick.submission, "reason": str(pick.reason), "at": now}
        for pick in picks
    ]
    db.session.execute(insert(CheckPick), rows)
    audit.record(actor, "checks.picked", assignment, after={"pieces": len(rows)})
    return len(rows)
