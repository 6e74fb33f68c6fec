"""Stand-bys: reviews that someone let lapse are offered to people who are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lms.assessments.allocation.queue import Reviewer, Waiting
from lms.assessments.allocation.types import Key, Pair, key_order, seed_of

MOST_EXTRA = 2
MOST_OBLIGED = 1


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone present. ``open_duties``: reviews still to do; ``offered``: extra reviews they opted in to (at most 2);
    ``extra``: those they have been given already, ``obliged``: how many of these without having offered."""

    reviewer: Reviewer
    open_duties: int = 0
    offered: int = 0
    extra: int = 0
    obliged: int = 0

    @property
    def volunteers(self) -> int:
        return max(min(self.offered, MOST_EXTRA) - (self.extra - self.obliged), 0)


@dataclass(frozen=True, slots=True)
class StandBys:
    """New (reviewer, submission) pairs, and for the instructor the submissions that stay below ``least`` reviews."""

    pairs: tuple[Pair, ...]
    for_instructor: tuple[Key, ...]


def call_stand_bys(
    works: Sequence[Waiting], helpers: Iterable[Helper], *, wanted: int, least: int, seed: Key, may_oblige: bool
) -> StandBys:
    """Gives every submission below ``wanted`` reviews a stand-by, the neediest first and one review at a time.

    Volunteers come before obligation, and nobody is obliged to more than one extra review; obligation only serves
    submissions below ``least``. Among those who may: fewest open duties, then the author met least
    often, then the seed.
    """
    open_works = {work.id: work for work in works}
    crew = {helper.reviewer.id: helper for helper in helpers}
    pairs: list[Pair] = []
    waiting = True
    while waiting:
        waiting = False
        for work in _neediest(open_works.values(), wanted, seed):
            helper = _choose(work, crew.values(), seed, may_oblige=may_oblige and work.cover < least)
            if helper is None:
                continue
            waiting = True
            pairs.append((helper.reviewer.id, work.id))
            crew[helper.reviewer.id] = _loaded(helper)
            taken = work.reviewers | {helper.reviewer.id}
            open_works[work.id] = replace(work, leased=work.leased + 1, reviewers=taken)
            break
    short = sorted((work.id for work in open_works.values() if work.cover < least), key=key_order)
    return StandBys(tuple(pairs), tuple(short))


def _neediest(works: Iterable[Waiting], wanted: int, seed: Key) -> list[Waiting]:
    short = (work for work in works if work.cover < wanted)
    return sorted(short, key=lambda work: (work.cover, work.done, seed_of(seed, work.id)))


def _choose(work: Waiting, crew: Iterable[Helper], seed: Key, *, may_oblige: bool) -> Helper | None:
    able = [helper for helper in crew if helper.reviewer.may_review(work)]
    willing = [helper for helper in able if helper.volunteers > 0]
    if not willing and may_oblige:
        willing = [helper for helper in able if helper.obliged < MOST_OBLIGED]
    if not willing:
        return None
    return min(willing, key=lambda helper: _rank(helper, work, seed))


def _rank(helper: Helper, work: Waiting, seed: Key) -> tuple[int, int, int]:
    load = helper.open_duties + helper.extra
    return load, helper.reviewer.times_met(work), seed_of(seed, helper.reviewer.id, work.id)


def _loaded(helper: Helper) -> Helper:
    by_obligation = helper.volunteers == 0
    return replace(helper, extra=helper.extra + 1, obliged=helper.obliged + by_obligation)
