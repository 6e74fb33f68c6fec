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
    Tally,
    UnitPeriod,
    minutes_worth,
    settle_day,
    tally_of,
    tally_of_hours,
)
from lms.attendance.rules.spans import Span, seconds, within, without
from lms.attendance.rules.types import BY_INCIDENTS, Basis, ExcuseKind, Incident

_WHOLE = {ExcuseKind.LEAVE: DayStatus.LEAVE, ExcuseKind.SCHOOL: DayStatus.SCHOOL_EXCUSED}
Days = Mapping[date, tuple[DayStatus, int, int | None]]
"""A trainee's days: what each is, how many incidents it holds, and the minutes that are known of it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after: days that count of days held (for the rate), and days that may still be missed. Where hours are
    counted, all are minutes."""

    credited: tuple[int, int]
    held: tuple[int, int]
    left: tuple[int, int]
    basis: Basis = Basis.DAYS


def status_after(
    asked: Asked,
    events: Sequence[DayEvent],
    *,
    policy: Policy,
    hours: Hours,
    known: DayStatus | None = None,
    minutes: int | None = None,
    excuses: Sequence[Excuse] = (),
) -> tuple[DayStatus, int, int | None] | None:
    """What one day becomes when the request is approved, its incidents, and its minutes where they are known.

    ``known`` is how the day is marked and ``minutes`` what is known of it, ``excuses`` are other approved ones. None
    where hours of a day are excused of which nothing is known yet: the day is judged with the excuse once the door has
    told.
    """
    if asked.is_all_day:
        return _WHOLE.get(asked.reason, DayStatus.EXCUSED), 0, None
    if asked.kind is RequestKind.CORRECTION:
        record = DayRecord(tuple(events), tuple(excuses), correction=Correction(corrected_events(asked)))
    else:
        span = (second_of(asked.starts), second_of(asked.ends))
        own = Excuse(asked.reason, is_all_day=False, spans=(span,))
        if not events and without(hours.lessons, (span,)):
            return _explained(known, minutes, span, hours) if known is not None else None
        record = DayRecord(tuple(events), (*excuses, own))
    result = settle_day(policy, hours, record)
    return result.status, result.incidents, result.minutes


def _explained(known: DayStatus, minutes: int | None, span: Span, hours: Hours) -> tuple[DayStatus, int, int | None]:
    """A day that was marked by hand, without the incidents that the excused hours explain; they come to its minutes."""
    if minutes is not None and known.is_credited:
        minutes = min(hours.seconds // 60, minutes + seconds(within((span,), hours.lessons)) // 60)
    explained = {
        Incident.LATE: span[0] <= hours.start,
        Incident.LEFT_EARLY: span[1] >= hours.end,
        Incident.OUTING: bool(within((span,), hours.lessons)),
    }
    if not known.incidents:
        return known, 0, minutes
    left = tuple(incident for incident in known.incidents if not explained[incident])
    return BY_INCIDENTS[left], len(left), minutes


def corrected_events(asked: Asked) -> tuple[DayEvent, ...]:
    """The coming and going that a correction asks to enter."""
    events = []
    if asked.starts is not None:
        events.append(DayEvent(EventKind.CHECK_IN, second_of(asked.starts)))
    if asked.ends is not None:
        events.append(DayEvent(EventKind.CHECK_OUT, second_of(asked.ends)))
    return tuple(events)


def effect_of(
    before: Days,
    changes: Days,
    *,
    units: Sequence[UnitPeriod],
    scheduled: Sequence[int],
    policies: Sequence[Policy],
    planned: Mapping[date, int] | None = None,
) -> Effect:
    """The sums without and with the changed days; ``planned`` are the minutes of each day where hours are counted."""
    old, new = (
        sums_of(days, units=units, scheduled=scheduled, policies=policies, planned=planned or {})
        for days in (before, {**before, **changes})
    )
    return Effect((old.credited, new.credited), (old.held, new.held), (old.left, new.left), new.basis)


def sums_of(
    days: Days,
    *,
    units: Sequence[UnitPeriod],
    scheduled: Sequence[int],
    policies: Sequence[Policy],
    planned: Mapping[date, int],
) -> Tally:
    """What days come to that are known one by one."""
    firsts = [unit.first for unit in units]
    if not planned:
        rows = [(bisect_right(firsts, day), status, 1, incidents) for day, (status, incidents, _known) in days.items()]
        return tally_of(rows, scheduled=scheduled, policies=policies)
    timed = []
    for day, (status, _incidents, known) in days.items():
        if day in planned:
            at = bisect_right(firsts, day)
            worth = minutes_worth(policies[at - 1], status, known, planned=planned[day])
            timed.append((at, status, 1, planned[day], worth))
    return tally_of_hours(timed, scheduled=scheduled, policies=policies)


def second_of(at: time | None) -> int:
    """A local time as seconds of its day."""
    return 0 if at is None else at.hour * 3600 + at.minute * 60
