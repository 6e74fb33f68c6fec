"""Unit periods of a cohort: sheets as they stand or as they were closed, and corrections of closed ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.attendance.models import DayMark, LockedUnit, MarkProposal
from lms.attendance.queries.marks import Marked, marks_between, minutes_between
from lms.attendance.queries.tallies import CoursePlan
from lms.attendance.rules import UnitPeriod, unit_periods
from lms.attendance.sheets import UnitSheet, from_canonical, sheet_row
from lms.cohorts.models import Centre, ClassMembership, ClassSection, Enrolment, Programme
from lms.cohorts.types import CohortCard, EnrolmentState
from lms.core.db import db
from lms.core.languages import pick

_NEVER_CAME = (EnrolmentState.APPLIED, EnrolmentState.ADMITTED)


@dataclass(frozen=True, slots=True)
class ClosedUnit:
    """When and by whom a unit was closed, and its digest."""

    number: int
    at: datetime
    actor_id: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A closed unit that rests on some days: how many class days it counts, and the marks on the days in question."""

    number: int
    first: date
    last: date
    days: int
    marks: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction of a closed unit as it stands: proposed, confirmed or declined."""

    id: int
    enrolment_id: int
    name: str
    day: date
    state: str
    before: str
    after: str
    reason: str
    proposed_by: str
    proposer_id: int | None
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class _Member:
    enrolment_id: int
    name: str
    section: str
    starts_on: date
    ends_on: date | None

    def takes_part(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def closed_units(cohort_id: int) -> dict[int, ClosedUnit]:
    """The closed units of a cohort by number."""
    rows = db.session.execute(
        select(LockedUnit.number, LockedUnit.at, LockedUnit.actor_id, LockedUnit.digest).where(
            LockedUnit.cohort_id == cohort_id
        )
    )
    return {row[0]: ClosedUnit(*row) for row in rows}


def closed_until(cohort_ids: Collection[int]) -> dict[int, date]:
    """The last day of the last closed unit of each cohort, for those that have one; one statement."""
    rows = db.session.execute(
        select(LockedUnit.cohort_id, func.max(LockedUnit.last))
        .where(LockedUnit.cohort_id.in_(cohort_ids))
        .group_by(LockedUnit.cohort_id)
    )
    return {row[0]: row[1] for row in rows}


def closed_around(cohort_id: int, days: Collection[date]) -> HeldUnit | None:
    """The first closed unit in which one of these days lies."""
    rows = db.session.execute(
        select(LockedUnit.number, LockedUnit.first, LockedUnit.last, LockedUnit.body)
        .where(LockedUnit.cohort_id == cohort_id)
        .order_by(LockedUnit.number)
    )
    for number, first, last, body in rows:
        inside = [day for day in days if first <= day <= last]
        if inside:
            later = aliased(DayMark)
            marks = db.session.scalar(
                select(func.count(DayMark.id))
                .outerjoin(later, later.supersedes_id == DayMark.id)
                .where(DayMark.cohort_id == cohort_id, DayMark.day.in_(inside), later.id.is_(None))
            )
            return HeldUnit(number, first, last, len(from_canonical(body).days), marks or 0)
    return None


def closed_sheet(cohort_id: int, number: int) -> UnitSheet | None:
    """A unit as it was closed."""
    body = db.session.scalar(
        select(LockedUnit.body).where(LockedUnit.cohort_id == cohort_id, LockedUnit.number == number)
    )
    return from_canonical(body) if body is not None else None


def live_sheet(cohort: CohortCard, plan: CoursePlan, unit: UnitPeriod) -> UnitSheet:
    """A unit as it stands now; five statements whatever the class."""
    days = tuple(day for day in plan.days if unit.first <= day <= unit.last)
    policy = plan.policies[unit.number - 1]
    marks = marks_between(cohort.id, unit.first, unit.last)
    before = _incidents_before(cohort.id, unit.first) if policy.runs_over_units else {}
    centre, programme = db.session.execute(
        select(Centre.name, Programme.name)
        .join(Programme, Programme.centre_id == Centre.id)
        .where(Programme.id == cohort.programme_id)
    ).one()
    known = minutes_between(cohort.id, unit.first, unit.last) if plan.planned else {}
    rows = [
        sheet_row(
            policy,
            enrolment_id=who.enrolment_id,
            name=who.name,
            section=who.section,
            days=_days(who, days, marks.get(who.enrolment_id, {})),
            before=before.get(who.enrolment_id, 0),
            times=[(known.get(who.enrolment_id, {}).get(day), plan.planned.get(day, 0)) for day in days],
        )
        for who in _members(cohort.id, unit)
    ]
    return UnitSheet(
        centre=pick(centre, "ko"),
        programme=pick(programme, "ko"),
        cohort=cohort.name,
        number=unit.number,
        first=unit.first,
        last=unit.last,
        days=days,
        policy=policy,
        rows=tuple(rows),
    )


def _days(who: _Member, days: Sequence[date], marks: Mapping[date, Marked]) -> list[Marked | None]:
    return [marks.get(day, ("", 0)) if who.takes_part(day) or day in marks else None for day in days]


def _incidents_before(cohort_id: int, first: date) -> dict[int, int]:
    later = aliased(DayMark)
    rows = db.session.execute(
        select(DayMark.enrolment_id, func.sum(DayMark.events))
        .outerjoin(later, later.supersedes_id == DayMark.id)
        .where(DayMark.cohort_id == cohort_id, DayMark.day < first, later.id.is_(None))
        .group_by(DayMark.enrolment_id)
    )
    return {who: int(incidents) for who, incidents in rows}


def _members(cohort_id: int, unit: UnitPeriod) -> list[_Member]:
    rows = db.session.execute(
        select(
            Enrolment.id,
            Person.name,
            func.coalesce(ClassSection.name, ""),
            Enrolment.starts_on,
            Enrolment.ends_on,
        )
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(
            ClassMembership,
            and_(
                ClassMembership.enrolment_id == Enrolment.id,
                ClassMembership.starts_on <= unit.last,
                or_(ClassMembership.ends_on.is_(None), ClassMembership.ends_on > unit.last),
            ),
        )
        .outerjoin(ClassSection, ClassSection.id == ClassMembership.section_id)
        .where(
            Enrolment.cohort_id == cohort_id,
            Enrolment.state.not_in([str(state) for state in _NEVER_CAME]),
            Enrolment.starts_on <= unit.last,
            or_(Enrolment.ends_on.is_(None), Enrolment.ends_on > unit.first),
        )
        .order_by(Person.name, Enrolment.id)
    )
    return [_Member(*row) for row in rows]


def proposal(proposal_id: int) -> MarkProposal | None:
    """A proposal by its first row."""
    row = db.session.get(MarkProposal, proposal_id)
    return row if row is not None and row.supersedes_id is None else None


def is_decided(proposal_id: int) -> bool:
    """Whether someone confirmed or declined a proposal."""
    return db.session.scalar(select(MarkProposal.id).where(MarkProposal.supersedes_id == proposal_id)) is not None


def proposals(cohort_id: int) -> list[Proposal]:
    """Corrections of closed units, those that wait first, then the newest."""
    decision = aliased(MarkProposal)
    proposer, decider, trainee = aliased(Person), aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(
            MarkProposal.id,
            MarkProposal.enrolment_id,
            trainee.name,
            MarkProposal.day,
            func.coalesce(decision.state, MarkProposal.state),
            MarkProposal.before,
            MarkProposal.after,
            MarkProposal.reason,
            func.coalesce(proposer.name, ""),
            MarkProposal.actor_id,
            MarkProposal.at,
            func.coalesce(decider.name, ""),
            decision.at,
            func.coalesce(decision.reason, ""),
        )
        .join(Enrolment, Enrolment.id == MarkProposal.enrolment_id)
        .join(trainee, trainee.id == Enrolment.person_id)
        .outerjoin(decision, decision.supersedes_id == MarkProposal.id)
        .outerjoin(proposer, proposer.id == MarkProposal.actor_id)
        .outerjoin(decider, decider.id == decision.actor_id)
        .where(MarkProposal.cohort_id == cohort_id, MarkProposal.supersedes_id.is_(None))
        .order_by(decision.id.is_not(None), MarkProposal.id.desc())
    )
    return [Proposal(*tuple(row)) for row in rows]


def units_to_close(cohorts: Sequence[CohortCard], *, on: date) -> dict[int, int]:
    """For each cohort with a unit that is over and not closed: the number of the first such unit; one statement."""
    closed: dict[int, set[int]] = {}
    rows = db.session.execute(
        select(LockedUnit.cohort_id, LockedUnit.number).where(LockedUnit.cohort_id.in_([each.id for each in cohorts]))
    )
    for cohort_id, number in rows:
        closed.setdefault(cohort_id, set()).add(number)
    found = {}
    for cohort in cohorts:
        over = [unit.number for unit in unit_periods(cohort.starts_on, cohort.ends_on) if unit.last < on]
        left = [number for number in over if number not in closed.get(cohort.id, set())]
        if left:
            found[cohort.id] = left[0]
    return found


def waiting_corrections(cohort_ids: Sequence[int], *, not_by: int) -> dict[int, int]:
    """How many corrections of each cohort wait for someone other than those who proposed them; one statement."""
    decision = aliased(MarkProposal)
    rows = db.session.execute(
        select(MarkProposal.cohort_id, func.count())
        .outerjoin(decision, decision.supersedes_id == MarkProposal.id)
        .where(
            MarkProposal.cohort_id.in_(list(cohort_ids)),
            MarkProposal.supersedes_id.is_(None),
            decision.id.is_(None),
            or_(MarkProposal.actor_id.is_(None), MarkProposal.actor_id != not_by),
        )
        .group_by(MarkProposal.cohort_id)
    )
    return dict(rows.all())
