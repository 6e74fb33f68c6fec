"""What may be asked for, and until when. Values in, reason out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lms.attendance.requests.types import Asked, RequestKind, RequestTerms, Verdict, WhyNot
from lms.attendance.rules import Policy, leave_available, sick_ceiling
from lms.attendance.rules.calendar import UnitPeriod, unit_of
from lms.attendance.rules.types import ExcuseKind


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of the days that are limited, on the first day asked for."""

    leave: int
    sick: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What a request is judged by. ``taken`` are days of other requests that are open or approved."""

    today: date
    class_days: Sequence[date]
    policy: Policy
    terms: RequestTerms
    budget: Budget
    has_leave: bool = True
    taken: Collection[date] = ()
    closed: Sequence[tuple[date, date]] = ()


def budget(
    policy: Policy, *, starts_on: date, first: date, scheduled: int, leave_taken: int, sick_taken: int
) -> Budget:
    """Leave earned by a day (one a unit, saved up) and days of illness, less those taken; never below zero."""
    months = unit_of(first, starts_on, unit_start=policy.unit_start)
    return Budget(
        leave_available(policy, max(0, months), taken=leave_taken),
        max(0, sick_ceiling(policy, scheduled) - sick_taken),
    )


def has_leave(policy: Policy, units: Sequence[UnitPeriod]) -> bool:
    """Whether a course is long enough for leave."""
    return len(units) >= policy.leave_min_months


def days_of(asked: Asked, class_days: Sequence[date]) -> list[date]:
    """The class days a request is about."""
    return [day for day in class_days if asked.first <= day <= asked.last]


def deadline(asked: Asked, *, policy: Policy, terms: RequestTerms) -> date:
    """The last day on which this may be asked for: leave beforehand, corrections by the policy, excuses by terms."""
    if asked.kind is RequestKind.LEAVE:
        return asked.first
    after = policy.correction_days if asked.kind is RequestKind.CORRECTION else terms.days_after
    return asked.last + timedelta(days=after)


def why_not_ask(asked: Asked, situation: Situation, *, text: str) -> WhyNot | None:
    """Whether a request can be made."""
    return _why_not_shape(asked, text) or _why_not_days(asked, situation) or _why_not_budget(asked, situation)


def _why_not_shape(asked: Asked, text: str) -> WhyNot | None:
    if asked.last < asked.first:
        return WhyNot.DAYS_REVERSED
    if not asked.is_all_day and asked.first != asked.last:
        return WhyNot.ONE_DAY_WITH_TIMES
    if asked.kind is RequestKind.CORRECTION and asked.starts is None and asked.ends is None:
        return WhyNot.TIMES_MISSING
    if asked.kind is RequestKind.EXCUSE and (asked.starts is None) != (asked.ends is None):
        return WhyNot.TIMES_MISSING
    if asked.starts is not None and asked.ends is not None and asked.ends <= asked.starts:
        return WhyNot.TIMES_REVERSED
    return WhyNot.TEXT_MISSING if asked.kind is not RequestKind.LEAVE and not text.strip() else None


def _why_not_days(asked: Asked, situation: Situation) -> WhyNot | None:
    days = days_of(asked, situation.class_days)
    if not days:
        return WhyNot.NO_CLASS_DAY
    if asked.kind is RequestKind.CORRECTION and asked.first > situation.today:
        return WhyNot.IN_THE_FUTURE
    if situation.today > deadline(asked, policy=situation.policy, terms=situation.terms):
        return WhyNot.TOO_LATE
    if any(first <= day <= last for day in days for first, last in situation.closed):
        return WhyNot.UNIT_CLOSED
    return WhyNot.ASKED_ALREADY if set(days) & set(situation.taken) else None


def _why_not_budget(asked: Asked, situation: Situation) -> WhyNot | None:
    count = len(days_of(asked, situation.class_days))
    if asked.kind is RequestKind.LEAVE:
        if not situation.has_leave:
            return WhyNot.NO_LEAVE_HERE
        return WhyNot.NO_LEAVE_LEFT if count > situation.budget.leave else None
    if asked.kind is RequestKind.CORRECTION:
        return None
    if asked.reason is ExcuseKind.ILLNESS and situation.budget.sick == 0:
        return WhyNot.SICK_DAYS_USED_UP
    most = situation.policy.excuse_days.get(asked.reason)
    return WhyNot.TOO_MANY_DAYS if most is not None and count > most else None


def why_not_revoke(*, verdict: Verdict | None, reason: str, is_closed: bool) -> WhyNot | None:
    """An approval is taken back once, with a reason, while its days lie in open units."""
    if verdict is not Verdict.APPROVED:
        return WhyNot.NOT_APPROVED
    if is_closed:
        return WhyNot.UNIT_CLOSED
    return None if reason.strip() else WhyNot.REVOKING_REASON_MISSING


def why_not_add_paper(*, verdict: Verdict | None, has_paper: bool) -> WhyNot | None:
    """A paper comes later for a request that waits or was approved without one."""
    if has_paper:
        return WhyNot.PAPER_THERE
    return None if verdict in (None, Verdict.APPROVED) else WhyNot.ENDED_WITHOUT


def why_not_decide(*, is_open: bool, is_decline: bool, reason: str) -> WhyNot | None:
    """A request is decided once; declining takes a reason."""
    if not is_open:
        return WhyNot.DECIDED_ALREADY
    return WhyNot.REASON_MISSING if is_decline and not reason.strip() else None
