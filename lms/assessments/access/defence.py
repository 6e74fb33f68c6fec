"""Loading a live defence for one of its two sides, or for staff."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments.access.work import assignment_for_staff, assignment_for_trainee
from lms.assessments.models import Submission, SubmissionVersion
from lms.assessments.models.defence import Defence
from lms.assessments.types import AssignmentCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound


def defence_for_partner(actor: Actor, defence_id: int) -> tuple[Defence, AssignmentCard]:
    """A defence for its evaluator or its author."""
    defence = db.session.get(Defence, defence_id)
    if defence is None or actor.user_id not in (defence.evaluator_id, defence.author_id):
        raise NotFound
    return defence, assignment_for_trainee(actor, defence.assignment_id)


def work_for_evaluator(actor: Actor, defence: Defence) -> str:
    """The work as safe HTML in the version that is defended, for its evaluator; the caller sees to the time."""
    if actor.user_id != defence.evaluator_id:
        raise NotFound
    html = db.session.scalar(
        select(SubmissionVersion.html).where(
            SubmissionVersion.submission_id == defence.submission_id, SubmissionVersion.number == defence.version
        )
    )
    return html or db.session.scalar(select(Submission.html).where(Submission.id == defence.submission_id)) or ""


def defence_for_staff(actor: Actor, defence_id: int) -> tuple[Defence, AssignmentCard]:
    """A defence for those who set the work."""
    defence = db.session.get(Defence, defence_id)
    if defence is None:
        raise NotFound
    return defence, assignment_for_staff(actor, defence.assignment_id)
