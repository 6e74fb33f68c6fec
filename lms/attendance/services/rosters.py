"""Taking over rosters of the official terminal: looked over first, chosen, and taken back as one."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from lms.attendance import access, queries
from lms.attendance.checkin.types import EventFacts, EventSource
from lms.attendance.models import RosterImport
from lms.attendance.roster_import.comparing import Situation, compare
from lms.attendance.roster_import.reading import read_roster
from lms.attendance.roster_import.types import Comparison, WhyNot
from lms.attendance.services.by_hand import slot_of, take_back_events
from lms.attendance.services.recording import correct_events
from lms.cohorts import queries as cohorts
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files import FileKind, StoredFile, keep_upload, own_upload, path_of, purge
from lms.core.sheet_reading import read_table
from lms.core.transaction import transaction

KINDS = frozenset({FileKind.XLSX, FileKind.TEXT})
LARGEST = 4 * 1024 * 1024


def keep_roster(actor: Actor, *, cohort_id: int, data: bytes, name: str, now: datetime) -> int:
    """Keep an uploaded roster until it was looked over; its id. Raises Refused(UploadRefused)."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    with transaction():
        file = keep_upload(
            actor, data=data, name=name, purpose=f"roster.{cohort.id}", allowed=KINDS, largest=LARGEST, now=now
        )
        audit.record(actor, "attendance.roster_kept", file)
    return file.id


def kept_roster(actor: Actor, *, cohort_id: int, file_id: int) -> StoredFile:
    """A roster that this person uploaded for this cohort and that was not taken over yet."""
    access.cohort_for_marking(actor, cohort_id)
    return own_upload(actor, file_id=file_id, purpose=f"roster.{cohort_id}")


def look_over_roster(actor: Actor, *, cohort_id: int, data: bytes, now: datetime) -> Comparison:
    """A roster beside our own events; stores nothing. Raises NotATable."""
    cohort = access.cohort_for_marking(actor, cohort_id)
    lines, problems = read_roster(read_table(data))
    people = queries.people_to_match(cohort.id)
    ours = queries.local_events({person.enrolment_id for person in people}, {line.day for line in lines})
    situation = Situation(
        people,
        frozenset(card.day for card in cohorts.class_days(cohort.id)),
        clock.local_date(now),
        queries.closed_spans(cohort.id),
    )
    found = compare(lines, ours, situation)
    return Comparison(found.differences, found.equal, sorted([*problems, *found.problems], key=lambda each: each.row))


def take_over_roster(actor: Actor, *, cohort_id: int, file_id: int, chosen: Collection[str], now: datetime) -> int:
    """Take over the chosen differences (by key), all or none, and forget the file; how many events changed."""
    with transaction():
        file = kept_roster(actor, cohort_id=cohort_id, file_id=file_id)
        data = path_of(file.digest).read_bytes()
        found = look_over_roster(actor, cohort_id=cohort_id, data=data, now=now)
        wanted = [each for each in found.differences if each.key in set(chosen)]
        if not wanted:
            raise Refused(WhyNot.NOTHING_CHOSEN)
        if len(wanted) != len(set(chosen)):
            raise Refused(WhyNot.FILE_CHANGED)
        facts = []
        for each in wanted:
            happened_at = clock.local_moment(each.day, each.theirs)
            facts.append(
                EventFacts(
                    cohort_id=cohort_id,
                    enrolment_id=each.enrolment_id,
                    day=each.day,
                    kind=each.kind,
                    happened_at=happened_at,
                    source=EventSource.TERMINAL,
                    slot=slot_of(each.kind, happened_at),
                )
            )
        batch = secrets.token_hex(8)
        count = correct_events(actor, facts, now=now, reason=file.name, batch=batch)
        row = RosterImport(
            cohort_id=cohort_id, at=now, actor_id=actor.user_id, file_name=file.name, batch=batch, events=count
        )
        db.session.add(row)
        purge(file, now=now)
        audit.record(actor, "attendance.roster_taken_over", row, after={"events": count, "file": file.name})
    return count


def undo_roster(actor: Actor, *, cohort_id: int, import_id: int, now: datetime) -> int:
    """Take an import back: what stood before stands again, except where someone has corrected since; how many."""
    access.cohort_for_marking(actor, cohort_id)
    with transaction():
        row = db.session.get(RosterImport, import_id, with_for_update=True, populate_existing=True)
        if row is None or row.cohort_id != cohort_id:
            raise NotFound
        if row.undone_at is not None:
            raise Refused(WhyNot.UNDONE_ALREADY)
        taken = queries.events_of_batch(cohort_id, row.batch)
        take_back_events(actor, cohort_id, taken, now=now, reason=row.file_name)
        row.undone_at = now
        audit.record(actor, "attendance.roster_undone", row, after={"events": len(taken)})
    return len(taken)
