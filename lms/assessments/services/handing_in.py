"""Handing in work."""

from __future__ import annotations

import secrets
from datetime import datetime

from lms.assessments import access, queries, rules
from lms.assessments.events import WorkSubmitted
from lms.assessments.models import Submission, SubmissionMember
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction

_WORDS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_alias() -> str:
    """A name that says nothing: new for each piece of work, so that it links no two of them."""
    return "".join(secrets.choice(_WORDS) for _ in range(6))


def submit_work(actor: Actor, *, assignment_id: int, body: str, now: datetime) -> Submission:
    """Hand in work, or change it within the minutes of grace."""
    if reason := rules.why_not_text(body):
        raise Refused(reason)
    html = render_safely(body).html
    with transaction() as unit:
        work = access.assignment_for_trainee(actor, assignment_id)
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        first_at = submission.submitted_at if submission else None
        if reason := rules.why_not_submit(work.window, now=now, first_at=first_at):
            raise Refused(reason)
        if submission is None:
            submission = Submission(
                assignment_id=assignment_id,
                author_id=actor.user_id,
                alias=new_alias(),
                version=0,
                submitted_at=now,
            )
            db.session.add(submission)
        submission.body, submission.html = body, html
        submission.version = (submission.version or 0) + 1
        db.session.flush()
        if submission.version == 1:
            db.session.add(
                SubmissionMember(submission_id=submission.id, assignment_id=assignment_id, person_id=actor.user_id)
            )
        audit.record(actor, "work.submitted", submission, after={"version": submission.version})
        unit.note(
            WorkSubmitted(
                at=now, submission_id=submission.id, assignment_id=assignment_id, author_id=submission.author_id
            )
        )
    return submission
