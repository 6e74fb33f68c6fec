"""Reads of how assignments are set: settings, rubrics to take over, teams."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, func, select

from lms.accounts.models import Person
from lms.assessments.models import (
    Assignment,
    Review,
    RubricTemplate,
    RubricVersion,
    Submission,
    Team,
    TeamMember,
)
from lms.assessments.queries.modules import module_of
from lms.assessments.queries.work import card, criteria_from
from lms.assessments.types import Allocation, Anonymity, Criterion, HandIn, LateRule, ModulePlace, Settings
from lms.assessments.types.assignments import AssignmentSetting, RubricChoice, TeamCard
from lms.core.db import db


def setting_of(assignment_id: int) -> AssignmentSetting | None:
    """An assignment with everything that was set."""
    row = db.session.get(Assignment, assignment_id)
    shown = card(assignment_id)
    if row is None or shown is None:
        return None
    newest = db.session.execute(
        select(RubricVersion.number, RubricVersion.criteria)
        .where(RubricVersion.assignment_id == assignment_id)
        .order_by(RubricVersion.number.desc())
        .limit(1)
    ).one()
    works, done = db.session.execute(
        select(func.count(Submission.id.distinct()), func.count(Review.done_at))
        .outerjoin(Review, Review.submission_id == Submission.id)
        .where(Submission.assignment_id == assignment_id)
    ).one()
    return AssignmentSetting(
        shown,
        row.brief,
        settings_from(row, module_of(assignment_id)),
        row.strategy,
        criteria_from(newest[1]),
        newest[0],
        works,
        done,
        row.allocated_at,
        row.revise_until,
    )


def settings_from(row: Assignment, module: ModulePlace | None = None) -> Settings:
    """The settings of a stored assignment, with the module to which it belongs."""
    return Settings(
        hand_in=HandIn.read(row.hand_in),
        is_team=row.is_team,
        late=LateRule.read(row.late),
        allocation=Allocation(row.allocation),
        anonymity=Anonymity(row.anonymity),
        reviews_each=row.reviews_each,
        extra_reviews=row.extra_reviews,
        reviews_without_work=row.reviews_without_work,
        peer_weight=row.peer_weight,
        instructor_weight=row.instructor_weight,
        pass_line=row.pass_line,
        check_budget=row.check_budget,
        calibrated=row.calibrated,
        holds_grades=row.holds_grades,
        starter=row.starter,
        weight=row.weight,
        module=module,
    )


def work_counts(assignment_ids: Iterable[int]) -> dict[int, int]:
    """How many pieces of work are in, by assignment."""
    rows = db.session.execute(
        select(Submission.assignment_id, func.count())
        .where(Submission.assignment_id.in_(list(assignment_ids)))
        .group_by(Submission.assignment_id)
    )
    return {row[0]: row[1] for row in rows}


def catalogue_of(centre_ids: Iterable[int]) -> list[tuple[int, RubricChoice]]:
    """The rubrics that centres keep: (centre, rubric)."""
    rows = db.session.scalars(
        select(RubricTemplate)
        .where(RubricTemplate.centre_id.in_(list(centre_ids)))
        .order_by(RubricTemplate.centre_id, RubricTemplate.name)
    )
    return [(row.centre_id, RubricChoice(f"c-{row.id}", row.name, criteria_from(row.criteria))) for row in rows]


def teams_of(assignment_id: int) -> list[TeamCard]:
    """The teams of an assignment with their members."""
    rows = db.session.execute(
        select(Team.id, Team.name, Person.id, Person.name)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .join(Person, Person.id == TeamMember.person_id)
        .where(Team.assignment_id == assignment_id)
        .order_by(Team.name, Person.name)
    )
    teams: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for team_id, name, person_id, person in rows:
        teams.setdefault((team_id, name), []).append((person_id, person))
    return [TeamCard(ident, name, tuple(members)) for (ident, name), members in teams.items()]


def newest_rubrics(cohort_ids: Iterable[int]) -> list[tuple[int, dict[str, str], tuple[Criterion, ...]]]:
    """The newest rubric of every assignment of cohorts, newest assignment first: (assignment, title, criteria)."""
    newest = (
        select(RubricVersion.assignment_id, func.max(RubricVersion.number).label("number"))
        .group_by(RubricVersion.assignment_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, RubricVersion.criteria)
        .join(newest, newest.c.assignment_id == Assignment.id)
        .join(
            RubricVersion,
            and_(RubricVersion.assignment_id == Assignment.id, RubricVersion.number == newest.c.number),
        )
        .where(Assignment.cohort_id.in_(list(cohort_ids)))
        .order_by(Assignment.id.desc())
        .limit(60)
    )
    return [(row[0], row[1], criteria_from(row[2])) for row in rows]
