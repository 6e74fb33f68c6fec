"""Importing people: a file is read and looked over, then carried out as a whole, and can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from lms.accounts import queries as account_queries
from lms.accounts import services as accounts
from lms.accounts.models import PeopleImport
from lms.accounts.types import ImportState, NewPerson, Role
from lms.accounts.types import WhyNot as AccountsWhyNot
from lms.admin import access
from lms.admin.importing import Draft, Problem, RowProblem, Unreadable, read_people
from lms.admin.importing.planning import Plan, PlannedRow, Step, plan
from lms.admin.importing.types import Column
from lms.admin.queries import imports
from lms.admin.types import ImportOptions, WhyNot
from lms.cohorts import access as cohort_access
from lms.cohorts import queries as cohorts
from lms.cohorts import services as cohort_services
from lms.cohorts.models import Cohort
from lms.cohorts.services import Joiner
from lms.cohorts.types import CohortCard, EnrolmentState
from lms.core import clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def look_over(
    actor: Actor, *, data: bytes, file_name: str, cohort_id: int, options: ImportOptions, now: datetime
) -> PeopleImport:
    """Read a file and keep its rows for looking over. Raises Refused(FileProblem) with the row where it shows."""
    cohort_access.cohort_for_managing(actor, cohort_id)
    try:
        found = read_people(data, today=clock.local_date(now))
    except Unreadable as trouble:
        raise Refused(trouble.problem, row=trouble.row) from trouble
    summary = {
        "options": asdict(options),
        "drafts": [_packed(draft) for draft in found.drafts],
        "problems": [[each.row, each.column, each.problem] for each in found.problems],
        "repeated": list(found.repeated),
        "unused": list(found.unused),
    }
    return accounts.keep_import(
        actor,
        cohort_id=cohort_id,
        file_name=file_name,
        digest=hashlib.sha256(data).hexdigest(),
        summary=summary,
        now=now,
    )


def _packed(draft: Draft) -> dict[str, Any]:
    days = {"birth_date": draft.birth_date, "since": draft.since}
    return asdict(draft) | {key: day.isoformat() if day else None for key, day in days.items()}


def _unpacked(packed: dict[str, Any]) -> Draft:
    days = {key: packed.get(key) for key in ("birth_date", "since")}
    return Draft(**(packed | {key: date.fromisoformat(day) if day else None for key, day in days.items()}))


def import_for_managing(actor: Actor, import_id: int) -> tuple[PeopleImport, CohortCard]:
    """An import for the administrators of the cohort that it goes to."""
    row = account_queries.people_import(import_id)
    if row is None or row.cohort_id is None:
        raise NotFound
    return row, cohort_access.cohort_for_managing(actor, row.cohort_id)


def plan_of(actor: Actor, row: PeopleImport, *, today: date) -> Plan:
    """What carrying out this import would do now, with the problems of the file first."""
    drafts = [_unpacked(packed) for packed in row.summary.get("drafts", [])]
    cards = cohorts.cohorts_of(actor, roles=[Role.ADMINISTRATOR])
    targets = imports.targets(cards, chosen=row.cohort_id or 0, today=today)
    default = next(target for target in targets if target.cohort_id == row.cohort_id)
    known = imports.known_people(
        [draft.email for draft in drafts],
        centre_ids=access.centre_ids(actor),
        cohort_ids=[target.cohort_id for target in targets],
    )
    options = ImportOptions(**row.summary["options"])
    found = plan(
        drafts, targets=targets, default=default, known=known, opens_sections=options.opens_sections, today=today
    )
    of_file = tuple(RowProblem(at, Column(column), Problem(what)) for at, column, what in row.summary["problems"])
    return Plan(found.rows, tuple(sorted(of_file + found.problems, key=lambda each: each.row)))


def carry_out(actor: Actor, *, import_id: int, now: datetime) -> dict[str, int]:
    """Do the whole import, or nothing; counts by step. A file that was imported before changes nothing."""
    row, card = import_for_managing(actor, import_id)
    try:
        with transaction():
            db.session.get_one(Cohort, card.id, with_for_update=True, populate_existing=True)
            row = db.session.get_one(PeopleImport, import_id)
            if row.state != ImportState.LOOKED_OVER:
                raise Refused(AccountsWhyNot.IMPORT_MOVED_ON)
            summary = _carry_out(actor, row, now)
            accounts.settle_import(
                actor,
                import_id=import_id,
                before=ImportState.LOOKED_OVER,
                after=ImportState.APPLIED,
                summary=summary,
                now=now,
            )
    except IntegrityError as clash:
        raise Refused(WhyNot.CHANGED_MEANWHILE) from clash
    return {key: value for key, value in summary.items() if isinstance(value, int)}


def _carry_out(actor: Actor, row: PeopleImport, now: datetime) -> dict[str, Any]:
    found = plan_of(actor, row, today=clock.local_date(now))
    if found.problems:
        raise Refused(WhyNot.IMPORT_HAS_PROBLEMS)
    options = ImportOptions(**row.summary["options"])
    new_people = accounts.register_many(
        actor,
        people=[
            NewPerson(each.draft.name, each.draft.email, each.draft.phone, each.draft.birth_date)
            for each in found.rows
            if each.step is Step.NEW
        ],
        now=now,
    )
    enrolments: list[int] = []
    invited = 0
    for cohort_id in sorted({each.cohort_id for each in found.rows}):
        rows = [each for each in found.rows if each.cohort_id == cohort_id]
        made = _enrol(actor, cohort_id, rows, new_people, now)
        enrolments += made
        if options.invites:
            joined = [each.person_id or new_people[each.draft.email] for each in rows if each.step is not Step.NOTHING]
            place = cohort_access.cohort_for_managing(actor, cohort_id).place
            invited += accounts.invite_many(actor, person_ids=joined, place=place, now=now)
    return {
        "options": row.summary["options"],
        "people": sorted(new_people.values()),
        "enrolments": enrolments,
        "new": found.count(Step.NEW),
        "enrolled": found.count(Step.ENROL) + found.count(Step.RETURN),
        "unchanged": found.count(Step.NOTHING),
        "invited": invited,
    }


def _enrol(
    actor: Actor, cohort_id: int, rows: Sequence[PlannedRow], new_people: dict[str, int], now: datetime
) -> list[int]:
    """Enrol the rows of one cohort, opening the classes that they name; the enrolments that were made or revived."""
    card = cohort_access.cohort_for_managing(actor, cohort_id)
    today = clock.local_date(now)
    state = EnrolmentState.ON_COURSE if card.starts_on <= today else EnrolmentState.ADMITTED
    names = sorted({each.section for each in rows if isinstance(each.section, str) and each.step is not Step.NOTHING})
    opened = {name: cohort_services.open_section(actor, cohort_id=cohort_id, name=name).id for name in names}

    def section_of(each: PlannedRow) -> int | None:
        return opened[each.section] if isinstance(each.section, str) else each.section

    joiners = [
        Joiner(
            each.person_id or new_people[each.draft.email], section_of(each), each.draft.remarks, since=each.draft.since
        )
        for each in rows
        if each.starts_anew
    ]
    made = cohort_services.enrol_many(
        actor, cohort_id=cohort_id, joiners=joiners, starts_on=max(today, card.starts_on), state=state, now=now
    )
    for each in rows:
        if each.step is Step.RETURN and each.person_id is not None:
            made.append(_revive(actor, each.person_id, cohort_id, state, now))
    return made


def _revive(actor: Actor, person_id: int, cohort_id: int, state: EnrolmentState, now: datetime) -> int:
    enrolment = cohorts.enrolment_of(person_id, cohort_id)
    if enrolment is None:
        raise NotFound
    cohort_services.change_state(
        actor,
        enrolment_id=enrolment.id,
        state=state,
        effective_on=clock.local_date(now),
        reason="imported again",
        now=now,
    )
    return enrolment.id


def undo_import(actor: Actor, *, import_id: int, reason: str, now: datetime) -> tuple[int, int]:
    """Take an import back as far as nobody has used what it made: (enrolments cancelled, left as they are).

    People whom it wrote down, who never signed in and stand in no other cohort, are made unknown and their addresses
    are free again. Whoever signed in or has a mark of presence stays.
    """
    row, _card = import_for_managing(actor, import_id)
    with transaction():
        row = db.session.get_one(PeopleImport, import_id)
        made_people, made_enrolments = row.summary.get("people", []), row.summary.get("enrolments", [])
        people, enrolments = imports.untouched(made_people, made_enrolments)
        owners = imports.owners_of(made_enrolments)
        enrolments = {each for each in enrolments if owners[each] in people or owners[each] not in made_people}
        for enrolment_id in sorted(enrolments):
            cohort_services.change_state(
                actor,
                enrolment_id=enrolment_id,
                state=EnrolmentState.CANCELLED,
                effective_on=clock.local_date(now),
                reason=reason,
                now=now,
            )
        cancelled = {owners[each] for each in enrolments}
        for person_id in sorted(imports.without_place(people & cancelled)):
            accounts.forget_person(actor, person_id=person_id, reason=reason, now=now)
        left = len(made_enrolments) - len(enrolments)
        accounts.settle_import(
            actor,
            import_id=import_id,
            before=ImportState.APPLIED,
            after=ImportState.UNDONE,
            summary={"cancelled": len(enrolments), "left": left},
            now=now,
        )
    return len(enrolments), left


def drop_import(actor: Actor, *, import_id: int, now: datetime) -> None:
    """Forget a file that was looked over."""
    import_for_managing(actor, import_id)
    accounts.settle_import(
        actor,
        import_id=import_id,
        before=ImportState.LOOKED_OVER,
        after=ImportState.DROPPED,
        summary={},
        now=now,
    )
