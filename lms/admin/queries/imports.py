"""What an import of people needs to know: cohorts to go to, people who are known, what was imported before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select

from lms.accounts.models import PeopleImport, Person, RoleGrant, SignIn
from lms.accounts.types import ImportState, PersonState
from lms.admin.importing.planning import Known, Target
from lms.attendance.models import DayMark
from lms.cohorts import holding
from lms.cohorts.belonging import of_centres
from lms.cohorts.models import ClassSection, Enrolment
from lms.cohorts.types import CohortCard, EnrolmentState
from lms.core.db import db

_AT_ONCE = 5_000
PartT = TypeVar("PartT", int, str)


def _parts(items: Sequence[PartT]) -> Iterator[Sequence[PartT]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def targets(cards: Iterable[CohortCard], *, chosen: int, today: date) -> list[Target]:
    """The chosen cohort and every other one that is not over, with their classes; two statements."""
    open_ones = [card for card in cards if card.id == chosen or card.ends_on >= today]
    sections: dict[int, dict[int, str]] = {}
    rows = db.session.execute(
        select(ClassSection.cohort_id, ClassSection.id, ClassSection.name)
        .where(ClassSection.cohort_id.in_([card.id for card in open_ones]))
        .order_by(ClassSection.name)
    )
    for cohort_id, section_id, name in rows:
        sections.setdefault(cohort_id, {})[section_id] = name
    settled = holding.settled_until([card.id for card in open_ones])
    return [
        Target(
            card.id,
            card.name,
            card.number,
            sections.get(card.id, {}),
            first=card.starts_on,
            last=card.ends_on,
            settled_until=settled.get(card.id),
        )
        for card in open_ones
    ]


def known_people(
    emails: Sequence[str], *, centre_ids: Collection[int] | None, cohort_ids: Collection[int]
) -> dict[str, Known]:
    """People by address, whether these centres know them, and where they are enrolled."""
    ours_condition = of_centres(centre_ids)
    found: dict[str, Known] = {}
    for part in _parts(emails):
        rows = db.session.execute(select(Person.email, Person.id, Person.state).where(Person.email.in_(part))).all()
        ids = [row[1] for row in rows]
        ours = set(ids)
        if ours_condition is not None:
            ours = set(db.session.scalars(select(Person.id).where(Person.id.in_(ids), ours_condition)))
        states: dict[int, dict[int, str]] = {}
        enrolled = select(Enrolment.person_id, Enrolment.cohort_id, Enrolment.state).where(
            Enrolment.person_id.in_(ids), Enrolment.cohort_id.in_(cohort_ids)
        )
        for person_id, cohort_id, state in db.session.execute(enrolled):
            states.setdefault(person_id, {})[cohort_id] = state
        for email, person_id, state in rows:
            found[email] = Known(person_id, person_id in ours, state == PersonState.DISABLED, states.get(person_id, {}))
    return found


def imports_into(cohort_ids: Collection[int], *, most: int = 30) -> list[tuple[PeopleImport, str]]:
    """Imports into these cohorts with the name of who did them, newest first; dropped ones are left out."""
    rows = db.session.execute(
        select(PeopleImport, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == PeopleImport.actor_id)
        .where(PeopleImport.cohort_id.in_(cohort_ids), PeopleImport.state != ImportState.DROPPED)
        .order_by(PeopleImport.id.desc())
        .limit(most)
    )
    return [(row, name) for row, name in rows]


def untouched(person_ids: Sequence[int], enrolment_ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Of these people those who never signed in nor chose a password, and of these enrolments those without a mark
    that still stand as they were made."""
    people: set[int] = set()
    for part in _parts(person_ids):
        signed_in = select(SignIn.person_id).where(SignIn.person_id.in_(part))
        people |= set(
            db.session.scalars(
                select(Person.id).where(
                    Person.id.in_(part), Person.state == PersonState.INVITED, Person.id.not_in(signed_in)
                )
            )
        )
    enrolments: set[int] = set()
    for part in _parts(enrolment_ids):
        marked = select(DayMark.enrolment_id).where(DayMark.enrolment_id.in_(part))
        enrolments |= set(
            db.session.scalars(
                select(Enrolment.id).where(
                    Enrolment.id.in_(part),
                    Enrolment.state.in_(["applied", "admitted", "on_course"]),
                    Enrolment.id.not_in(marked),
                )
            )
        )
    return people, enrolments


def owners_of(enrolment_ids: Sequence[int]) -> dict[int, int]:
    """The person of each enrolment."""
    found: dict[int, int] = {}
    for part in _parts(enrolment_ids):
        rows = db.session.execute(select(Enrolment.id, Enrolment.person_id).where(Enrolment.id.in_(part)))
        found.update(rows.all())
    return found


def without_place(person_ids: Collection[int]) -> set[int]:
    """Of these people those who hold no role and stand in no cohort, cancelled enrolments aside."""
    left = set(person_ids)
    for part in _parts(sorted(person_ids)):
        left -= set(
            db.session.scalars(
                select(RoleGrant.person_id).where(RoleGrant.person_id.in_(part), RoleGrant.ended_at.is_(None))
            )
        )
        left -= set(
            db.session.scalars(
                select(Enrolment.person_id).where(
                    Enrolment.person_id.in_(part), Enrolment.state != EnrolmentState.CANCELLED
                )
            )
        )
    return left
