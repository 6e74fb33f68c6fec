"""A cohort's timetable: a file's days replace the same days of the calendar, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, insert, update

from lms.cohorts import access, holding, queries
from lms.cohorts.events import CalendarChanged
from lms.cohorts.models import CalendarDay, ClassSession
from lms.cohorts.timetable.reading import read_timetable
from lms.cohorts.timetable.types import Reading, Session
from lms.cohorts.types import WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.files import FileKind, StoredFile, keep_upload, own_upload, path_of, purge
from lms.core.sheet_reading import read_table
from lms.core.transaction import transaction

KINDS = frozenset({FileKind.XLSX, FileKind.TEXT})
LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TimetablePlan:
    """What a file would change: days that get other sessions, sessions before and after, and hours that change."""

    reading: Reading
    days: Sequence[date]
    before: Mapping[date, Sequence[Session]]
    after: Mapping[date, Sequence[Session]]
    hours: Mapping[date, tuple[time, time]]

    @property
    def is_fit(self) -> bool:
        """Whether it can be stored: no row has a problem."""
        return not self.reading.problems


def keep_timetable(actor: Actor, *, cohort_id: int, data: bytes, name: str, now: datetime) -> int:
    """Keep an uploaded file until it was looked over; its id. Raises Refused(UploadRefused)."""
    cohort = access.cohort_for_managing(actor, cohort_id)
    with transaction():
        file = keep_upload(
            actor, data=data, name=name, purpose=f"timetable.{cohort.id}", allowed=KINDS, largest=LARGEST, now=now
        )
        audit.record(actor, "timetable.kept", file)
    return file.id


def kept_timetable(actor: Actor, *, cohort_id: int, file_id: int) -> StoredFile:
    """A file that this person uploaded for this cohort and that was not imported yet."""
    access.cohort_for_managing(actor, cohort_id)
    return own_upload(actor, file_id=file_id, purpose=f"timetable.{cohort_id}")


def look_over(actor: Actor, *, cohort_id: int, data: bytes) -> TimetablePlan:
    """Read a file against the calendar and store nothing. Raises NotATable."""
    cohort = access.cohort_for_managing(actor, cohort_id)
    class_days = frozenset(card.day for card in queries.class_days(cohort.id))
    reading = read_timetable(read_table(data), first=cohort.starts_on, last=cohort.ends_on, class_days=class_days)
    after: dict[date, list[Session]] = {}
    for _row, session in reading.sessions:
        after.setdefault(session.day, []).append(session)
    stored = queries.sessions_between(cohort.id, cohort.starts_on, cohort.ends_on)
    before = {day: [_plain(row) for row in rows] for day, rows in stored.items()}
    changed = [day for day in sorted(after) if sorted(after[day]) != sorted(before.get(day, []))]
    known = {row.day: (row.starts, row.ends) for row in queries.calendar(cohort.id)}
    hours = {day: told for day, told in reading.hours.items() if known.get(day) != told}
    return TimetablePlan(reading, changed, before, after, hours)


def import_kept(actor: Actor, *, cohort_id: int, file_id: int, now: datetime) -> TimetablePlan:
    """Store the sessions of a file that was looked over, and forget the file."""
    with transaction():
        file = kept_timetable(actor, cohort_id=cohort_id, file_id=file_id)
        plan = import_timetable(actor, cohort_id=cohort_id, data=path_of(file.digest).read_bytes(), now=now)
        purge(file, now=now)
        audit.record(actor, "timetable.forgotten", file)
    return plan


def import_timetable(actor: Actor, *, cohort_id: int, data: bytes, now: datetime) -> TimetablePlan:
    """Store a file's sessions: its days are replaced, others stay; the same file again changes nothing."""
    with transaction() as unit:
        plan = look_over(actor, cohort_id=cohort_id, data=data)
        if not plan.is_fit:
            raise Refused(WhyNot.TIMETABLE_UNFIT)
        if not plan.days and not plan.hours:
            return plan
        if sentence := holding.why_held(cohort_id, list(plan.hours)):
            raise Refused(WhyNot.DAY_HELD, sentence=sentence)
        db.session.execute(
            delete(ClassSession).where(ClassSession.cohort_id == cohort_id, ClassSession.day.in_(plan.days))
        )
        rows = [_row(cohort_id, session) for day in plan.days for session in plan.after[day]]
        if rows:
            db.session.execute(insert(ClassSession), rows)
        for day, (starts, ends) in plan.hours.items():
            db.session.execute(
                update(CalendarDay)
                .where(CalendarDay.cohort_id == cohort_id, CalendarDay.day == day)
                .values(starts=starts, ends=ends)
            )
        if plan.hours:
            unit.note(CalendarChanged(at=now, cohort_id=cohort_id, days=tuple(sorted(plan.hours))))
        after = {"days": [day.isoformat() for day in plan.days], "sessions": len(rows), "hours": len(plan.hours)}
        audit.record(actor, "timetable.imported", ("cohort", cohort_id), after=after)
    return plan


def _plain(row: ClassSession) -> Session:
    return Session(row.day, row.starts, row.ends, row.title, row.room, row.teacher, row.is_remote)


def _row(cohort_id: int, session: Session) -> dict[str, object]:
    return {
        "cohort_id": cohort_id,
        "day": session.day,
        "starts": session.starts,
        "ends": session.ends,
        "title": session.title,
        "room": session.room,
        "teacher": session.teacher,
        "is_remote": session.is_remote,
    }
