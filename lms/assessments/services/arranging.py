"""Arrangements for people: a later close, and teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from lms.assessments import access, queries, rules
from lms.assessments.models import (
    Assignment,
    ExtensionEntry,
    Submission,
    SubmissionMember,
    SubmissionVersion,
    Team,
    TeamMember,
)
from lms.assessments.types import LateRule
from lms.assessments.types.setting import WhyNotSet
from lms.cohorts import queries as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def extend(
    actor: Actor, *, assignment_id: int, person_ids: Iterable[int], until: datetime | None, reason: str, now: datetime
) -> int:
    """A later close for people and for the rest of their teams, or (None) the usual one again; how many people."""
    if not reason.strip():
        raise Refused(WhyNotSet.NO_REASON)
    with transaction():
        card = access.assignment_for_staff(actor, assignment_id)
        if until is not None and until <= card.window.closes_at:
            raise Refused(WhyNotSet.NOT_LATER)
        db.session.execute(select(Assignment.id).where(Assignment.id == assignment_id).with_for_update())
        people = _with_teams(assignment_id, set(person_ids) & _trainees(card.cohort_id, now))
        if not people:
            raise Refused(WhyNotSet.NOBODY)
        standing = queries.extensions_of([assignment_id])
        for person in sorted(people):
            before = standing.get((assignment_id, person))
            if until is None and before is None:
                continue
            entry = ExtensionEntry(
                at=now,
                actor_id=actor.user_id,
                reason=reason.strip()[:1000],
                supersedes_id=before[1] if before else _last_entry(assignment_id, person),
                assignment_id=assignment_id,
                person_id=person,
                closes_at=until,
            )
            db.session.add(entry)
            db.session.flush()
            facts = {"person": person, "until": until.isoformat() if until else None}
            audit.record(actor, "work.extended", entry, after=facts, reason=reason)
        _settle_lateness(assignment_id, people, until or card.window.closes_at)
    return len(people)


def _settle_lateness(assignment_id: int, people: set[int], closes_at: datetime) -> None:
    """What being late costs those who have handed in already, by the close that now holds for them."""
    terms = db.session.get_one(Assignment, assignment_id)
    rows = db.session.execute(
        select(Submission, func.max(SubmissionVersion.at))
        .join(SubmissionVersion, SubmissionVersion.submission_id == Submission.id)
        .where(
            Submission.assignment_id == assignment_id,
            SubmissionVersion.round == 1,
            Submission.id.in_(select(SubmissionMember.submission_id).where(SubmissionMember.person_id.in_(people))),
        )
        .group_by(Submission.id)
    )
    for submission, handed_in_at in rows:
        days = rules.days_late(closes_at, handed_in_at)
        submission.late_off = rules.points_off(LateRule.read(terms.late), days)


def _last_entry(assignment_id: int, person_id: int) -> int | None:
    """The newest entry of a person even if it took an extension back, so that entries stay one chain."""
    return db.session.scalar(
        select(ExtensionEntry.id)
        .where(ExtensionEntry.assignment_id == assignment_id, ExtensionEntry.person_id == person_id)
        .order_by(ExtensionEntry.id.desc())
        .limit(1)
    )


def _with_teams(assignment_id: int, people: set[int]) -> set[int]:
    for team in queries.teams_of(assignment_id):
        members = {person for person, _name in team.members}
        if members & people:
            people |= members
    return people


def _trainees(cohort_id: int, now: datetime) -> set[int]:
    return {card.person_id for card in cohorts.trainees(cohort_id, on=clock.local_date(now))}


def set_teams(actor: Actor, *, assignment_id: int, names: Mapping[int, str], now: datetime) -> int:
    """Who is in which team, by name; an empty name is no team. Replaces the teams; how many there are.

    Closed once work is in: members share one piece of work and its grade.
    """
    with transaction():
        card = access.assignment_for_staff(actor, assignment_id)
        row = db.session.get(Assignment, assignment_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        if db.session.scalar(select(Submission.id).where(Submission.assignment_id == assignment_id).limit(1)):
            raise Refused(WhyNotSet.WORK_IS_IN)
        known = _trainees(card.cohort_id, now)
        teams: dict[str, list[int]] = {}
        for person, name in names.items():
            if person in known and name.strip():
                teams.setdefault(name.strip()[:60], []).append(person)
        db.session.execute(delete(TeamMember).where(TeamMember.assignment_id == assignment_id))
        db.session.execute(delete(Team).where(Team.assignment_id == assignment_id))
        for name, people in sorted(teams.items()):
            team = Team(assignment_id=assignment_id, name=name)
            db.session.add(team)
            db.session.flush()
            db.session.add_all(
                TeamMember(team_id=team.id, assignment_id=assignment_id, person_id=person) for person in sorted(people)
            )
        row.is_team = bool(teams)
        audit.record(actor, "teams.set", row, after={"teams": {name: sorted(who) for name, who in teams.items()}})
    return len(teams)


def draw_teams(actor: Actor, *, assignment_id: int, size: int, seed: str, now: datetime) -> int:
    """Teams by chance; the same seed gives the same teams."""
    card = access.assignment_for_staff(actor, assignment_id)
    drawn = rules.teams_by_chance(sorted(_trainees(card.cohort_id, now)), size=size, seed=seed)
    names = {person: f"{number}" for number, team in enumerate(drawn, 1) for person in team}
    return set_teams(actor, assignment_id=assignment_id, names=names, now=now)
