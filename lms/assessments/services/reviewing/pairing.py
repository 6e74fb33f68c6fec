"""Who is kept from whom: trainees say so privately, instructors see it and set pairs of their own."""

from __future__ import annotations

from datetime import datetime

from lms.assessments import access, queries
from lms.assessments.models import PairRule
from lms.assessments.types import PairKind, PairLine, WhyNotReview
from lms.cohorts import queries as cohort_queries
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction


def declare_conflict(actor: Actor, *, cohort_id: int, other_id: int, reason: str, now: datetime) -> None:
    """Say privately that one should not review, or be reviewed by, a classmate. Holds for the whole course."""
    access.cohort_for_trainee(actor, cohort_id)
    me = actor.user_id or 0
    with transaction():
        _refuse_pair(cohort_id, me, other_id)
        if any(_is_same(line, PairKind.APART, me, other_id) for line in queries.pair_rules(cohort_id)):
            raise Refused(WhyNotReview.KNOWN_ALREADY)
        rule = PairRule(
            at=now, actor_id=me, reason=reason.strip()[:1000], cohort_id=cohort_id, assignment_id=None,
            reviewer_id=me, author_id=other_id, kind=str(PairKind.APART), is_private=True,
        )  # fmt: skip
        db.session.add(rule)
        audit.record(actor, "pair.set", rule)


def set_pair(
    actor: Actor, *, assignment_id: int, reviewer_id: int, author_id: int, kind: PairKind, reason: str, now: datetime
) -> None:
    """Say that somebody must, or must not, review somebody's work, before reviews are handed out."""
    card = access.assignment_for_staff(actor, assignment_id)
    with transaction():
        if queries.is_allocated(assignment_id):
            raise Refused(WhyNotReview.ALLOCATED_ALREADY)
        _refuse_pair(card.cohort_id, reviewer_id, author_id)
        standing = queries.pair_rules(card.cohort_id, assignment_id=assignment_id)
        if any((line.reviewer_id, line.author_id) == (reviewer_id, author_id) for line in standing):
            raise Refused(WhyNotReview.KNOWN_ALREADY)
        rule = PairRule(
            at=now, actor_id=actor.user_id, reason=reason.strip()[:1000], cohort_id=card.cohort_id,
            assignment_id=assignment_id, reviewer_id=reviewer_id, author_id=author_id, kind=str(kind),
            is_private=False,
        )  # fmt: skip
        db.session.add(rule)
        audit.record(actor, "pair.set", rule)


def lift_pair(actor: Actor, *, entry_id: int, now: datetime) -> None:
    """Take a rule back: trainees their own word, instructors the rules that they set."""
    with transaction():
        rule = access.pair_rule_for_lifting(actor, entry_id)
        if not any(line.entry_id == entry_id for line in queries.pair_rules(rule.cohort_id)):
            return
        db.session.add(
            PairRule(
                at=now, actor_id=actor.user_id, reason="", cohort_id=rule.cohort_id, supersedes_id=entry_id,
                assignment_id=rule.assignment_id, reviewer_id=rule.reviewer_id, author_id=rule.author_id,
                kind=str(PairKind.LIFTED), is_private=rule.is_private,
            )
        )  # fmt: skip
        audit.record(actor, "pair.lifted", rule)


def _refuse_pair(cohort_id: int, one: int, other: int) -> None:
    if one == other:
        raise Refused(WhyNotReview.ONESELF)
    for person in (one, other):
        if cohort_queries.enrolment_of(person, cohort_id) is None:
            raise Refused(WhyNotReview.NOT_IN_CLASS)


def _is_same(line: PairLine, kind: PairKind, one: int, other: int) -> bool:
    return line.kind is kind and {line.reviewer_id, line.author_id} == {one, other}
