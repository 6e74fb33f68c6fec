"""Rules of enrolments and calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Protocol

from lms.cohorts.types import DayKind, EnrolmentState, WhyNot

_S = EnrolmentState
STEPS: Mapping[EnrolmentState, frozenset[EnrolmentState]] = {
    _S.APPLIED: frozenset({_S.ADMITTED, _S.WITHDRAWN, _S.CANCELLED}),
    _S.ADMITTED: frozenset({_S.ON_COURSE, _S.WITHDRAWN, _S.CANCELLED}),
    _S.ON_COURSE: frozenset({_S.ON_LEAVE, _S.COMPLETED, _S.EARLY_EMPLOYED, _S.WITHDRAWN, _S.EXPELLED, _S.CANCELLED}),
    _S.ON_LEAVE: frozenset({_S.ON_COURSE, _S.WITHDRAWN, _S.EXPELLED}),
    _S.COMPLETED: frozenset(),
    _S.EARLY_EMPLOYED: frozenset({_S.COMPLETED}),
    _S.WITHDRAWN: frozenset({_S.ON_COURSE}),
    _S.EXPELLED: frozenset({_S.ON_COURSE}),
    _S.CANCELLED: frozenset({_S.ADMITTED, _S.ON_COURSE}),
}
"""Which state may follow which. Withdrawn and expelled people come back only by a decision with a reason."""


def why_not_step(now_in: EnrolmentState, wanted: EnrolmentState) -> WhyNot | None:
    """Whether an enrolment may go from one state to another."""
    return None if wanted in STEPS[now_in] else WhyNot.NO_SUCH_STEP


NEEDS_REASON = frozenset({_S.ON_LEAVE, _S.WITHDRAWN, _S.EXPELLED, _S.EARLY_EMPLOYED, _S.CANCELLED})
"""States that say something about a person and therefore need a few words."""

SEES_COHORT = frozenset({_S.ADMITTED, _S.ON_COURSE, _S.ON_LEAVE, _S.COMPLETED, _S.EARLY_EMPLOYED})
"""States in which a person may open the cohort: who only applied, withdrew or was expelled may not."""


def why_not_reason(before: EnrolmentState, wanted: EnrolmentState, reason: str) -> WhyNot | None:
    """Leaving, breaks, early jobs and coming back are decisions with a reason."""
    comes_back = wanted is _S.ON_COURSE and before in (_S.WITHDRAWN, _S.EXPELLED)
    needed = wanted in NEEDS_REASON or comes_back
    return WhyNot.REASON_MISSING if needed and len(reason.strip()) < 2 else None


def why_not_redate(*, before: tuple[date, date], after: tuple[date, date], today: date) -> WhyNot | None:
    """Whether a cohort's first and last day may move: in order, and no day that has passed is cut off."""
    if after[1] < after[0]:
        return WhyNot.DATES_REVERSED
    cuts_start = after[0] > before[0] and before[0] < today
    cuts_end = after[1] < before[1] and after[1] < min(today, before[1])
    return WhyNot.PAST_DAYS_CUT if cuts_start or cuts_end else None


def why_not_since(since: date, *, first: date, last: date, today: date, settled_until: date | None) -> WhyNot | None:
    """Whether somebody may take part since a day: within the cohort (in one that is over, up to today at the latest),
    and after the last day whose presence is settled for good, for a day of theirs there could not be entered."""
    if not first <= since <= max(last, today):
        return WhyNot.OUTSIDE_COHORT
    return WhyNot.SINCE_CLOSED if settled_until is not None and since <= settled_until else None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day as it will stand in the calendar."""

    day: date
    kind: DayKind
    starts: time | None = None
    ends: time | None = None
    breaks: tuple[tuple[str, str], ...] = ()
    label: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of an ordinary class day; breaks as pairs of ``HH:MM``."""

    starts: time = time(9)
    ends: time = time(18)
    breaks: tuple[tuple[str, str], ...] = (("12:00", "13:00"),)


def why_not_hours(hours: Hours) -> WhyNot | None:
    """Whether the hours of a day are in order: breaks lie within, one after the other."""
    edges = [hours.starts.strftime("%H:%M")]
    for start, end in sorted(hours.breaks):
        edges += [start, end]
    edges.append(hours.ends.strftime("%H:%M"))
    in_order = all(a <= b for a, b in pairwise(edges)) and all(a < b for a, b in hours.breaks)
    return None if in_order and hours.starts < hours.ends else WhyNot.HOURS_UNFIT


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as it was typed: a class (None: the whole cohort), times, subject, room, teacher."""

    starts: time
    ends: time
    title: str
    room: str = ""
    teacher: str = ""
    is_remote: bool = False
    section_id: int | None = None


class Occupied(Protocol):
    """A session that is there already."""

    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def room(self) -> str: ...
    @property
    def section_id(self) -> int | None: ...


def why_not_session(draft: SessionDraft, others: Iterable[Occupied], *, is_class_day: bool) -> WhyNot | None:
    """Whether a session fits into a day: a room and a class are in one session at a time."""
    if not is_class_day:
        return WhyNot.SESSION_NO_CLASS
    if draft.ends <= draft.starts:
        return WhyNot.SESSION_TIMES
    if not draft.title.strip():
        return WhyNot.SESSION_UNNAMED
    meanwhile = [each for each in others if each.starts < draft.ends and draft.starts < each.ends]
    if any(draft.room and each.room == draft.room for each in meanwhile):
        return WhyNot.SESSION_ROOM_TAKEN
    busy = any(None in (draft.section_id, each.section_id) or draft.section_id == each.section_id for each in meanwhile)
    return WhyNot.SESSION_CLASS_BUSY if busy else None


def planned_days(
    starts_on: date, ends_on: date, *, closed: Mapping[date, Mapping[str, str]], hours: Hours
) -> Iterator[PlannedDay]:
    """Monday to Friday from first to last day, without the ``closed`` ones (a label in both languages each)."""
    day = starts_on
    while day <= ends_on:
        if day in closed:
            yield PlannedDay(day, DayKind.HOLIDAY, label=closed[day])
        elif day.weekday() < 5:
            yield PlannedDay(day, DayKind.CLASS, hours.starts, hours.ends, hours.breaks)
        day += timedelta(days=1)
