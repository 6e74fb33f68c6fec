"""Setting an assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from lms.assessments import policies
from lms.assessments.grading import DEFAULT_STRATEGY
from lms.assessments.models import Assignment, RubricVersion
from lms.assessments.types import Criterion, Settings, Window
from lms.cohorts import access as cohorts
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed
from lms.core.markdown import render
from lms.core.transaction import transaction


def set_assignment(
    actor: Actor,
    *,
    cohort_id: int,
    title: Mapping[str, str],
    brief: Mapping[str, str],
    criteria: Sequence[Criterion],
    window: Window,
    now: datetime,
    strategy: str = DEFAULT_STRATEGY,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Assignment:
    """A new assignment of a cohort with the first version of its rubric."""
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_set_work(actor, cohort.place):
        raise NotAllowed
    with transaction():
        last = db.session.scalar(select(func.max(Assignment.position)).where(Assignment.cohort_id == cohort_id))
        assignment = Assignment(
            cohort_id=cohort_id,
            position=(last or 0) + 1,
            title=dict(title),
            brief=dict(brief),
            brief_html={language: render(text).html for language, text in brief.items()},
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            review_closes_at=window.review_closes_at,
            strategy=strategy,
        )
        apply_settings(assignment, settings)
        db.session.add(assignment)
        db.session.flush()
        db.session.add(
            RubricVersion(
                assignment_id=assignment.id,
                number=1,
                criteria=stored_criteria(criteria),
                at=now,
                actor_id=actor.user_id,
            )
        )
        audit.record(actor, "assignment.set", assignment)
    return assignment


def apply_settings(assignment: Assignment, settings: Settings) -> None:
    """Write the settings into the row."""
    assignment.hand_in = settings.hand_in.stored()
    assignment.late = settings.late.stored()
    for name in (
        "is_team",
        "allocation",
        "anonymity",
        "reviews_each",
        "extra_reviews",
        "peer_weight",
        "instructor_weight",
        "pass_line",
        "check_budget",
        "calibrated",
        "holds_grades",
        "starter",
        "weight",
    ):
        setattr(assignment, name, getattr(settings, name))


def stored_criteria(criteria: Sequence[Criterion]) -> list[dict[str, object]]:
    """Criteria as rows keep them."""
    return [
        {
            "name": dict(line.name),
            "levels": [dict(level) for level in line.levels],
            "weight": line.weight,
            "comment": line.comment,
        }
        for line in criteria
    ]
