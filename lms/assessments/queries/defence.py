"""Reads of live defences, each screen in a constant number of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.defence import Candidate, EntryKind, State
from lms.assessments.models.defence import Defence, DefenceEntry, DefencePoint, DefenceSetting, DefenceSlot
from lms.assessments.models.handing_in import SubmissionMember
from lms.assessments.models.work import Assignment
from lms.cohorts.models import Enrolment
from lms.cohorts.types import PRESENT_STATES
from lms.core.db import db

LIVE = (State.BOOKED, State.MET)


@dataclass(frozen=True, slots=True)
class DefenceLine:
    """A defence as lists show it; whoever shows it to a partner takes care of the names."""

    id: int
    assignment_id: int
    title: dict[str, str]
    starts_at: datetime
    state: State
    evaluator_id: int
    author_id: int
    evaluator: str
    author: str
    place: str
    entries: dict[str, dict[str, Any]]

    @property
    def waits_for_staff(self) -> bool:
        """Whether a missing partner or a bad flag has not been decided yet."""
        decided = {EntryKind.CONFIRMED, EntryKind.DISMISSED} & self.entries.keys()
        asked = EntryKind.NO_SHOW in self.entries or bool(self.entries.get(EntryKind.RESULT, {}).get("waits"))
        return asked and not decided


def setting(assignment_id: int) -> DefenceSetting | None:
    """What an assignment asks for, if it asks for a defence at all."""
    return db.session.get(DefenceSetting, assignment_id)


def settings_of(cohort_ids: Iterable[int]) -> list[tuple[int, dict[str, str], DefenceSetting]]:
    """(assignment, title, setting) of every open defence of cohorts, in their order."""
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, DefenceSetting)
        .join(DefenceSetting, DefenceSetting.assignment_id == Assignment.id)
        .where(Assignment.cohort_id.in_(list(cohort_ids)), DefenceSetting.is_open.is_(True))
        .order_by(Assignment.position)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def lines(*where: Any) -> list[DefenceLine]:
    """Defences with names and what was written down, soonest first: two statements."""
    author = aliased(Person)
    rows = db.session.execute(
        select(
            Defence.id,
            Defence.assignment_id,
            Assignment.title,
            Defence.starts_at,
            Defence.state,
            Defence.evaluator_id,
            Defence.author_id,
            Person.name,
            author.name,
            DefenceSlot.place,
        )
        .join(Assignment, Assignment.id == Defence.assignment_id)
        .join(Person, Person.id == Defence.evaluator_id)
        .join(author, author.id == Defence.author_id)
        .join(DefenceSlot, DefenceSlot.id == Defence.slot_id)
        .where(*where)
        .order_by(Defence.starts_at, Defence.id)
    ).all()
    facts: dict[int, dict[str, dict[str, Any]]] = {}
    wanted = [row[0] for row in rows]
    for defence_id, kind, entry in db.session.execute(
        select(DefenceEntry.defence_id, DefenceEntry.kind, DefenceEntry.facts).where(
            DefenceEntry.defence_id.in_(wanted)
        )
    ):
        facts.setdefault(defence_id, {})[kind] = entry
    return [
        DefenceLine(
            id=row[0],
            assignment_id=row[1],
            title=row[2],
            starts_at=row[3],
            state=State(row[4]),
            evaluator_id=row[5],
            author_id=row[6],
            evaluator=row[7],
            author=row[8],
            place=row[9],
            entries=facts.get(row[0], {}),
        )
        for row in rows
    ]


def defences_of(person_id: int) -> list[DefenceLine]:
    """One's own defences on both sides."""
    return lines(or_(Defence.evaluator_id == person_id, Defence.author_id == person_id))


def defences_of_assignment(assignment_id: int) -> list[DefenceLine]:
    """Every defence of an assignment, for staff."""
    return lines(Defence.assignment_id == assignment_id)


def undecided(cohort_ids: Iterable[int]) -> list[DefenceLine]:
    """Defences of cohorts with a report or a bad flag that nobody has decided on."""
    asked = select(DefenceEntry.defence_id).where(DefenceEntry.kind.in_([EntryKind.NO_SHOW, EntryKind.RESULT]))
    decided = select(DefenceEntry.defence_id).where(DefenceEntry.kind.in_([EntryKind.CONFIRMED, EntryKind.DISMISSED]))
    found = lines(Assignment.cohort_id.in_(list(cohort_ids)), Defence.id.in_(asked), Defence.id.not_in(decided))
    return [line for line in found if line.waits_for_staff]


def counts_of(assignment_id: int, person_ids: Collection[int]) -> tuple[int, int]:
    """How many defences of this work are booked, and how many were held."""
    rows = db.session.execute(
        select(Defence.state, func.count())
        .where(Defence.assignment_id == assignment_id, Defence.author_id.in_(list(person_ids)))
        .group_by(Defence.state)
    )
    by_state = {State(state): count for state, count in rows}
    return sum(by_state.get(state, 0) for state in LIVE), by_state.get(State.DONE, 0)


def balance(person_id: int, cohort_id: int, *, start: int) -> int:
    """Evaluation points of a trainee in a cohort."""
    total = db.session.scalar(
        select(func.coalesce(func.sum(DefencePoint.delta), 0)).where(
            DefencePoint.person_id == person_id, DefencePoint.cohort_id == cohort_id
        )
    )
    return start + int(total or 0)


def own_slots(person_id: int, *, after: datetime) -> list[DefenceSlot]:
    """Times that somebody offers from now on, booked ones too."""
    booked = select(Defence.live_slot_id).where(Defence.live_slot_id.is_not(None))
    return list(
        db.session.scalars(
            select(DefenceSlot)
            .where(
                DefenceSlot.evaluator_id == person_id,
                DefenceSlot.ends_at > after,
                or_(DefenceSlot.is_open.is_(True), DefenceSlot.id.in_(booked)),
            )
            .order_by(DefenceSlot.starts_at)
        )
    )


def free_slots(
    cohort_id: int, *, after: datetime, without: Collection[int], at: datetime | None = None
) -> list[DefenceSlot]:
    """Open times of trainees who are on course, without those of some people; at one moment if asked."""
    statement = (
        select(DefenceSlot)
        .join(
            Enrolment,
            and_(Enrolment.person_id == DefenceSlot.evaluator_id, Enrolment.cohort_id == DefenceSlot.cohort_id),
        )
        .where(
            DefenceSlot.cohort_id == cohort_id,
            DefenceSlot.is_open.is_(True),
            DefenceSlot.starts_at > after,
            DefenceSlot.evaluator_id.not_in(list(without)),
            Enrolment.state.in_([str(state) for state in PRESENT_STATES]),
        )
        .order_by(DefenceSlot.starts_at, DefenceSlot.id)
    )
    if at is not None:
        statement = statement.where(DefenceSlot.starts_at == at)
    return list(db.session.scalars(statement))


def candidates(slots: Iterable[DefenceSlot], *, submission_id: int, author_id: int) -> list[Candidate]:
    """Who offers these times, how often each met the author, and who has evaluated this work already."""
    slots = list(slots)
    people = [slot.evaluator_id for slot in slots]
    met: dict[int, int] = {}
    seen: set[int] = set()
    rows = db.session.execute(
        select(Defence.evaluator_id, Defence.author_id, Defence.submission_id).where(
            Defence.state.in_([State.BOOKED, State.MET, State.DONE]),
            or_(
                and_(Defence.evaluator_id.in_(people), Defence.author_id == author_id),
                and_(Defence.author_id.in_(people), Defence.evaluator_id == author_id),
            ),
        )
    )
    for evaluator, author, submission in rows:
        other = author if evaluator == author_id else evaluator
        met[other] = met.get(other, 0) + 1
        if submission == submission_id and evaluator == other:
            seen.add(other)
    return [
        Candidate(slot.id, slot.evaluator_id, met.get(slot.evaluator_id, 0), slot.evaluator_id in seen)
        for slot in slots
    ]


def members_of(submission_id: int) -> set[int]:
    """Everybody whose work this is."""
    return set(
        db.session.scalars(select(SubmissionMember.person_id).where(SubmissionMember.submission_id == submission_id))
    )


def to_reveal(*, until: datetime) -> list[int]:
    """Booked defences that begin by then and whose partners do not know each other yet."""
    return list(
        db.session.scalars(
            select(Defence.id).where(
                Defence.state == State.BOOKED, Defence.revealed_at.is_(None), Defence.starts_at <= until
            )
        )
    )
