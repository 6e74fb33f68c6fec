"""A round in plain numbers: seats (people), works, and what each pair of them would cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.assessments.allocation.types import BadRoundError, Key, Pair, Wishes, Work, key_order

HARD = 1e6
RECIPROCAL = 1e3
REPEAT = 1.0
REPEAT_REVERSED = 0.5


@dataclass(frozen=True, slots=True)
class Round:
    """``people[i]`` sits at seat i and is an author of ``works[work_of[i]]``. ``cost[i]`` holds the works that seat i
    should not get; ``must[i]`` those that it has to; ``met[i]`` those by someone reviewed before.
    ``avoids_reciprocal``: whether there are enough people for nobody to review their own reviewer."""

    people: tuple[Key, ...]
    works: tuple[Work, ...]
    work_of: tuple[int, ...]
    cost: tuple[dict[int, float], ...]
    must: tuple[frozenset[int], ...]
    met: tuple[frozenset[int], ...]
    each: int
    avoids_reciprocal: bool

    def base(self, seat: int, work: int) -> float:
        return HARD if self.work_of[seat] == work else self.cost[seat].get(work, 0.0)


def round_of(works: Sequence[Work], each: int, wishes: Wishes) -> Round:
    """Checks and numbers a round. Raises ``BadRoundError`` when someone is the author of two works."""
    if each < 0:
        raise BadRoundError("each: a negative number of reviews")
    ordered = tuple(sorted(works, key=lambda work: key_order(work.id)))
    owner = {author: at for at, work in enumerate(ordered) for author in work.authors}
    if len(owner) != sum(len(work.authors) for work in ordered) or len({work.id for work in ordered}) != len(ordered):
        raise BadRoundError("works: a person or a work stands here twice")
    people = tuple(sorted(owner, key=key_order))
    widest = max((len(work.authors) for work in ordered), default=1)
    reach = min(each, max(len(ordered) - 1, 0))
    return Round(
        people=people,
        works=ordered,
        work_of=tuple(owner[person] for person in people),
        cost=_costs(people, owner, wishes),
        must=_works_by_seat(people, owner, wishes.must),
        met=_works_by_seat(people, owner, (pair for pair, count in wishes.earlier.items() if count > 0)),
        each=reach,
        avoids_reciprocal=len(ordered) > 2 * reach * widest,
    )


def _costs(people: Sequence[Key], owner: dict[Key, int], wishes: Wishes) -> tuple[dict[int, float], ...]:
    costs: dict[Key, dict[int, float]] = {person: {} for person in people}

    def add(reviewer: Key, author: Key, cost: float) -> None:
        if reviewer in costs and author in owner:
            row = costs[reviewer]
            row[owner[author]] = row.get(owner[author], 0.0) + cost

    for group in (*wishes.teams, *wishes.apart):
        for reviewer in group:
            for author in group - {reviewer}:
                add(reviewer, author, HARD)
    for reviewer, author in wishes.must_not:
        add(reviewer, author, HARD)
    for (reviewer, author), count in wishes.earlier.items():
        add(reviewer, author, REPEAT * count)
        add(author, reviewer, REPEAT_REVERSED * count)
    return tuple(costs[person] for person in people)


def _works_by_seat(people: Sequence[Key], owner: dict[Key, int], pairs: Iterable[Pair]) -> tuple[frozenset[int], ...]:
    works: dict[Key, set[int]] = {person: set() for person in people}
    for reviewer, author in pairs:
        if reviewer in works and author in owner:
            works[reviewer].add(owner[author])
    return tuple(frozenset(works[person]) for person in people)
