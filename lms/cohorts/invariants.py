"""What must always hold about centres, cohorts and enrolments."""

from __future__ import annotations

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import RoleGrant
from lms.accounts.types import Role, Scope
from lms.cohorts.models import CalendarDay, Centre, ClassMembership, ClassSection, Cohort, Enrolment, EnrolmentEntry
from lms.cohorts.types import PRESENT_STATES
from lms.core.invariants import Invariant, rows_of


def _centres_without_administrator() -> Select[int]:
    administers = exists().where(
        RoleGrant.role == Role.ADMINISTRATOR,
        RoleGrant.ended_at.is_(None),
        or_(RoleGrant.scope == Scope.SITE, and_(RoleGrant.scope == Scope.CENTRE, RoleGrant.scope_id == Centre.id)),
    )
    return select(func.count(Centre.id)).where(~administers)


def _enrolments_without_grant() -> Select[int]:
    grant = and_(
        RoleGrant.person_id == Enrolment.person_id,
        RoleGrant.role == Role.TRAINEE,
        RoleGrant.scope == Scope.COHORT,
        RoleGrant.scope_id == Enrolment.cohort_id,
        RoleGrant.ended_at.is_(None),
    )
    present = [str(state) for state in PRESENT_STATES]
    return (
        select(func.count(Enrolment.id))
        .outerjoin(RoleGrant, grant)
        .where(Enrolment.state.in_(present), RoleGrant.id.is_(None))
    )


def _states_unlike_their_ledger() -> Select[int]:
    newest = select(func.max(EnrolmentEntry.id)).group_by(EnrolmentEntry.enrolment_id)
    return (
        select(func.count(Enrolment.id))
        .join(EnrolmentEntry, EnrolmentEntry.enrolment_id == Enrolment.id)
        .where(EnrolmentEntry.id.in_(newest), EnrolmentEntry.state != Enrolment.state)
    )


def _overlapping_memberships() -> Select[int]:
    one, other = aliased(ClassMembership), aliased(ClassMembership)
    overlap = and_(
        other.enrolment_id == one.enrolment_id,
        other.id > one.id,
        or_(one.ends_on.is_(None), one.ends_on > other.starts_on),
        or_(other.ends_on.is_(None), other.ends_on > one.starts_on),
    )
    return select(func.count(one.id)).join(other, overlap)


def _memberships_elsewhere() -> Select[int]:
    return (
        select(func.count(ClassMembership.id))
        .join(Enrolment, Enrolment.id == ClassMembership.enrolment_id)
        .join(ClassSection, ClassSection.id == ClassMembership.section_id)
        .where(ClassSection.cohort_id != Enrolment.cohort_id)
    )


def _days_outside() -> Select[int]:
    return (
        select(func.count(CalendarDay.id))
        .join(Cohort, Cohort.id == CalendarDay.cohort_id)
        .where(or_(CalendarDay.day < Cohort.starts_on, CalendarDay.day > Cohort.ends_on))
    )


INVARIANTS = (
    Invariant(
        "every centre has an administrator",
        "somebody can enrol people and settle completion",
        "An administrator of the whole site gives the role: Administration, People.",
        rows_of(_centres_without_administrator),
    ),
    Invariant(
        "trainees have their grant",
        "who is on course can open the cohort",
        "Enrol again.",
        rows_of(_enrolments_without_grant),
    ),
    Invariant(
        "states match their ledger",
        "lists show what was decided",
        "Change the state again.",
        rows_of(_states_unlike_their_ledger),
    ),
    Invariant(
        "one class at a time",
        "a day belongs to one class",
        "Move the trainee again.",
        rows_of(_overlapping_memberships),
    ),
    Invariant(
        "classes are of the trainee's own cohort",
        "nobody sits in a class of other people",
        "Move the trainee to a class of the cohort.",
        rows_of(_memberships_elsewhere),
    ),
    Invariant(
        "calendar days lie within their cohort",
        "no day counts that is not of the course",
        "Set the cohort's first and last day again.",
        rows_of(_days_outside),
    ),
)
