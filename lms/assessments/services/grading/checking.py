"""Spot checks: taking the next piece to grade blind, and grading one by the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from lms.assessments import access, queries, rules
from lms.assessments.models import CheckEntry, Submission
from lms.assessments.services.grading.estimating import fit_course
from lms.assessments.services.grading.settling import settle_fit
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit, leases
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction

LEASE = "check"
TERM = timedelta(hours=1)


def take_check(actor: Actor, *, assignment_id: int, now: datetime) -> int | None:
    """The next piece that waits for a blind grading and that nobody else has open; held for an hour."""
    access.assignment_for_staff(actor, assignment_id)
    with transaction():
        for submission_id in queries.waiting_checks(assignment_id):
            key = str(submission_id)
            if leases.claim(LEASE, key, holder_id=actor.user_id or 0, now=now, term=TERM) is not None:
                return submission_id
    return None


def check_work(
    actor: Actor, *, submission_id: int, levels: Mapping[int, int], comment: str, now: datetime
) -> CheckEntry:
    """Grade a piece by the rubric without having seen its peers' scores; it anchors the scale of the course."""
    with transaction():
        submission, card = access.submission_for_staff(actor, submission_id)
        assignment = locked(card.id)
        if queries.newest_check(submission_id) is not None:
            raise Refused(WhyNotGrade.CHECKED_ALREADY)
        holder = leases.live(LEASE, now=now).get(str(submission_id))
        if holder is not None and holder.holder_id != actor.user_id:
            raise Refused(WhyNotGrade.HELD_BY_ANOTHER)
        is_blind = queries.grade_of(submission_id) is None or queries.waits_for_check(submission_id)
        entry = enter_check(actor, submission, levels, comment=comment, is_blind=is_blind, now=now)
        leases.release(LEASE, str(submission_id), holder_id=actor.user_id or 0)
        fresh = frozenset({submission_id})
        settle_fit(actor, assignment, fit_course(assignment.cohort_id), now=now, fresh=fresh)
    return entry


def enter_check(
    actor: Actor, submission: Submission, levels: Mapping[int, int], *, comment: str, is_blind: bool, now: datetime
) -> CheckEntry:
    """Append the instructor's levels, within an open transaction; the points follow from the rubric."""
    rubric_id, criteria = queries.rubric(submission.assignment_id)
    if any(not 0 <= levels.get(number, -1) < len(line.levels) for number, line in enumerate(criteria)):
        raise Refused(WhyNotGrade.ALL_CRITERIA)
    chosen = rules.levels_in_order(levels, len(criteria))
    before = queries.newest_check(submission.id)
    turn = db.session.scalar(select(func.count()).where(CheckEntry.submission_id == submission.id)) or 0
    entry = CheckEntry(
        at=now,
        actor_id=actor.user_id,
        reason="",
        submission_id=submission.id,
        turn=turn + 1,
        supersedes_id=before.id if before else None,
        rubric_version_id=rubric_id,
        levels=chosen,
        comment=comment.strip(),
        points=rules.score(criteria, chosen),
        is_blind=is_blind,
    )
    db.session.add(entry)
    db.session.flush()
    audit.record(actor, "work.checked", submission, after={"levels": chosen, "blind": is_blind})
    return entry
