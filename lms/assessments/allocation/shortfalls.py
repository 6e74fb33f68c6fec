"""What a finished plan could not keep, named pair by pair."""

from __future__ import annotations

from collections.abc import Iterator

from lms.assessments.allocation.plan import Plan
from lms.assessments.allocation.round import HARD
from lms.assessments.allocation.types import Shortfall, Unmet


def shortfalls(plan: Plan, asked: int) -> tuple[Shortfall, ...]:
    """Every unmet wish, the grave ones first."""
    found = [*_of_pairs(plan), *_missing_musts(plan)]
    if plan.round.each < asked:
        found.append(Shortfall(Unmet.FEWER_REVIEWS))
    if not is_connected(plan):
        found.append(Shortfall(Unmet.NOT_CONNECTED))
    order = list(Unmet)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), str(one.reviewer), str(one.work))))


def _of_pairs(plan: Plan) -> Iterator[Shortfall]:
    for edge, seat in enumerate(plan.src):
        reviewer, work = plan.round.people[seat], plan.round.works[plan.work(edge)].id
        cost = plan.round.base(seat, plan.work(edge))
        if cost >= HARD:
            yield Shortfall(Unmet.CONFLICT, reviewer, work)
        elif plan.work(edge) in plan.round.met[seat]:
            yield Shortfall(Unmet.REPEAT, reviewer, work)
        if plan.is_duplicate(edge):
            yield Shortfall(Unmet.SAME_WORK_TWICE, reviewer, work)
        if plan.round.avoids_reciprocal and plan.is_reciprocal(edge):
            yield Shortfall(Unmet.RECIPROCAL, reviewer, work)


def _missing_musts(plan: Plan) -> Iterator[Shortfall]:
    for seat, wanted in enumerate(plan.round.must):
        for work in sorted(wanted):
            if not plan.has(seat, work):
                yield Shortfall(Unmet.MUST_MISSING, plan.round.people[seat], plan.round.works[work].id)


def is_connected(plan: Plan) -> bool:
    """Whether every two people can be compared through shared works (with one review each: through the people)."""
    return len(set(components(plan))) <= 1


def components(plan: Plan) -> list[int]:
    """A number for each edge, equal for edges that hang together."""
    count = len(plan.round.people)
    parent = list(range(count + len(plan.round.works)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge, seat in enumerate(plan.src):
        parent[root(seat)] = root(count + plan.work(edge))
    # Two people who review only each other can never hang together through works: then the people themselves count.
    if plan.round.each == 1 or count < 3:
        for seat, work in enumerate(plan.round.work_of):
            parent[root(seat)] = root(count + work)
    return [root(seat) for seat in plan.src]
