"""An allocation while it is being made: edges from seats to seats that trade places without changing anyone's load."""

from __future__ import annotations

from collections import Counter
from random import Random

from lms.assessments.allocation.round import HARD, RECIPROCAL, Round

TIES_TAKEN = 0.3


class Plan:
    """Edges ``src[e]`` reviews the work of seat ``dst[e]``. Every trade keeps what each seat gives and receives."""

    def __init__(self, round_: Round, edges: list[tuple[int, int]]) -> None:
        self.round = round_
        self.src = [seat for seat, _ in edges]
        self.dst = [seat for _, seat in edges]
        self.locked = [False] * len(edges)
        self._works = len(round_.works)
        self._taken: Counter[int] = Counter()
        self._flows: Counter[int] = Counter()
        for edge in range(len(edges)):
            self._put(self.src[edge], self.work(edge))

    def work(self, edge: int) -> int:
        return self.round.work_of[self.dst[edge]]

    def cost(self, edge: int) -> float:
        """What this edge alone costs now."""
        taken = self._take(self.src[edge], self.work(edge))
        self._put(self.src[edge], self.work(edge))
        return taken

    def is_duplicate(self, edge: int) -> bool:
        return self._taken[self.src[edge] * self._works + self.work(edge)] > 1

    def is_reciprocal(self, edge: int) -> bool:
        mine, other = self.round.work_of[self.src[edge]], self.work(edge)
        return self._flows[other * self._works + mine] > 0

    def has(self, seat: int, work: int) -> bool:
        return self._taken[seat * self._works + work] > 0

    def trade(self, one: int, other: int, rng: Random) -> bool:
        """Lets two edges swap their targets when that costs less (at equal cost: sometimes)."""
        if self.has(self.src[one], self.work(other)) or self.has(self.src[other], self.work(one)):
            return False
        change = self._swap(one, other)
        if change < 0 or (change == 0 and rng.random() < TIES_TAKEN):
            return True
        self._swap(one, other)
        return False

    def force(self, one: int, other: int) -> None:
        """Swaps the targets whatever it costs and locks the first edge."""
        self._swap(one, other)
        self.locked[one] = True

    def _swap(self, one: int, other: int) -> float:
        before = self._take(self.src[one], self.work(one)) + self._take(self.src[other], self.work(other))
        self.dst[one], self.dst[other] = self.dst[other], self.dst[one]
        return self._put(self.src[one], self.work(one)) + self._put(self.src[other], self.work(other)) - before

    def _put(self, seat: int, work: int) -> float:
        cost = self._standing_cost(seat, work)
        self._taken[seat * self._works + work] += 1
        self._flows[self.round.work_of[seat] * self._works + work] += 1
        return cost

    def _take(self, seat: int, work: int) -> float:
        self._taken[seat * self._works + work] -= 1
        self._flows[self.round.work_of[seat] * self._works + work] -= 1
        return self._standing_cost(seat, work)

    def _standing_cost(self, seat: int, work: int) -> float:
        cost = self.round.base(seat, work)
        if self._taken[seat * self._works + work]:
            cost += HARD
        if self.round.avoids_reciprocal and self._flows[work * self._works + self.round.work_of[seat]]:
            cost += RECIPROCAL
        return cost
