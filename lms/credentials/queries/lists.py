"""Decisions, lists and what they say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.attendance.queries import tallies, terms_for
from lms.cohorts.models import Enrolment, Programme
from lms.cohorts.types import CohortCard
from lms.core.db import db
from lms.core.languages import pick
from lms.credentials.models import Certificate, CompletionEntry, SealedList
from lms.credentials.rules import certificate_number
from lms.credentials.types import CompletionRow

_later = aliased(CompletionEntry)
_STANDING = (
    select(CompletionEntry)
    .outerjoin(_later, _later.supersedes_id == CompletionEntry.id)
    .where(CompletionEntry.cohort_id == bindparam("cohort"), _later.id.is_(None))
)
_PEOPLE = (
    select(
        Enrolment.id,
        Person.name,
        Person.birth_date,
        Person.phone,
        Certificate.year,
        Certificate.serial,
        Programme.name,
    )
    .join(Person, Person.id == Enrolment.person_id)
    .join(Programme, Programme.id == bindparam("programme"))
    .outerjoin(Certificate, Certificate.enrolment_id == Enrolment.id)
    .where(Enrolment.cohort_id == bindparam("cohort"))
    .order_by(Person.name, Enrolment.id)
)


def standing_decisions(cohort_id: int) -> dict[int, CompletionEntry]:
    """Today's decision on each enrolment of a cohort."""
    rows = db.session.scalars(_STANDING, {"cohort": cohort_id})
    return {row.enrolment_id: row for row in rows}


SUMS = ("scheduled", "credited", "late", "left_early", "outing", "converted", "absent")
"""What a line of the list says of presence, in days (in minutes of class time where hours are counted)."""


def completion_rows(
    cohort: CohortCard, *, on: date, decisions: Mapping[int, CompletionEntry] | None = None
) -> list[CompletionRow]:
    """The completion list of a cohort by name, in a constant number of statements.

    Who was decided on stands there with the sums of that decision, so the list says the same for years; everybody else
    with the sums of today.
    """
    decided = standing_decisions(cohort.id) if decisions is None else decisions
    people = db.session.execute(_PEOPLE, {"cohort": cohort.id, "programme": cohort.programme_id}).all()
    sums = _sums(cohort, [row[0] for row in people], decided, on)
    counts = terms_for(cohort, on=cohort.starts_on).policy.basis
    rows = []
    for serial, (enrolment_id, name, birth_date, phone, year, number, programme) in enumerate(people, 1):
        counted = sums[enrolment_id]
        decision = decided.get(enrolment_id)
        rows.append(
            CompletionRow(
                enrolment_id=enrolment_id,
                serial=serial,
                course=pick(programme, "ko"),
                cohort=cohort.name,
                name=name,
                birth_date=birth_date,
                phone=phone,
                scheduled=counted["scheduled"],
                credited=counted["credited"],
                late=counted["late"],
                left_early=counted["left_early"],
                outing=counted["outing"],
                converted=counted["converted"],
                absent=counted["absent"],
                rate=_rate(counted["credited"], counted["scheduled"]),
                verdict=decision.verdict if decision else "",
                decided_on=decision.decided_on if decision else None,
                certificate=certificate_number(year, number) if number is not None else "",
                remarks=decision.reason if decision else "",
                basis=counts,
            )
        )
    return rows


def _sums(
    cohort: CohortCard, enrolments: Sequence[int], decided: Mapping[int, CompletionEntry], on: date
) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for enrolment_id in enrolments:
        facts = decided[enrolment_id].facts if enrolment_id in decided else {}
        if all(name in facts for name in SUMS):
            found[enrolment_id] = {name: int(facts[name]) for name in SUMS}
    missing = [enrolment_id for enrolment_id in enrolments if enrolment_id not in found]
    today = tallies(cohort, on=on) if missing else {}
    for enrolment_id in missing:
        tally = today.get(enrolment_id)
        found[enrolment_id] = {name: getattr(tally, name) if tally else 0 for name in SUMS}
    return found


def _rate(credited: int, scheduled: int) -> str:
    """A share in percent with two decimals, cut, never rounded up."""
    if not scheduled:
        return ""
    hundredths = credited * 10_000 // scheduled
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def settled_among(cohort_ids: Collection[int]) -> set[int]:
    """Cohorts of which completion was settled at least once."""
    query = select(CompletionEntry.cohort_id).where(CompletionEntry.cohort_id.in_(cohort_ids)).distinct()
    return set(db.session.scalars(query))


def verdicts_on(person_id: int) -> dict[int, tuple[int, str]]:
    """The standing decisions on a person: (enrolment, verdict) by cohort."""
    later = aliased(CompletionEntry)
    rows = db.session.execute(
        select(CompletionEntry.cohort_id, CompletionEntry.enrolment_id, CompletionEntry.verdict)
        .join(Enrolment, Enrolment.id == CompletionEntry.enrolment_id)
        .outerjoin(later, later.supersedes_id == CompletionEntry.id)
        .where(Enrolment.person_id == person_id, later.id.is_(None))
    )
    return {cohort_id: (enrolment_id, verdict) for cohort_id, enrolment_id, verdict in rows}


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
