"""Changing rubrics, and keeping them to use again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from lms.assessments import access, policies, queries, rules
from lms.assessments.models import Assignment, Review, RubricTemplate, RubricVersion, Submission
from lms.assessments.services.setting import stored_criteria
from lms.assessments.types import Criterion
from lms.assessments.types.setting import WhyNotSet
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def change_rubric(actor: Actor, *, assignment_id: int, criteria: Sequence[Criterion], now: datetime) -> int:
    """A new version of a rubric; its number. Given reviews keep theirs, reviews still to give follow the new one."""
    if reason := rules.why_not_rubric(criteria):
        raise Refused(reason)
    with transaction():
        access.assignment_for_staff(actor, assignment_id)
        db.session.execute(select(Assignment.id).where(Assignment.id == assignment_id).with_for_update())
        before = queries.setting_of(assignment_id)
        if before is None:
            raise NotFound
        stored = stored_criteria(criteria)
        if stored == stored_criteria(before.criteria):
            raise Refused(WhyNotSet.UNCHANGED)
        number = before.rubric_number + 1
        row = RubricVersion(assignment_id=assignment_id, number=number, criteria=stored, at=now, actor_id=actor.user_id)
        db.session.add(row)
        db.session.flush()
        work = select(Submission.id).where(Submission.assignment_id == assignment_id)
        db.session.execute(
            update(Review)
            .where(Review.submission_id.in_(work), Review.done_at.is_(None))
            .values(rubric_version_id=row.id, levels=None)
        )
        audit.record(actor, "rubric.changed", row, after={"assignment": assignment_id, "number": number})
    return number


def keep_rubric(
    actor: Actor, *, cohort_id: int, name: str, criteria: Sequence[Criterion], now: datetime
) -> RubricTemplate:
    """Put a rubric into the catalogue of the cohort's centre. A name is used once."""
    if reason := rules.why_not_rubric(criteria):
        raise Refused(reason)
    with transaction():
        cohort = _cohort_to_set(actor, cohort_id)
        taken = select(RubricTemplate.id).where(
            RubricTemplate.centre_id == cohort.centre_id, RubricTemplate.name == name.strip()
        )
        if db.session.scalar(taken) is not None:
            raise Refused(WhyNotSet.NAME_TAKEN)
        row = RubricTemplate(
            centre_id=cohort.centre_id,
            name=name.strip()[:120],
            criteria=stored_criteria(criteria),
            at=now,
            author_id=actor.user_id,
        )
        db.session.add(row)
        db.session.flush()
        audit.record(actor, "rubric.kept", row, after={"name": row.name})
    return row


def drop_rubric(actor: Actor, *, cohort_id: int, template_id: int) -> None:
    """Take a rubric out of the catalogue; assignments that copied it keep theirs."""
    with transaction():
        cohort = _cohort_to_set(actor, cohort_id)
        row = db.session.get(RubricTemplate, template_id)
        if row is None or row.centre_id != cohort.centre_id:
            raise NotFound
        audit.record(actor, "rubric.dropped", row, before={"name": row.name})
        db.session.delete(row)


def _cohort_to_set(actor: Actor, cohort_id: int) -> CohortCard:
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_set_work(actor, cohort.place):
        raise NotAllowed
    return cohort
