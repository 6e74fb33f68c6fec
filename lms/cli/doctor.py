"""What must always hold, over all packages. Read-only; each check has a meaning and a remedy."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, inspect, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import RoleGrant
from lms.accounts.types import Role, Scope
from lms.assessments.models import GradeEntry, Review, Submission
from lms.careers.models import Booking, JobCase, PrepSession
from lms.cohorts.models import ClassMembership, Enrolment, EnrolmentEntry
from lms.cohorts.types import PRESENT_STATES
from lms.core import audit
from lms.core.db import Base, db
from lms.credentials.models import Certificate, CompletionEntry
from lms.credentials.types import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: how many rows break it, what that means and what to do."""

    name: str
    meaning: str
    remedy: str
    count: int


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


def _own_reviews() -> Select[int]:
    return (
        select(func.count(Review.id))
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.author_id == Review.reviewer_id)
    )


def _grades_out_of_range() -> Select[int]:
    return select(func.count(GradeEntry.id)).where(or_(GradeEntry.points < 0, GradeEntry.points > 100))


def _completions_without_certificate() -> Select[int]:
    later = aliased(CompletionEntry)
    return (
        select(func.count(CompletionEntry.id))
        .outerjoin(later, later.supersedes_id == CompletionEntry.id)
        .outerjoin(Certificate, Certificate.enrolment_id == CompletionEntry.enrolment_id)
        .where(later.id.is_(None), CompletionEntry.verdict == Verdict.COMPLETED, Certificate.id.is_(None))
    )


def _seats_beyond_capacity() -> Select[int]:
    return (
        select(func.count(Booking.id))
        .join(PrepSession, PrepSession.id == Booking.session_id)
        .where(Booking.state == "booked", or_(Booking.seat.is_(None), Booking.seat > PrepSession.capacity))
    )


def _bookings_of_closed_cases() -> Select[int]:
    return (
        select(func.count(Booking.id))
        .join(JobCase, JobCase.id == Booking.case_id)
        .join(PrepSession, PrepSession.id == Booking.session_id)
        .where(Booking.state == "booked", JobCase.closed_at < PrepSession.starts_at)
    )


CHECKS = (
    ("trainees have their grant", "who is on course can open the cohort", "Enrol again.", _enrolments_without_grant),
    (
        "states match their ledger",
        "lists show what was decided",
        "Change the state again.",
        _states_unlike_their_ledger,
    ),
    ("one class at a time", "a day belongs to one class", "Move the trainee again.", _overlapping_memberships),
    ("nobody reviews themselves", "reviews are by others", "Tell the developers.", _own_reviews),
    ("grades lie between 0 and 100", "a grade can be read", "Give the grade anew.", _grades_out_of_range),
    ("completions are numbered", "a certificate can be issued", "Settle again.", _completions_without_certificate),
    ("no seat beyond capacity", "nobody is booked twice", "Cancel the booking.", _seats_beyond_capacity),
    ("closed cases hold no seat", "seats go to those who need them", "Cancel the booking.", _bookings_of_closed_cases),
)


def is_migrated() -> bool:
    """Whether the database has the tables that this version needs."""
    there = set(inspect(db.engine).get_table_names())
    return set(Base.metadata.tables) <= there


def examine() -> list[Finding]:
    """Run every check."""
    findings = [
        Finding(name, meaning, remedy, int(db.session.scalar(statement()) or 0))
        for name, meaning, remedy, statement in CHECKS
    ]
    broken = audit.first_broken_seal()
    meaning = "nobody changed the audit trail behind the program's back"
    remedy = f"Compare entry {broken} with a backup."
    findings.append(Finding("the audit chain holds", meaning, remedy, int(broken is not None)))
    return findings
