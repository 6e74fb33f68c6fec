"""The roster of a class day as the door's pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lms.attendance import queries
from lms.attendance.checkin.roster import Presence, presence
from lms.attendance.checkin.signals import WORTH_A_LOOK, Attempt, Signal, score, signals_of
from lms.attendance.queries import EventCard, WindowCard
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard, TraineeCard
from lms.core import clock

_OWN = ("qr", "code")


@dataclass(frozen=True, slots=True)
class Line:
    """A trainee's day so far; ``look`` is the check-in that is worth a look, with its signals."""

    person: TraineeCard
    presence: Presence
    events: Sequence[EventCard]
    look: EventCard | None
    signals: tuple[Signal, ...]

    @property
    def name(self) -> str:
        """For sorting."""
        return self.person.name


@dataclass(frozen=True, slots=True)
class Board:
    """A class day at the door."""

    lines: Sequence[Line]
    events: dict[int, list[EventCard]]
    windows: Sequence[WindowCard]
    late_after: datetime | None
    is_class_day: bool
    before: date | None
    after: date | None


def board(cohort: CohortCard, day: date, *, section_id: int | None = None, with_signals: bool = True) -> Board:
    """Everything about a class day, in a constant number of statements."""
    events = queries.events_of_day(cohort.id, day)
    found = _signals(cohort, day, events) if with_signals else {}
    days = [card.day for card in cohorts.class_days(cohort.id)]
    late_after = _late_after(cohort, day)
    lines = []
    for person in cohorts.trainees(cohort.id, on=day, section_id=section_id):
        own = events.get(person.enrolment_id, [])
        look = max((card for card in own if card.id in found), key=lambda card: score(found[card.id]), default=None)
        signals = found[look.id] if look else ()
        lines.append(Line(person, presence(own, late_after=late_after), own, look, signals))
    return Board(
        lines,
        events,
        queries.windows_of_day(cohort.id, day),
        late_after,
        day in days,
        max((each for each in days if each < day), default=None),
        min((each for each in days if each > day), default=None),
    )


def _late_after(cohort: CohortCard, day: date) -> datetime | None:
    stored = cohorts.day_of(cohort.id, day)
    if stored is None or stored.starts is None:
        return None
    return clock.local_moment(day, stored.starts) + timedelta(minutes=queries.grace_minutes(cohort, on=day))


def _signals(cohort: CohortCard, day: date, events: Mapping[int, list[EventCard]]) -> dict[int, tuple[Signal, ...]]:
    """The check-ins of a day that are worth a look."""
    own = [card for cards in events.values() for card in cards if card.source in _OWN]
    attempts = [_attempt(card) for card in own]
    known = queries.known_devices(cohort.id, before=day) if attempts else {}
    found = signals_of(attempts, known=known)
    looks = {event: signals for event, signals in found.items() if score(signals) >= WORTH_A_LOOK}
    settled = queries.settled_signals(looks) if looks else set()
    return {event: signals for event, signals in looks.items() if event not in settled}


def _attempt(card: EventCard) -> Attempt:
    facts = card.signals or {}
    return Attempt(
        card.id,
        card.enrolment_id,
        str(facts.get("device", "")),
        str(facts.get("network", "")),
        str(facts.get("place", "")),
        "delay" in facts,
    )
