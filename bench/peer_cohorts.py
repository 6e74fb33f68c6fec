"""How far grades are off on synthetic courses of eighteen kinds, next to mean, median and the review nearest the mean.

    python bench/peer_cohorts.py [first seed] [how many]      (seeds 100 to 105 by default, about 10 seconds)

Trainees differ in ability, leniency, mood, noise and in how far they tell good and weak work apart; some are careless
(always the maximum, always the average, anything), some form rings, some drop out. The kinds vary one thing each.
Prints the ratio of pooled errors for each kind, the share off by more than 10 points, and what the intervals cover.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lms.assessments.grading.scenario import estimate_scenario

Scenario = dict[str, object]


@dataclass(frozen=True)
class Kind:
    """What a course is like; variances as standard deviations in points."""

    trainees: int = 30
    each: int = 4
    tasks: int = 6
    criteria: int = 4
    levels: int = 5
    careless: float = 0.1
    rings: int = 0
    anchors: float = 0.05
    habit: float = 6.0
    mood: float = 4.0
    missing: float = 0.08
    spread: float = 1.0


USUAL = Kind()
KINDS = {
    "15 trainees": replace(USUAL, trainees=15, each=3), "30 trainees": USUAL,
    "60 trainees": replace(USUAL, trainees=60), "100 trainees": replace(USUAL, trainees=100),
    "honest": replace(USUAL, careless=0.0), "20 % careless": replace(USUAL, careless=0.2),
    "30 % careless": replace(USUAL, careless=0.3), "a ring": replace(USUAL, rings=1),
    "no anchors": replace(USUAL, anchors=0.0), "10 % anchors": replace(USUAL, anchors=0.1),
    "3 levels": replace(USUAL, criteria=3, levels=3), "10 levels": replace(USUAL, criteria=6, levels=10),
    "moody": replace(USUAL, habit=3.0, mood=6.5), "strict and kind": replace(USUAL, habit=11.0),
    "many missing": replace(USUAL, missing=0.25), "first assignment": replace(USUAL, tasks=1),
    "alike": replace(USUAL, spread=0.6), "far apart": replace(USUAL, spread=1.35),
}  # fmt: skip


class Course:
    """One course of a kind, made from a seed."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind, self.random = kind, np.random.default_rng([seed, kind.trainees, kind.tasks])
        people = kind.trainees
        self.ability = self.random.normal(0, 1, people)
        self.habit = self.random.normal(0, kind.habit, people)
        self.noise = np.exp(self.random.normal(0, 0.4, people) - 0.15 * self.ability)
        self.slope = np.clip(self.random.normal(0.9, 0.15, people), 0.4, 1.2)
        self.leniency = float(self.random.normal(4, 4))
        self.weights = self.random.dirichlet(np.full(kind.criteria, 4.0))
        order = [int(who) for who in self.random.permutation(people)]
        count = round(kind.careless * people)
        self.styles = {who: self.random.choice(["most", "middle", "any"]) for who in order[:count]}
        self.rings = [set(order[count + 3 * ring : count + 3 * ring + 3]) for ring in range(kind.rings)]
        self.submissions: list[list[int]] = []
        self.reviews: list[list[int]] = []
        self.anchors: list[list[int]] = []
        self.truth: list[float] = []
        for task in range(kind.tasks):
            self._round(task)

    def scenario(self) -> Scenario:
        """In the format that ``flask assessments estimate`` reads."""
        return {
            "trainees": self.kind.trainees, "assignments": self.kind.tasks, "criteria": self.kind.criteria,
            "levels": self.kind.levels, "weights": [float(weight) for weight in self.weights],
            "submissions": self.submissions, "reviews": self.reviews, "anchors": self.anchors,
        }  # fmt: skip

    def _round(self, task: int) -> None:
        kind, random = self.kind, self.random
        middle = float(random.normal(68, 4))
        people = [who for who in range(kind.trainees) if random.random() > 0.05]
        first = len(self.submissions)
        parts = {}
        for who in people:
            merit = kind.spread * (7.2 * self.ability[who] + random.normal(0, 9.5))
            parts[who] = np.clip(middle + merit + random.normal(0, 9, kind.criteria), 0, 100)
            self.submissions.append([len(self.submissions), task, who])
            self.truth.append(float(parts[who] @ self.weights))
        place = {who: first + at for at, who in enumerate(people)}
        mood = random.normal(0, kind.mood, kind.trainees)
        for reviewer, author in self._pairs(people):
            if random.random() >= kind.missing:
                levels = self._levels(reviewer, author, parts[author], middle, mood[reviewer])
                self.reviews.append([reviewer, place[author], *levels])
        checked = math.ceil(kind.anchors * len(people))
        for who in (people[at] for at in random.permutation(len(people))[:checked]):
            seen = parts[who] + random.normal(0, 3) + random.normal(0, 6, kind.criteria)
            self.anchors.append([place[who], *self._coarse(seen)])

    def _pairs(self, people: list[int]) -> set[tuple[int, int]]:
        order = [people[at] for at in self.random.permutation(len(people))]
        size = len(order)
        steps = [1, *self.random.choice(np.arange(2, size), min(self.kind.each, size - 1) - 1, replace=False)]
        pairs = {(order[at], order[(at + int(step)) % size]) for step in steps for at in range(size)}
        for ring in self.rings:
            for one in ring & set(people):
                for other in (ring & set(people)) - {one}:
                    own = sorted(pair for pair in pairs if pair[0] == one and pair[1] not in ring)
                    if own and self.random.random() < 0.6:
                        pairs -= {own[0]}
                        pairs |= {(one, other)}
        return pairs

    def _levels(self, reviewer: int, author: int, parts: np.ndarray, middle: float, mood: float) -> list[int]:
        top, random, count = self.kind.levels - 1, self.random, self.kind.criteria
        if any({reviewer, author} <= ring for ring in self.rings):
            return [top] * count
        style = self.styles.get(reviewer)
        if style and random.random() < 0.8:
            if style == "most":
                return [int(top - (random.random() < 0.15)) for _ in range(count)]
            if style == "any":
                return [int(level) for level in random.integers(0, top + 1, count)]
            return self._coarse(np.full(count, middle + self.leniency) + random.normal(0, 9, count))
        noise = self.noise[reviewer]
        seen = middle + self.leniency + self.habit[reviewer] + mood + self.slope[reviewer] * (parts - middle)
        return self._coarse(seen + random.normal(0, 5.5 * noise) + random.normal(0, 11 * noise, count))

    def _coarse(self, points: np.ndarray) -> list[int]:
        top = self.kind.levels - 1
        return [int(level) for level in np.clip(np.round(np.clip(points, 0, 100) / 100 * top), 0, top)]


def errors(course: Course) -> Iterator[tuple[str, float, float]]:
    """(way, error, half width of the interval) of every submission that the instructor did not grade."""
    scores: dict[int, list[float]] = defaultdict(list)
    for _reviewer, work, *levels in course.reviews:
        scores[work].append(100 * float(np.dot(levels, course.weights)) / (course.kind.levels - 1))
    overall = float(np.mean([score for given in scores.values() for score in given]))
    answer = estimate_scenario(course.scenario(), "calibrated")
    graded = {anchor[0] for anchor in course.anchors}
    for work, truth in enumerate(course.truth):
        if work in graded:
            continue
        given = scores.get(work, [overall])
        mean = sum(given) / len(given)
        yield "ours", answer["grades"][work] - truth, 1.645 * answer["sd"][work]
        yield "mean", mean - truth, 0.0
        yield "median", median(given) - truth, 0.0
        yield "nearest", min(given, key=lambda score: abs(score - mean)) - truth, 0.0


def main(first: int, count: int) -> None:
    """A line a kind, then all together."""
    print(f"{'kind':18}{'error':>7}{'/ mean':>8}{'/ median':>9}{'/ nearest':>10}{'off > 10':>10}{'covered':>9}")
    everything: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for name, kind in KINDS.items():
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for seed in range(first, first + count):
            for way, error, half in errors(Course(kind, seed)):
                found[way].append((error, half))
                everything[way].append((error, half))
        line(name, found)
    line("all", everything)


def line(name: str, found: dict[str, list[tuple[float, float]]]) -> None:
    """Ratios of root mean squared errors."""
    size = {way: math.sqrt(sum(error**2 for error, _half in rows) / len(rows)) for way, rows in found.items()}
    ours = found["ours"]
    off = sum(abs(error) > 10 for error, _half in ours) / len(ours)
    covered = sum(abs(error) <= half for error, half in ours) / len(ours)
    ratios = "".join(f"{size['ours'] / size[way]:>9.3f}" for way in ("mean", "median", "nearest"))
    print(f"{name:18}{size['ours']:>7.2f}{ratios} {off:>9.1%}{covered:>9.1%}", flush=True)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]]
    main(*(given + [100, 6][len(given) :]))
