"""The meeting itself: who it is, that both were there, what the evaluator and the author say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts import queries as people
from lms.assessments import access, queries, rules
from lms.assessments.defence import (
    NEGATIVE,
    DefenceWhyNot,
    EntryKind,
    Flag,
    PointReason,
    State,
    identity_is_shown,
    why_not_meet,
    why_not_result,
)
from lms.assessments.models import Review, ReviewEntry
from lms.assessments.models.defence import Defence, DefenceEntry
from lms.assessments.queries import defence as reads
from lms.assessments.services.defending.points import move_points, terms_of
from lms.assessments.services.handing_in import new_alias
from lms.assessments.types.reviewing import ReviewOrigin
from lms.core import audit, clock
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications


def reveal(*, defence_id: int, now: datetime) -> bool:
    """Tell both whom they meet, once it is time; False when it is not, or was done already."""
    with transaction():
        defence = db.session.get(Defence, defence_id, with_for_update=True, populate_existing=True)
        if defence is None or defence.state != State.BOOKED or defence.revealed_at is not None:
            return False
        card = queries.card(defence.assignment_id)
        if card is None:
            return False
        terms = terms_of(card.cohort_id, on=clock.local_date(now))
        if not identity_is_shown(defence.starts_at, now=now, terms=terms):
            return False
        defence.revealed_at = now
        names = people.cards([defence.evaluator_id, defence.author_id])
        for reader, other in (
            (defence.evaluator_id, defence.author_id),
            (defence.author_id, defence.evaluator_id),
        ):
            name = names[other].name
            text = {
                "ko": f"곧 {name} 님과 대면 평가를 합니다.",
                "en": f"You meet {name} for a live defence shortly.",
            }
            path = f"/assignments/defences/{defence.id}"
            notifications.tell(SYSTEM, person_ids=[reader], text=text, now=now, path=path)
        audit.record(SYSTEM, "defence.revealed", defence)
    return True


def meet(actor: Actor, *, defence_id: int, code: str, now: datetime) -> State:
    """Enter the code that the other side shows. Once both have done so, they have met."""
    _found, card = access.defence_for_partner(actor, defence_id)
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        if reason := why_not_meet(State(defence.state), defence.starts_at, now=now, terms=terms):
            raise Refused(reason)
        is_evaluator = actor.user_id == defence.evaluator_id
        if code.strip() != (defence.author_code if is_evaluator else defence.evaluator_code):
            raise Refused(DefenceWhyNot.WRONG_CODE)
        if is_evaluator:
            defence.evaluator_met_at = defence.evaluator_met_at or now
        else:
            defence.author_met_at = defence.author_met_at or now
        if defence.evaluator_met_at and defence.author_met_at:
            defence.state = State.MET
        audit.record(actor, "defence.code_entered", defence, after={"state": defence.state})
        return State(defence.state)


def give_result(
    actor: Actor,
    *,
    defence_id: int,
    levels: Mapping[int, int],
    checks: Mapping[int, bool],
    flag: Flag,
    comment: str,
    now: datetime,
) -> None:
    """The evaluator's result. It counts as a review of the work, a bad flag only once staff have confirmed it."""
    found, card = access.defence_for_partner(actor, defence_id)
    if found.evaluator_id != actor.user_id:
        raise Refused(DefenceWhyNot.OWN_DECISION)
    rubric_id, criteria = queries.rubric(card.id)
    setting = reads.setting(card.id)
    count = len(setting.checklist) if setting else 0
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        if reason := why_not_result(
            State(defence.state),
            levels=levels,
            level_counts=[len(criterion.levels) for criterion in criteria],
            checks=checks,
            check_count=count,
            flag=flag,
            reason=comment,
        ):
            raise Refused(reason)
        given = [levels[number] for number in range(len(criteria))]
        facts = {
            "levels": given,
            "checks": [checks[number] for number in range(count)],
            "flag": flag,
            "comment": comment.strip(),
            "rubric": rubric_id,
            "score": round(rules.score(criteria, given), 4),
            "waits": flag in NEGATIVE,
        }
        write_entry(actor, defence, EntryKind.RESULT, facts, now=now)
        defence.state = State.DONE
        move_points(
            actor,
            defence,
            cohort_id=card.cohort_id,
            person_id=defence.evaluator_id,
            delta=terms.reward,
            why=PointReason.EARNED,
            now=now,
        )
        if flag not in NEGATIVE:
            count_as_review(defence, facts, now=now)
        audit.record(actor, "defence.result_given", defence, after={"flag": flag, "levels": given})
        text = {"ko": "대면 평가 결과가 나왔습니다.", "en": "The result of your live defence is in."}
        path = f"/assignments/defences/{defence.id}"
        notifications.tell(SYSTEM, person_ids=[defence.author_id], text=text, now=now, path=path)


def write_entry(actor: Actor, defence: Defence, kind: EntryKind, facts: dict[str, Any], *, now: datetime) -> None:
    """Append what was said, once a kind; within the caller's transaction."""
    try:
        db.session.add(DefenceEntry(at=now, actor_id=actor.user_id, defence_id=defence.id, kind=kind, facts=facts))
        db.session.flush()
    except IntegrityError as error:
        raise Refused(DefenceWhyNot.GIVEN_ALREADY) from error


def count_as_review(defence: Defence, facts: Mapping[str, Any], *, now: datetime) -> None:
    """Let the estimate of the grade hear of it, as this person's one review of this work.

    A review that was owed is given by it; one that was given in writing before stands.
    """
    review = db.session.scalar(
        select(Review)
        .where(Review.submission_id == defence.submission_id, Review.reviewer_id == defence.evaluator_id)
        .with_for_update()
    )
    if review is None:
        review = Review(
            submission_id=defence.submission_id,
            reviewer_id=defence.evaluator_id,
            reviewer_alias=new_alias(),
            due_at=defence.starts_at,
            rubric_version_id=facts["rubric"],
            origin=ReviewOrigin.DEFENCE,
        )
        db.session.add(review)
        db.session.flush()
    if review.done_at is not None:
        return
    levels = list(facts["levels"])
    db.session.add(
        ReviewEntry(
            at=now,
            actor_id=defence.evaluator_id,
            review_id=review.id,
            turn=1,
            rubric_version_id=facts["rubric"],
            levels=levels,
            comments=[""] * len(levels),
            comment=facts["comment"],
            seconds=0,
        )
    )
    review.rubric_version_id, review.levels, review.comments = facts["rubric"], levels, [""] * len(levels)
    review.comment, review.done_at, review.draft = facts["comment"], now, None
    db.session.flush()


def answer_defence(actor: Actor, *, defence_id: int, helpful: int, comment: str, now: datetime) -> None:
    """The author says how much the evaluation helped (1 to 5)."""
    found, _card = access.defence_for_partner(actor, defence_id)
    if found.author_id != actor.user_id:
        raise Refused(DefenceWhyNot.OWN_DECISION)
    if not 1 <= helpful <= 5:
        raise Refused(DefenceWhyNot.INCOMPLETE_FORM)
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        if defence.state != State.DONE:
            raise Refused(DefenceWhyNot.NOT_MET)
        write_entry(actor, defence, EntryKind.ANSWER, {"helpful": helpful, "comment": comment.strip()}, now=now)
        audit.record(actor, "defence.answered", defence, after={"helpful": helpful})
