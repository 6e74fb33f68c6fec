"""Reads of completion."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.attendance.queries import tallies
from lms.cohorts.models import Enrolment
from lms.cohorts.types import CohortCard
from lms.core.db import db
from lms.core.languages import pick
from lms.credentials.models import Certificate, CompletionEntry, SealedList
from lms.credentials.rules import certificate_number
from lms.credentials.types import CompletionRow


def standing_decisions(cohort_id: int) -> dict[int, CompletionEntry]:
    """Today's decision on each enrolment of a cohort."""
    later = aliased(CompletionEntry)
    rows = db.session.scalars(
        select(CompletionEntry)
        .outerjoin(later, later.supersedes_id == CompletionEntry.id)
        .where(CompletionEntry.cohort_id == cohort_id, later.id.is_(None))
    )
    return {row.enrolment_id: row for row in rows}


def completion_rows(cohort: CohortCard, programme: dict[str, str], *, on: date) -> list[CompletionRow]:
    """The completion list of a cohort by name, in a constant number of statements."""
    decisions = standing_decisions(cohort.id)
    sums = tallies(cohort, on=on)
    people = db.session.execute(
        select(Enrolment.id, Person.name, Person.birth_date, Person.phone, Certificate.year, Certificate.serial)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(Certificate, Certificate.enrolment_id == Enrolment.id)
        .where(Enrolment.cohort_id == cohort.id)
        .order_by(Person.name, Enrolment.id)
    )
    rows = []
    for serial, (enrolment_id, name, birth_date, phone, year, number) in enumerate(people, 1):
        sums_of = sums.get(enrolment_id)
        decision = decisions.get(enrolment_id)
        credited = sums_of.credited if sums_of else 0
        scheduled = sums_of.scheduled if sums_of else 0
        rows.append(
            CompletionRow(
                serial=serial,
                course=pick(programme, "ko"),
                cohort=cohort.name,
                name=name,
                birth_date=birth_date,
                phone=phone,
                scheduled=scheduled,
                credited=credited,
                late=sums_of.late if sums_of else 0,
                left_early=sums_of.left_early if sums_of else 0,
                outing=sums_of.outing if sums_of else 0,
                converted=sums_of.converted if sums_of else 0,
                absent=sums_of.absent if sums_of else 0,
                rate=_rate(credited, scheduled),
                verdict=decision.verdict if decision else "",
                decided_on=decision.decided_on if decision else None,
                certificate=certificate_number(year, number) if number is not None else "",
                remarks=decision.reason if decision else "",
            )
        )
    return rows


def _rate(credited: int, scheduled: int) -> str:
    """A share in percent with two decimals, cut, never rounded up."""
    if not scheduled:
        return ""
    hundredths = credited * 10_000 // scheduled
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def decisions_of_enrolment(enrolment_id: int) -> list[CompletionEntry]:
    """Every decision on an enrolment, newest first."""
    return list(
        db.session.scalars(
            select(CompletionEntry)
            .where(CompletionEntry.enrolment_id == enrolment_id)
            .order_by(CompletionEntry.id.desc())
        )
    )


def sealed_lists(cohort_id: int) -> list[SealedList]:
    """Lists that left the house, newest first."""
    return list(
        db.session.scalars(select(SealedList).where(SealedList.cohort_id == cohort_id).order_by(SealedList.id.desc()))
    )
