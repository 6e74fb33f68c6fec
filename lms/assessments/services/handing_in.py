"""Handing in work."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from lms.assessments import access, queries, rules
from lms.assessments.events import WorkSubmitted
from lms.assessments.models import Assignment, Submission, SubmissionMember, SubmissionVersion
from lms.assessments.types.handing_in import WhyNotHandIn, WorkTerms, Writing
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction

_WORDS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_alias() -> str:
    """A name that says nothing: new for each piece of work, so that it links no two of them."""
    return "".join(secrets.choice(_WORDS) for _ in range(6))


def submit_work(
    actor: Actor, *, assignment_id: int, body: str, now: datetime, repository: str = "", commit_id: str = ""
) -> Submission:
    """Hand in a version: this text, the draft's files, the repository. It stands once its minutes of grace are over."""
    html = render_safely(body).html
    me = actor.user_id or 0
    with transaction() as unit:
        access.assignment_for_trainee(actor, assignment_id)
        db.session.execute(select(Assignment.id).where(Assignment.id == assignment_id).with_for_update())
        terms = queries.terms_for(assignment_id, me)
        if terms is None:
            raise NotFound
        members = _members(terms, me)
        submission = queries.submission_of(assignment_id, me)
        round_ = _checked_round(terms, submission, now)
        if submission is None and access.why_closed(actor, assignment_id, now=now) is not None:
            raise Refused(WhyNotHandIn.MODULE_CLOSED)
        files = queries.writing_of(assignment_id, me, submission).files
        work = Writing(body, files, repository.strip(), commit_id.strip().lower())
        if reason := rules.why_not_content(
            terms.hand_in, body=body, files=files, repository=work.repository, commit_id=work.commit_id
        ):
            raise Refused(reason)
        submission = submission or _first(assignment_id, me, members, now)
        if round_ == 1:
            days = rules.days_late(terms.window.closes_at, now)
            submission.late_off = rules.points_off(terms.late, days)
        else:
            days = 0
        submission.round = round_
        _append(submission, work, html=html, late_days=days, author_id=me, now=now)
        _forget_draft(assignment_id, me)
        audit.record(actor, "work.submitted", submission, after={"version": submission.version, "round": round_})
        unit.note(WorkSubmitted(at=now, submission_id=submission.id, assignment_id=assignment_id, author_id=me))
    return submission


def _members(terms: WorkTerms, me: int) -> list[int]:
    if not terms.is_team:
        return [me]
    team = queries.team_of(terms.assignment_id, me)
    if team is None:
        raise Refused(WhyNotHandIn.NO_TEAM)
    return team[2]


def _checked_round(terms: WorkTerms, submission: Submission | None, now: datetime) -> int:
    began, round_ = queries.round_began(submission), submission.round if submission else 1
    if reason := rules.why_not_hand_in(terms, now=now, began=began, round_=round_):
        raise Refused(reason)
    return rules.round_of(terms, now=now, began=began, round_=round_)


def _first(assignment_id: int, me: int, members: list[int], now: datetime) -> Submission:
    submission = Submission(
        assignment_id=assignment_id,
        author_id=me,
        alias=new_alias(),
        version=0,
        round=1,
        body="",
        html="",
        submitted_at=now,
    )
    db.session.add(submission)
    db.session.flush()
    db.session.add_all(
        SubmissionMember(submission_id=submission.id, assignment_id=assignment_id, person_id=person)
        for person in members
    )
    return submission


def _append(submission: Submission, work: Writing, *, html: str, late_days: int, author_id: int, now: datetime) -> None:
    submission.body, submission.html = work.body, html
    submission.version += 1
    db.session.add(
        SubmissionVersion(
            submission_id=submission.id,
            number=submission.version,
            round=submission.round,
            body=work.body,
            html=html,
            files=[note.stored() for note in work.files],
            repository=work.repository,
            commit_id=work.commit_id,
            late_days=late_days,
            digest=rules.digest_of(work.body, work.files, work.repository, work.commit_id),
            at=now,
            author_id=author_id,
        )
    )
    db.session.flush()


def _forget_draft(assignment_id: int, person_id: int) -> None:
    draft = queries.draft_of(assignment_id, person_id)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()
