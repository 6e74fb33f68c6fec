"""A day: from hours, events and excuses to one status, with the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.attendance.rules.calendar import Hours
from lms.attendance.rules.labels import official_label
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.presence import DayEvent, Presence, presence_of
from lms.attendance.rules.reading import clock_text
from lms.attendance.rules.spans import Span, first_seconds, joined, seconds, within, without
from lms.attendance.rules.types import (
    BY_INCIDENTS,
    Basis,
    DayStatus,
    EventKind,
    ExcuseKind,
    Fact,
    FactCode,
    Incident,
)

Values = dict[str, int | str]
_WHOLE_DAY = {ExcuseKind.LEAVE: DayStatus.LEAVE, ExcuseKind.SCHOOL: DayStatus.SCHOOL_EXCUSED}


@dataclass(frozen=True, slots=True)
class Excuse:
    """An approved reason. All day, or for ``spans``, or for so many seconds of what was missed (``lasts``)."""

    kind: ExcuseKind
    is_all_day: bool = True
    spans: tuple[Span, ...] = ()
    lasts: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """An approved request to enter what the terminal missed. It counts when it was asked for in time."""

    events: tuple[DayEvent, ...]
    asked_after_days: int = 0
    is_approved: bool = True


@dataclass(frozen=True, slots=True)
class DayRecord:
    """Everything known of a trainee's day."""

    events: tuple[DayEvent, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class DayResult:
    """What the day is. ``present`` is None where coming or going is unknown; both times are in seconds."""

    status: DayStatus
    present: int | None
    scheduled: int
    incidents: int
    facts: tuple[Fact, ...]

    @property
    def is_credited(self) -> bool:
        """Whether the day counts as attended."""
        return self.status.is_credited

    @property
    def label(self) -> str:
        """The official word."""
        return official_label(self.status)

    @property
    def minutes(self) -> int | None:
        """Class time attended in whole minutes, cut."""
        return None if self.present is None else self.present // 60


def settle_day(policy: Policy, hours: Hours, record: DayRecord) -> DayResult:
    """Judge one class day."""
    events, told = _corrected(policy, record)
    found = presence_of(events)
    present = seconds(within(found.intervals, hours.lessons))
    whole = next((excuse for excuse in record.excuses if excuse.is_all_day), None)
    if whole is not None:
        fact = Fact(FactCode.EXCUSED_ALL_DAY, {"kind": whole.kind})
        return DayResult(_WHOLE_DAY.get(whole.kind, DayStatus.EXCUSED), present, hours.seconds, 0, (*told, fact))
    if not events and (covered := _covers(hours, record.excuses)):
        return DayResult(DayStatus.EXCUSED, 0, hours.seconds, 0, (*told, covered))
    if not events:
        return DayResult(DayStatus.ABSENT, 0, hours.seconds, 0, (*told, Fact(FactCode.NOTHING_RECORDED, {})))
    if found.arrived is None or found.left is None or found.left < found.arrived:
        return _unknown(found, hours, told)
    if policy.basis is Basis.HOURS:
        return _by_hours(policy, hours, found, record.excuses, told)
    return _judged(policy, hours, found, record.excuses, told)


def _covers(hours: Hours, excuses: Sequence[Excuse]) -> Fact | None:
    """Whether excused hours, taken together, leave nothing of the class time."""
    spans = joined(span for excuse in excuses for span in excuse.spans)
    if not spans or without(hours.lessons, spans):
        return None
    return Fact(FactCode.EXCUSED_ALL_DAY, {"kind": excuses[0].kind})


def _corrected(policy: Policy, record: DayRecord) -> tuple[tuple[DayEvent, ...], tuple[Fact, ...]]:
    """The events with a correction laid over them: a corrected kind of event replaces those of the terminal."""
    asked = record.correction
    if asked is None or not asked.is_approved:
        return record.events, ()
    if asked.asked_after_days > policy.correction_days:
        late: Values = {"days": asked.asked_after_days, "allowed": policy.correction_days}
        return record.events, (Fact(FactCode.CORRECTION_TOO_LATE, late),)
    replaced = {event.kind for event in asked.events}
    if EventKind.OUTING in replaced:
        replaced.add(EventKind.RETURN)
    kept = tuple(event for event in record.events if event.kind not in replaced)
    return kept + asked.events, (Fact(FactCode.CORRECTED, {"days": asked.asked_after_days}),)


def _unknown(found: Presence, hours: Hours, told: tuple[Fact, ...]) -> DayResult:
    if found.arrived is None:
        fact, status = Fact(FactCode.NO_CHECK_IN, {}), DayStatus.NO_CHECK_IN
    else:
        fact, status = Fact(FactCode.NO_CHECK_OUT, {"at": clock_text(found.arrived)}), DayStatus.NO_CHECK_OUT
    return DayResult(status, None, hours.seconds, 0, (*told, fact))


def _by_hours(
    policy: Policy, hours: Hours, found: Presence, excuses: Sequence[Excuse], told: tuple[Fact, ...]
) -> DayResult:
    """The time there and the time that approved reasons explain, up to the most that a day counts."""
    there = within(found.intervals, hours.lessons)
    present, most = seconds(there), policy.hours_per_day_max * 3600
    explained = seconds(without(within(_excused(hours, there, excuses), hours.lessons), there))
    counted = min(present + explained, most)
    facts = [*told, _present_for(present, hours)]
    if explained:
        facts.append(Fact(FactCode.EXCUSED_FOR, {"minutes": explained // 60}))
    if present + explained > most:
        facts.append(Fact(FactCode.CUT_AT, {"hours": policy.hours_per_day_max}))
    status = DayStatus.PRESENT if counted else DayStatus.ABSENT
    return DayResult(status, counted, hours.seconds, 0, tuple(facts))


def _judged(
    policy: Policy, hours: Hours, found: Presence, excuses: Sequence[Excuse], told: tuple[Fact, ...]
) -> DayResult:
    there = within(found.intervals, hours.lessons)
    present = seconds(there)
    excused = _excused(hours, there, excuses)
    covered = present + seconds(without(within(excused, hours.lessons), there))
    facts = [*told, _present_for(present, hours)]
    if policy.absent_below is not None:
        numerator, denominator = policy.absent_below
        if covered * denominator < hours.seconds * numerator:
            facts.append(Fact(FactCode.UNDER_HALF, {"share": f"{numerator}/{denominator}"}))
            return DayResult(DayStatus.UNDER_HALF, present, hours.seconds, 0, tuple(facts))
    happened: list[Incident] = []
    for incidents, more in (
        _arrival(policy, hours, found, excused),
        _leaving(policy, hours, found, excused),
        _outings(policy, hours, found, excused),
    ):
        happened += incidents
        facts += more
    kinds = tuple(incident for incident in Incident if incident in happened)
    if len(happened) > 1:
        facts.append(Fact(FactCode.SEVERAL_INCIDENTS, {"count": len(happened)}))
    return DayResult(BY_INCIDENTS[kinds], present, hours.seconds, len(happened), tuple(facts))


def _present_for(present: int, hours: Hours) -> Fact:
    return Fact(FactCode.PRESENT_FOR, {"minutes": present // 60, "of": hours.seconds // 60})


def _excused(hours: Hours, there: Sequence[Span], excuses: Iterable[Excuse]) -> tuple[Span, ...]:
    """The time that approved reasons explain. A reason with a length only explains what was missed first."""
    found: tuple[Span, ...] = ()
    for excuse in excuses:
        missed = without(without(hours.lessons, there), found)
        found = joined([*found, *excuse.spans, *first_seconds(missed, excuse.lasts)])
    return found


Judged = tuple[list[Incident], list[Fact]]


def _arrival(policy: Policy, hours: Hours, found: Presence, excused: Sequence[Span]) -> Judged:
    arrived = found.arrived or 0
    if arrived <= hours.start:
        return [], []
    late: Values = {"at": clock_text(arrived), "minutes": (arrived - hours.start) // 60, "allowed": policy.grace_in}
    if not _is_outside(policy, arrived - hours.start, policy.grace_in):
        return [], [Fact(FactCode.WITHIN_GRACE_IN, late)]
    due = _moved(hours.start, forward=True, free=joined([*excused, *_breaks(hours)]))
    if due >= hours.end or not _is_outside(policy, arrived - due, policy.grace_in):
        return [], [Fact(FactCode.EXPLAINED, {"incident": Incident.LATE, "at": clock_text(arrived)})]
    return [Incident.LATE], [Fact(FactCode.LATE_BY, late)]


def _leaving(policy: Policy, hours: Hours, found: Presence, excused: Sequence[Span]) -> Judged:
    left = found.left or 0
    if left >= hours.end:
        return [], []
    early: Values = {"at": clock_text(left), "minutes": -(-(hours.end - left) // 60), "allowed": policy.grace_out}
    if not _is_outside(policy, hours.end - left, policy.grace_out):
        return [], [Fact(FactCode.WITHIN_GRACE_OUT, early)]
    due = _moved(hours.end, forward=False, free=joined([*excused, *_breaks(hours)]))
    if due <= hours.start or not _is_outside(policy, due - left, policy.grace_out):
        return [], [Fact(FactCode.EXPLAINED, {"incident": Incident.LEFT_EARLY, "at": clock_text(left)})]
    return [Incident.LEFT_EARLY], [Fact(FactCode.LEFT_BEFORE, early)]


def _outings(policy: Policy, hours: Hours, found: Presence, excused: Sequence[Span]) -> Judged:
    incidents: list[Incident] = []
    facts: list[Fact] = []
    for outing in found.outings:
        missed = within([outing], hours.lessons)
        times: Values = {"from": clock_text(outing[0]), "to": clock_text(outing[1])}
        if not missed:
            facts.append(Fact(FactCode.OUT_IN_A_BREAK, times))
        elif not without(missed, excused):
            facts.append(Fact(FactCode.EXPLAINED, {"incident": Incident.OUTING, "at": times["from"]}))
        else:
            if policy.counts_each_outing or not incidents:
                incidents.append(Incident.OUTING)
            facts.append(Fact(FactCode.OUT_FOR, {**times, "minutes": seconds(missed) // 60}))
    if found.no_return and incidents:
        facts.append(Fact(FactCode.NO_RETURN, {"from": clock_text(found.outings[-1][0])}))
    return incidents, facts


def _is_outside(policy: Policy, difference: int, grace: int) -> bool:
    """Whether a distance in seconds is more than the grace; the boundary itself is a switch of the policy."""
    if difference <= 0:
        return False
    return difference > grace * 60 or (difference == grace * 60 and not policy.boundary_is_on_time)


def _breaks(hours: Hours) -> tuple[Span, ...]:
    return without(((hours.start, hours.end),), hours.lessons)


def _moved(edge: int, *, forward: bool, free: Sequence[Span]) -> int:
    """The edge of the class time once what is explained or a break is taken off it (free spans are in order)."""
    for start, end in free if forward else reversed(free):
        if start <= edge <= end:
            edge = end if forward else start
    return edge
