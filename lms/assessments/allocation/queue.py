"""The review queue: people hand in when they are ready, and whoever reviews gets the work with the fewest reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from lms.assessments.allocation.types import Key, seed_of

NEVER_MET: Mapping[Key, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission in the queue with its finished (``done``) and running (``leased``) reviews.
    ``reviewers``: everybody who has one of them, or had one and let it lapse."""

    id: Key
    authors: tuple[Key, ...]
    done: int = 0
    leased: int = 0
    reviewers: frozenset[Key] = frozenset()

    @property
    def cover(self) -> int:
        return self.done + self.leased


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Someone who asks for work: people they are kept ``apart`` from, and how often they met each author before."""

    id: Key
    apart: frozenset[Key] = frozenset()
    met: Mapping[Key, int] = field(default_factory=lambda: NEVER_MET)

    def may_review(self, work: Waiting) -> bool:
        return self.id not in work.authors and self.id not in work.reviewers and self.apart.isdisjoint(work.authors)

    def times_met(self, work: Waiting) -> int:
        return sum(self.met.get(author, 0) for author in work.authors)


@dataclass(frozen=True, slots=True)
class Lease:
    """A running review: who holds which submission until when."""

    reviewer: Key
    submission: Key
    until: datetime


def next_submission(works: Iterable[Waiting], reviewer: Reviewer, *, wanted: int, seed: Key) -> Key | None:
    """The submission that the reviewer gets next, or nothing when every one in reach has its ``wanted`` reviews.

    Fewest finished and running reviews first; then fewest finished, since a running one may lapse; then the author met
    least often; the rest is drawn by ``seed``, the same on every machine.
    """
    fitting = [work for work in works if work.cover < wanted and reviewer.may_review(work)]
    if not fitting:
        return None
    return min(fitting, key=lambda work: urgency(work, reviewer, seed)).id


def urgency(work: Waiting, reviewer: Reviewer, seed: Key) -> tuple[int, int, int, int]:
    """Sorts what a reviewer may take: the smallest comes first."""
    return work.cover, work.done, reviewer.times_met(work), seed_of(seed, reviewer.id, work.id)


def lapsed(leases: Iterable[Lease], *, now: datetime) -> tuple[Lease, ...]:
    """The leases that have run out and go back into the queue."""
    return tuple(lease for lease in leases if lease.until <= now)
