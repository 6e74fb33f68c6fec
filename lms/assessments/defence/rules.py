"""Decisions about live defences.

Sources: the evaluation points, slots, late identity and flags of École 42; the code held by the other side of 01-edu.
Trainees choose a time, never a person.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.assessments.defence.types import NEGATIVE, STOPPING, DefenceTerms, DefenceWhyNot, Flag, Outcome, State

SHORTEST_REASON = 20

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is free at the wanted time. ``met`` is how often the two have met before, either way round."""

    slot_id: int
    person_id: int
    met: int = 0
    has_seen_this_work: bool = False


def cut_into_slots(starts_at: datetime, ends_at: datetime, minutes: int) -> Iterator[Span]:
    """Whole slots one after the other; what is left over at the end is not offered."""
    length, begin = timedelta(minutes=minutes), starts_at
    while begin + length <= ends_at:
        yield begin, begin + length
        begin += length


def why_not_offer(
    span: Span, *, own: Iterable[Span], now: datetime, minutes: int, terms: DefenceTerms
) -> DefenceWhyNot | None:
    """Whether somebody may offer this time to evaluate others."""
    starts, ends = span
    if ends - starts < timedelta(minutes=minutes):
        return DefenceWhyNot.TIMES_REVERSED
    if starts <= now:
        return DefenceWhyNot.IN_THE_PAST
    if starts > now + timedelta(days=terms.ahead_days):
        return DefenceWhyNot.TOO_FAR_AHEAD
    return DefenceWhyNot.OVERLAPS if any(starts < end and begin < ends for begin, end in own) else None


def why_not_book(
    *,
    locked_at: datetime | None,
    live: int,
    done: int,
    needed: int,
    points: int,
    starts_at: datetime | None,
    now: datetime,
    terms: DefenceTerms,
) -> DefenceWhyNot | None:
    """Whether an author may book a time. ``locked_at`` is when the work can no longer change (None: not handed in)."""
    if locked_at is None:
        return DefenceWhyNot.NOT_HANDED_IN
    if now < locked_at:
        return DefenceWhyNot.NOT_LOCKED
    if done >= needed:
        return DefenceWhyNot.ENOUGH
    if live:
        return DefenceWhyNot.ONE_AT_A_TIME
    if points < terms.cost:
        return DefenceWhyNot.NO_POINTS
    return DefenceWhyNot.IN_THE_PAST if starts_at is not None and starts_at <= now else None


def choose_evaluator(candidates: Sequence[Candidate], *, shut_out: Collection[int], seed: str) -> Candidate | None:
    """Who evaluates, among those who are free: nobody of the same work, nobody who has seen it, least met first, then
    by chance (seeded, so that it can be repeated)."""
    fit = [each for each in candidates if each.person_id not in shut_out and not each.has_seen_this_work]
    if not fit:
        return None
    chance = random.Random(hashlib.sha256(seed.encode()).digest())
    least = min(each.met for each in fit)
    return chance.choice(sorted((each for each in fit if each.met == least), key=lambda each: each.person_id))


def identity_is_shown(starts_at: datetime, *, now: datetime, terms: DefenceTerms) -> bool:
    """Whether both may know whom they meet."""
    return now >= starts_at - terms.reveal_before


def why_not_cancel(state: State, starts_at: datetime, *, now: datetime, terms: DefenceTerms) -> DefenceWhyNot | None:
    """A meeting is called off in good time; later it counts as not having come."""
    if state is not State.BOOKED:
        return DefenceWhyNot.OVER
    return DefenceWhyNot.TOO_LATE if now > starts_at - timedelta(minutes=terms.cancel) else None


def why_not_meet(state: State, starts_at: datetime, *, now: datetime, terms: DefenceTerms) -> DefenceWhyNot | None:
    """Whether codes are taken now."""
    if state is not State.BOOKED:
        return DefenceWhyNot.OVER
    if now < starts_at - timedelta(minutes=terms.codes_before):
        return DefenceWhyNot.TOO_EARLY
    return DefenceWhyNot.TOO_LATE if now > starts_at + timedelta(minutes=terms.codes_after) else None


def why_not_report(state: State, starts_at: datetime, *, now: datetime, terms: DefenceTerms) -> DefenceWhyNot | None:
    """Whether the other side may be reported as missing."""
    if state is not State.BOOKED:
        return DefenceWhyNot.OVER
    return DefenceWhyNot.TOO_EARLY if now < starts_at + timedelta(minutes=terms.waiting) else None


def why_not_result(
    state: State,
    *,
    levels: Mapping[int, int],
    level_counts: Sequence[int],
    checks: Mapping[int, bool],
    check_count: int,
    flag: Flag,
    reason: str,
) -> DefenceWhyNot | None:
    """Whether the evaluator's form is whole: each criterion, each line of the checklist, a reason for a bad flag."""
    if state is State.DONE:
        return DefenceWhyNot.GIVEN_ALREADY
    if state is not State.MET:
        return DefenceWhyNot.NOT_MET
    if any(not 0 <= levels.get(number, -1) < count for number, count in enumerate(level_counts)):
        return DefenceWhyNot.INCOMPLETE_FORM
    if any(number not in checks for number in range(check_count)):
        return DefenceWhyNot.INCOMPLETE_FORM
    short = len(reason.strip()) < SHORTEST_REASON
    return DefenceWhyNot.REASON_MISSING if flag in NEGATIVE and short else None


def outcome_of(score: float, flag: Flag, *, confirmed: bool | None) -> Outcome:
    """What the defence came to. ``score`` is that of the rubric (0 to 100); ``confirmed`` what staff said of the flag.

    A bad flag changes nothing before staff confirm it; dismissed, the rubric stands.
    """
    waits = flag in NEGATIVE and confirmed is None
    stopped = flag in STOPPING and confirmed is True
    return Outcome(0.0 if stopped else score, waits, stopped)
