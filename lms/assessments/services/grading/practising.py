"""Practice before the first round: exemplars that the instructor scored first. Never in place of a review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from lms.assessments import access, queries, rules
from lms.assessments.models import Exemplar, ExemplarScore
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types import Criterion
from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction

EXEMPLARS = 3


def set_exemplar(
    actor: Actor,
    *,
    assignment_id: int,
    number: int,
    body: str,
    levels: Mapping[int, int],
    comment: str,
    now: datetime,
) -> None:
    """Set exemplar 1, 2 or 3 with the instructor's own levels, as long as nobody has practised on it."""
    access.assignment_for_staff(actor, assignment_id)
    with transaction():
        assignment = locked(assignment_id)
        _rubric_id, criteria = queries.rubric(assignment_id)
        chosen = _checked(criteria, levels)
        if not 1 <= number <= EXEMPLARS or not body.strip():
            raise Refused(WhyNotGrade.EXEMPLARS_FIRST)
        row = db.session.scalar(
            select(Exemplar).where(Exemplar.assignment_id == assignment_id, Exemplar.number == number)
        )
        if row is not None and queries.is_practised(row.id):
            raise Refused(WhyNotGrade.EXEMPLARS_IN_USE)
        if row is None:
            row = Exemplar(assignment_id=assignment_id, number=number)
            db.session.add(row)
        row.body, row.html, row.levels = body, render_safely(body).html, chosen
        row.comment, row.at, row.actor_id = comment.strip(), now, actor.user_id
        assignment.calibrated = True
        audit.record(actor, "exemplars.set", assignment, after={"number": number})


def practise(actor: Actor, *, exemplar_id: int, levels: Mapping[int, int], now: datetime) -> None:
    """Score an exemplar, once; then the instructor's levels show."""
    with transaction():
        exemplar = db.session.get(Exemplar, exemplar_id)
        if exemplar is None:
            raise NotFound
        access.assignment_for_trainee(actor, exemplar.assignment_id)
        locked(exemplar.assignment_id)
        if len(queries.exemplars(exemplar.assignment_id)) < EXEMPLARS:
            raise Refused(WhyNotGrade.EXEMPLARS_FIRST)
        _rubric_id, criteria = queries.rubric(exemplar.assignment_id)
        chosen = _checked(criteria, levels)
        if exemplar_id in queries.own_practice(exemplar.assignment_id, actor.user_id or 0):
            raise Refused(WhyNotGrade.PRACTISED_ALREADY)
        row = {
            "at": now, "actor_id": actor.user_id, "reason": "", "exemplar_id": exemplar_id,
            "person_id": actor.user_id, "levels": chosen,
        }  # fmt: skip
        db.session.execute(insert(ExemplarScore), [row])
        audit.record(actor, "exemplars.scored", exemplar)


def _checked(criteria: tuple[Criterion, ...], levels: Mapping[int, int]) -> list[int]:
    if any(not 0 <= levels.get(number, -1) < len(line.levels) for number, line in enumerate(criteria)):
        raise Refused(WhyNotGrade.ALL_CRITERIA)
    return rules.levels_in_order(levels, len(criteria))
