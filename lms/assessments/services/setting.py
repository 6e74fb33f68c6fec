"""Setting an assignment and changing how it is set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from lms.assessments import access, policies, queries, rules
from lms.assessments.grading import DEFAULT_STRATEGY
from lms.assessments.models import Assignment, ModuleAssignment, RubricVersion
from lms.assessments.types import Criterion, ModulePlace, Settings, Window
from lms.assessments.types.setting import PLAIN_SETTINGS, WhyNotSet
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction

_FIELD_STEP = timedelta(minutes=1)  # fields know no seconds


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
    if reason := rules.why_not_setting(title, window, settings) or rules.why_not_rubric(criteria):
        raise Refused(reason)
    html = _rendered(brief)
    with transaction():
        last = db.session.scalar(select(func.max(Assignment.position)).where(Assignment.cohort_id == cohort_id))
        assignment = Assignment(cohort_id=cohort_id, position=(last or 0) + 1, strategy=strategy)
        _write(assignment, title, brief, html, window=window, settings=settings)
        db.session.add(assignment)
        db.session.flush()
        _put_into(assignment, settings.module, cohort)
        stored = stored_criteria(criteria)
        db.session.add(
            RubricVersion(assignment_id=assignment.id, number=1, criteria=stored, at=now, actor_id=actor.user_id)
        )
        audit.record(actor, "assignment.set", assignment)
    return assignment


def change_assignment(
    actor: Actor,
    *,
    assignment_id: int,
    title: Mapping[str, str],
    brief: Mapping[str, str],
    window: Window,
    settings: Settings,
    strategy: str,
) -> None:
    """Set it differently. What reviewers or authors already rely on stays closed."""
    html = _rendered(brief)
    with transaction():
        access.assignment_for_staff(actor, assignment_id)
        row = db.session.get_one(Assignment, assignment_id, with_for_update=True, populate_existing=True)
        before = queries.setting_of(assignment_id)
        if before is None:
            raise NotFound
        if reason := rules.why_not_setting(title, window, settings):
            raise Refused(reason)
        if reason := _closed_change(row, before.settings, settings, window, works=before.works):
            raise Refused(reason)
        if row.allocated_at is not None:
            window = replace(window, closes_at=row.closes_at)
        _write(row, title, brief, html, window=window, settings=settings)
        row.strategy = strategy
        if settings.module != before.settings.module:
            _put_into(row, settings.module, cohorts.cohort_for_member(actor, row.cohort_id))
        audit.record(
            actor,
            "assignment.changed",
            row,
            before=_facts(before.settings, before.card.window),
            after=_facts(settings, window),
        )


def _closed_change(row: Assignment, old: Settings, new: Settings, window: Window, *, works: int) -> WhyNotSet | None:
    closed = rules.closed_settings(works=works, is_allocated=row.allocated_at is not None)
    for name, reason in closed.items():
        if name == "closes_at":
            changed = abs(window.closes_at - row.closes_at) >= _FIELD_STEP
        else:
            changed = getattr(old, name) != getattr(new, name)
        if changed:
            return reason
    return None


def _write(
    row: Assignment,
    title: Mapping[str, str],
    brief: Mapping[str, str],
    html: Mapping[str, str],
    *,
    window: Window,
    settings: Settings,
) -> None:
    row.title = {language: text.strip() for language, text in title.items() if text.strip()}
    row.brief, row.brief_html = dict(brief), dict(html)
    row.opens_at, row.closes_at, row.review_closes_at = window.opens_at, window.closes_at, window.review_closes_at
    row.hand_in, row.late = settings.hand_in.stored(), settings.late.stored()
    for name in PLAIN_SETTINGS:
        setattr(row, name, getattr(settings, name))


def _put_into(row: Assignment, module: ModulePlace | None, cohort: CohortCard) -> None:
    """The assignment belongs to this module of a course that its cohort follows, or to none."""
    known = db.session.get(ModuleAssignment, row.id)
    if module is None:
        if known is not None:
            db.session.delete(known)
        return
    choice = next((each for each in access.choices_of([cohort]) if each.place == module), None)
    if choice is None:
        raise Refused(WhyNotSet.NO_SUCH_MODULE)
    if known is None:
        known = ModuleAssignment(assignment_id=row.id)
        db.session.add(known)
    known.course_id, known.module_key, known.module_position = module.course_id, module.key, choice.position


def _rendered(brief: Mapping[str, str]) -> dict[str, str]:
    return {language: render_safely(text, language=language).html for language, text in brief.items()}


def _facts(settings: Settings, window: Window) -> dict[str, object]:
    facts: dict[str, object] = {name: getattr(settings, name) for name in PLAIN_SETTINGS if name != "starter"}
    facts |= {"hand_in": settings.hand_in.stored(), "late": settings.late.stored()}
    facts["module"] = settings.module.stored() if settings.module else None
    return facts | {"closes_at": window.closes_at.isoformat(), "review_closes_at": window.review_closes_at.isoformat()}


def open_second_round(actor: Actor, *, assignment_id: int, until: datetime, now: datetime) -> None:
    """Let authors hand in a new version after the reviews, until a moment."""
    with transaction():
        card = access.assignment_for_staff(actor, assignment_id)
        if now < card.window.closes_at:
            raise Refused(WhyNotSet.NOT_ENDED)
        if until <= now:
            raise Refused(WhyNotSet.NOT_LATER)
        row = db.session.get_one(Assignment, assignment_id, with_for_update=True, populate_existing=True)
        row.revise_until = until
        audit.record(actor, "assignment.second_round", row, after={"until": until.isoformat()})


def stored_criteria(criteria: Sequence[Criterion]) -> list[dict[str, object]]:
    """Criteria as rows keep them: weights become shares of 1."""
    total = sum(line.weight for line in criteria)
    return [
        {
            "name": dict(line.name),
            "levels": [dict(level) for level in line.levels],
            "weight": round(line.weight / total, 6),
            "comment": line.comment,
        }
        for line in criteria
    ]
