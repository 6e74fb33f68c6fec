"""Something to do, and for whom it is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lms.cohorts.types import CohortCard
from lms.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do: what, why now, and the one button that leads there; ``by`` is its deadline, if it has one.

    ``is_post`` for a button that does something at once instead of leading to a page.
    """

    title: str
    text: str
    label: str
    url: str
    by: datetime | None = None
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens the start page, with their cohorts, at which moment (``today`` is the centre's day)."""

    actor: Actor
    cohorts: tuple[CohortCard, ...]
    now: datetime
    today: date

    @property
    def person_id(self) -> int:
        """The signed-in person."""
        return self.actor.user_id or 0

    @property
    def running(self) -> list[CohortCard]:
        """The cohorts that are on course today."""
        return [card for card in self.cohorts if card.starts_on <= self.today <= card.ends_on]

    def as_trainee(self) -> frozenset[int]:
        """Ids of the cohorts in which the reader is a trainee."""
        return self.actor.ids("trainee", "cohort")
