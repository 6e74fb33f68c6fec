"""Balanced allocation: a class hands in together, everybody reviews k works and every work gets k reviews a head."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from lms.assessments.allocation.circle import circle_edges
from lms.assessments.allocation.plan import Plan
from lms.assessments.allocation.round import RECIPROCAL, Round, round_of
from lms.assessments.allocation.shortfalls import components, is_connected, shortfalls
from lms.assessments.allocation.types import Allocation, Key, Wishes, Work, key_order, seed_of

ATTEMPTS = 20
# Repeated pairs are a blemish, not a fault: fewer tries are spent on them.
ATTEMPTS_FOR_REPEATS = 4
STEPS_PER_EDGE = 20
MOST_STEPS = 40_000
CONNECTING_TRIES = 40


def balanced(works: Sequence[Work], *, each: int, seed: Key, wishes: Wishes | None = None) -> Allocation:
    """Who reviews whose work; the same input and ``seed`` always give the same pairs, in whatever order it comes.

    Keeps: nobody reviews themselves, their team or someone they are apart from; ``must`` pairs; no work twice by one
    person; no two who review each other when there are enough people; few repeats; one connected whole. What cannot be
    kept within a bounded number of steps is listed in ``unmet``. Raises ``BadRoundError`` for contradictory works.
    """
    round_ = round_of(works, each, wishes or Wishes())
    best: tuple[float, Plan] | None = None
    attempt = 0
    for attempt in range(1, ATTEMPTS + 1):
        plan = _attempt(round_, Random(seed_of(seed, attempt)))
        total = _total(plan)
        if best is None or total < best[0]:
            best = total, plan
        if best[0] <= 0 or (best[0] < RECIPROCAL and attempt >= ATTEMPTS_FOR_REPEATS):
            break
    if best is None:
        raise AssertionError("at least one attempt is made")
    return _allocation(best[1], asked=each, attempts=attempt)


def _attempt(round_: Round, rng: Random) -> Plan:
    plan = Plan(round_, circle_edges(len(round_.people), round_.each, rng))
    _place_musts(plan)
    _repair(plan, rng)
    _connect(plan, rng)
    return plan


def _place_musts(plan: Plan) -> None:
    """Trades every ``must`` pair into the plan and locks it; one that does not fit stays out and is reported."""
    edges = range(len(plan.src))
    for seat, wanted in enumerate(plan.round.must):
        for work in sorted(wanted):
            held = next((e for e in edges if plan.src[e] == seat and plan.work(e) == work), None)
            if held is not None:
                plan.locked[held] = True
                continue
            mine = [e for e in edges if plan.src[e] == seat and not plan.locked[e]]
            theirs = [e for e in edges if plan.work(e) == work and not plan.locked[e] and plan.src[e] != seat]
            fitting = ((a, b) for a in mine for b in theirs if _may_force(plan, a, b))
            if (found := next(fitting, None)) is not None:
                plan.force(*found)


def _may_force(plan: Plan, one: int, other: int) -> bool:
    seat = plan.src[other]
    return plan.round.work_of[seat] != plan.work(one) and not plan.has(seat, plan.work(one))


def _repair(plan: Plan, rng: Random) -> None:
    """Trades targets between edges that cost something and random others until none is left or the steps are used."""
    count = len(plan.src)
    bad = [edge for edge in range(count) if not plan.locked[edge] and plan.cost(edge) > 0]
    steps = min(STEPS_PER_EDGE * count, MOST_STEPS)
    while bad and steps > 0:
        steps -= 1
        at = rng.randrange(len(bad))
        edge, other = bad[at], rng.randrange(count)
        if plan.cost(edge) <= 0:
            bad[at] = bad[-1]
            bad.pop()
        elif edge != other and not plan.locked[other] and plan.trade(edge, other, rng) and plan.cost(other) > 0:
            bad.append(other)


def _connect(plan: Plan, rng: Random) -> None:
    """Trades between parts that do not hang together, as far as that costs nothing."""
    count = len(plan.src)
    for _ in range(CONNECTING_TRIES):
        parts = components(plan)
        if len(set(parts)) <= 1:
            return
        one, other = rng.randrange(count), rng.randrange(count)
        if parts[one] != parts[other] and not plan.locked[one] and not plan.locked[other]:
            plan.trade(one, other, rng)


def _total(plan: Plan) -> float:
    costs = sum(plan.cost(edge) for edge in range(len(plan.src)))
    missing = sum(not plan.has(seat, work) for seat, wanted in enumerate(plan.round.must) for work in wanted)
    return costs + RECIPROCAL * (10 * missing + (not is_connected(plan)))


def _allocation(plan: Plan, *, asked: int, attempts: int) -> Allocation:
    people, works = plan.round.people, plan.round.works
    pairs = {(people[plan.src[edge]], works[plan.work(edge)].id) for edge in range(len(plan.src))}
    ordered = sorted(pairs, key=lambda pair: (key_order(pair[0]), key_order(pair[1])))
    return Allocation(tuple(ordered), plan.round.each, shortfalls(plan, asked), attempts)
