"""What an approval makes of days and of a trainee's rate: the same rules that settle the course, run twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from lms.attendance.requests.types import Asked, RequestKind
from lms.attendance.rules import (
    Correction,
    DayEvent,
    DayRecord,
    DayStatus,
    EventKind,
    Excuse,
    Hours,
    Policy,
    UnitPeriod,
    settle_day,
    tally_of,
)
from lms.attendance.rules.spans import Span, within, without
from lms.attendance.rules.types import BY_INCIDENTS, ExcuseKind, Incident

_WHOLE = {ExcuseKind.LEAVE: DayStatus.LEAVE, ExcuseKind.SCHOOL: DayStatus.SCHOOL_EXCUSED}
Days = Mapping[date, tuple[DayStatus, int]]
"""A trainee's days: what each is, and how many incidents it holds."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after: days that count of days held (for the rate), and days that may still be missed."""

    credited: tuple[int, int]
    held: tuple[int, int]
    left: tuple[int, int]


def status_after(
    asked: Asked,
    events: Sequence[DayEvent],
    *,
    policy: Policy,
    hours: Hours,
    known: DayStatus | None = None,
    excuses: Sequence[Excuse] = (),
) -> tuple[DayStatus, int] | None:
    """What one day becomes when the request is approved, and its incidents.

    ``known`` is how the day is marked, ``excuses`` are other approved ones. None where hours of a day are excused of
    which nothing is known yet: the day is judged with the excuse once the door has told.
    """
    if asked.is_all_day:
        return _WHOLE.get(asked.reason, DayStatus.EXCUSED), 0
    if asked.kind is RequestKind.CORRECTION:
        record = DayRecord(tuple(events), tuple(excuses), correction=Correction(corrected_events(asked)))
    else:
        span = (second_of(asked.starts), second_of(asked.ends))
        own = Excuse(asked.reason, is_all_day=False, spans=(span,))
        if not events and without(hours.lessons, (span,)):
            return _explained(known, span, hours) if known is not None else None
        record = DayRecord(tuple(events), (*excuses, own))
    result = settle_day(policy, hours, record)
    return result.status, result.incidents


def _explained(known: DayStatus, span: Span, hours: Hours) -> tuple[DayStatus, int]:
    """A day that was marked by hand, without the incidents that the excused hours explain."""
    explained = {
        Incident.LATE: span[0] <= hours.start,
        Incident.LEFT_EARLY: span[1] >= hours.end,
        Incident.OUTING: bool(within((span,), hours.lessons)),
    }
    if not known.incidents:
        return known, 0
    left = tuple(incident for incident in known.incidents if not explained[incident])
    return BY_INCIDENTS[left], len(left)


def corrected_events(asked: Asked) -> tuple[DayEvent, ...]:
    """The coming and going that a correction asks to enter."""
    events = []
    if asked.starts is not None:
        events.append(DayEvent(EventKind.CHECK_IN, second_of(asked.starts)))
    if asked.ends is not None:
        events.append(DayEvent(EventKind.CHECK_OUT, second_of(asked.ends)))
    return tuple(events)


def effect_of(
    before: Days, changes: Days, *, units: Sequence[UnitPeriod], scheduled: Sequence[int], policies: Sequence[Policy]
) -> Effect:
    """The sums without and with the changed days."""
    sums = [
        tally_of(_rows(days, units), scheduled=scheduled, policies=policies) for days in (before, {**before, **changes})
    ]
    old, new = sums
    return Effect((old.credited, new.credited), (old.held, new.held), (old.left, new.left))


def _rows(days: Days, units: Sequence[UnitPeriod]) -> list[tuple[int, str, int, int]]:
    firsts = [unit.first for unit in units]
    return [(bisect_right(firsts, day), status, 1, incidents) for day, (status, incidents) in days.items()]


def second_of(at: time | None) -> int:
    """A local time as seconds of its day."""
    return 0 if at is None else at.hour * 3600 + at.minute * 60
