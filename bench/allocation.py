"""Time of one balanced allocation at three sizes: ``python bench/allocation.py``."""

from __future__ import annotations

from time import perf_counter

from lms.assessments.allocation import Wishes, Work, balanced

SIZES = ((30, 0.02), (100, 0.02), (10_000, 1.0))
REPEATS = 5


def seconds(people: int, *, each: int = 4) -> float:
    """The best of a few runs: teams of four that do not review each other."""
    works = [Work(f"work {who}", (who,)) for who in range(people)]
    teams = tuple(frozenset(range(at, min(at + 4, people))) for at in range(0, people, 4))
    times = []
    for repeat in range(REPEATS):
        began = perf_counter()
        balanced(works, each=each, seed=f"run {repeat}", wishes=Wishes(teams=teams))
        times.append(perf_counter() - began)
    return min(times)


def main() -> None:
    for people, budget in SIZES:
        took = seconds(people)
        print(f"allocation  {people:6} people x 4 reviews  {took * 1000:8.1f} ms  (budget {budget * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
