"""Time of one estimation at three sizes: ``python bench/grading.py``."""

from __future__ import annotations

from random import Random
from time import perf_counter

from lms.assessments.grading import Anchor, Assignment, History, Review, Rubric, Submission, estimate

SIZES = ((30, 10, 0.05), (100, 10, 0.1), (10_000, 1, 2.0))
REPEATS = 3


def course(people: int, assignments: int, *, seed: int = 1, each: int = 4) -> History:
    """A synthetic course: habits, noise, one piece in twenty graded by the instructor."""
    rng = Random(seed)
    rubric = Rubric((0.3, 0.3, 0.2, 0.2), (5, 5, 5, 5))
    habits = [rng.gauss(0, 0.3) for _ in range(people)]
    works, reviews, anchors = [], [], []
    for task in range(assignments):
        order = rng.sample(range(people), people)
        merit = [rng.gauss(2.8, 0.6) for _ in range(people)]
        works += [Submission(task * people + who, task, (who,)) for who in range(people)]
        anchors += [
            Anchor(task * people + who, min(max(25 * merit[who], 0), 100)) for who in order[: max(people // 20, 1)]
        ]
        for at, who in enumerate(order):
            for author in (order[(at + ahead) % people] for ahead in range(1, each + 1)):
                raw = (merit[author] + habits[who] + rng.gauss(0, 0.7) for _ in range(4))
                levels = tuple(min(max(round(value), 0), 4) for value in raw)
                reviews.append(Review(who, task * people + author, levels))
    tasks = tuple(Assignment(task, rubric) for task in range(assignments))
    return History(tasks, tuple(works), tuple(reviews), tuple(anchors))


def seconds(history: History) -> float:
    """The best of a few runs, the way a quiet machine would show it."""
    times = []
    for _ in range(REPEATS):
        began = perf_counter()
        estimate(history)
        times.append(perf_counter() - began)
    return min(times)


def main() -> None:
    for people, assignments, budget in SIZES:
        history = course(people, assignments)
        took = seconds(history)
        print(
            f"estimation  {people:6} trainees x {assignments:2} assignments  {len(history.reviews):6} reviews  "
            f"{took * 1000:8.1f} ms  (budget {budget * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    main()
