"""Promises of the estimators that hold for every history."""

import math
from dataclasses import fields, is_dataclass, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.assessments.grading import (
    STRATEGIES,
    Anchor,
    Assignment,
    BadHistoryError,
    History,
    Review,
    Rubric,
    Submission,
    Verdict,
    estimate,
    fingerprint_of,
)

RUBRIC = Rubric((2.0, 1.0, 1.0), (5, 5, 3))
FEW = settings(max_examples=60, deadline=None)


@st.composite
def histories(draw):
    tasks, people = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    rubrics = [RUBRIC, Rubric((1.0,), (10,)), Rubric((1.0, 3.0), (2, 4))]
    assignments = tuple(Assignment(f"task {at}", rubrics[at]) for at in range(tasks))
    works = tuple(
        Submission(task * 10 + person, f"task {task}", (person,)) for task in range(tasks) for person in range(people)
    )
    works = tuple(draw(st.lists(st.sampled_from(works), unique=True)))
    pairs = [(who, work) for work in works for who in range(people + 2) if who not in work.authors]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    reviews = tuple(
        Review(who, work.id, tuple(draw(st.integers(0, count - 1)) for count in rubrics[work.id // 10].levels))
        for who, work in chosen
    )
    graded = draw(st.lists(st.sampled_from(works), unique=True, max_size=4)) if works else []
    anchors = tuple(Anchor(work.id, draw(st.floats(0, 100))) for work in graded)
    return History(assignments, works, reviews, anchors)


def cohort(*, seed=1, people=12, tasks=3, each=3, anchors=4, level=None):
    """A class with habits; everybody reviews the next ones in a shuffled circle."""
    rng = Random(seed)
    habits = [rng.gauss(0, 1) for _ in range(people)]
    works, reviews, marks = [], [], []
    for task in range(tasks):
        order = rng.sample(range(people), people)
        merit = {person: rng.gauss(2.5, 0.8) for person in order}
        works += [Submission(f"{task}/{person}", task, (person,)) for person in order]
        for at, who in enumerate(order):
            for ahead in range(1, each + 1):
                author = order[(at + ahead) % people]
                levels = tuple(
                    level if level is not None else min(max(round(rng.gauss(merit[author] + habits[who], 0.6)), 0), 4)
                    for _ in range(3)
                )
                reviews.append(Review(who, f"{task}/{author}", levels))
        marks += [(f"{task}/{person}", 25 * merit[person]) for person in order]
    graded = tuple(Anchor(work, min(max(score, 0), 100)) for work, score in rng.sample(marks, anchors))
    rubric = Rubric((1.0, 1.0, 1.0), (5, 5, 5))
    return History(tuple(Assignment(task, rubric) for task in range(tasks)), tuple(works), tuple(reviews), graded)


def numbers(value):
    if isinstance(value, float):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)


@FEW
@given(histories(), st.sampled_from(STRATEGIES))
def test_no_corner_gives_anything_but_numbers(history, strategy):
    estimates = estimate(history, strategy)
    assert all(math.isfinite(number) for number in numbers(estimates))
    assert [one.submission for one in estimates.submissions] == [work.id for work in history.submissions]
    assert len(estimates.checks) == len(history.reviews)
    for one in estimates.submissions:
        assert 0 <= one.low <= one.grade <= one.high <= 100


@FEW
@given(histories(), st.sampled_from(STRATEGIES))
def test_the_breakdown_gives_the_grade(history, strategy):
    for one in estimate(history, strategy).submissions:
        assert one.breakdown.share_sum == pytest.approx(1, abs=1e-9)
        assert min(max(one.breakdown.total, 0), 100) == pytest.approx(one.grade, abs=1e-7)
        assert len(one.breakdown.reviews) == one.review_count


@FEW
@given(histories(), st.sampled_from(STRATEGIES), st.randoms(use_true_random=False))
def test_order_changes_nothing(history, strategy, rng):
    def mixed(rows):
        return tuple(rng.sample(rows, len(rows)))

    shuffled = History(
        mixed(history.assignments), mixed(history.submissions), mixed(history.reviews), mixed(history.anchors)
    )
    one, other = estimate(history, strategy), estimate(shuffled, strategy)
    assert {row.submission: row for row in one.submissions} == {row.submission: row for row in other.submissions}
    assert one.reviewers == other.reviewers
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_ids_change_nothing(strategy):
    history = cohort()
    other = Random(5).sample(range(1000), 60)
    person = {who: f"p{other[who]}" for who in range(12)}
    work = {row.id: other[at] for at, row in enumerate(history.submissions)}
    renamed = History(
        tuple(replace(row, id=f"t{9 - row.id}") for row in history.assignments),
        tuple(
            Submission(work[row.id], f"t{9 - row.assignment}", (person[row.authors[0]],)) for row in history.submissions
        ),
        tuple(Review(person[row.reviewer], work[row.submission], row.levels) for row in history.reviews),
        tuple(Anchor(work[row.submission], row.score) for row in history.anchors),
    )
    before, after = estimate(history, strategy), estimate(renamed, strategy)
    assert [row.grade for row in after.submissions] == pytest.approx(
        [row.grade for row in before.submissions], abs=1e-6
    )
    assert [row.sd for row in after.submissions] == pytest.approx([row.sd for row in before.submissions], abs=1e-6)
    habits = {person[row.reviewer]: row.habit for row in before.reviewers}
    assert {row.reviewer: row.habit for row in after.reviewers} == pytest.approx(habits, abs=1e-6)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_all_equal_scores_give_that_score(strategy, level):
    estimates = estimate(cohort(level=level, anchors=0), strategy)
    assert [one.grade for one in estimates.submissions] == pytest.approx([25 * level] * 36, abs=0.05)


def test_someone_who_tells_nothing_apart_moves_no_grade():
    history = cohort(tasks=5)
    flat = [Review("flat", work.id, (4, 4, 4)) for work in history.submissions[1:40]]
    before = estimate(replace(history, reviews=(*history.reviews, *flat)))
    flat_one = next(one for one in before.reviewers if one.reviewer == "flat")
    assert flat_one.sensitivity < 0.25
    more = (*history.reviews, *flat, Review("flat", history.submissions[0].id, (4, 4, 4)))
    after = estimate(replace(history, reviews=more))
    assert abs(after.submissions[0].grade - before.submissions[0].grade) < 1


def test_anchors_draw_the_class_to_the_instructor():
    history = cohort(anchors=0)
    plain = estimate(history)
    strict = tuple(Anchor(one.submission, max(one.grade - 15, 0)) for one in plain.submissions[::5] if one.grade >= 15)
    drawn = estimate(replace(history, anchors=strict))
    others = [at for at in range(36) if at % 5]
    shift = sum(drawn.submissions[at].grade - plain.submissions[at].grade for at in others) / len(others)
    assert shift < -6
    assert drawn.leniency > 6


def test_habits_are_found_and_removed():
    history = cohort(people=14, tasks=6, each=4, seed=3)
    rng = Random(3)
    true = [rng.gauss(0, 1) for _ in range(14)]
    found = {one.reviewer: one.habit for one in estimate(history).reviewers}
    order = sorted(range(14), key=lambda who: true[who])
    assert max(found[who] for who in order[:4]) < min(found[who] for who in order[-4:])


def test_equal_input_gives_equal_bits():
    assert estimate(cohort()) == estimate(cohort())


def test_authors_never_enter_the_grade():
    history = cohort()
    strangers = tuple(replace(row, authors=(f"someone {row.id}",)) for row in history.submissions)
    assert estimate(replace(history, submissions=strangers)) == estimate(history)


def test_earlier_grades_of_the_author_do_not_count():
    """Raising all earlier work of one author leaves that author's last grade where it is, beyond what reviewers explain."""
    history = cohort(tasks=4, anchors=4)
    last = "3/5"
    swapped = tuple(
        replace(row, authors=(6,) if row.authors == (5,) else (5,)) if row.authors in {(5,), (6,)} else row
        for row in history.submissions
        if row.assignment != 3
    )
    allowed = {(row.id, author) for row in swapped for author in row.authors}
    reviews = tuple(row for row in history.reviews if (row.submission, row.reviewer) not in allowed)
    kept = tuple(row for row in history.submissions if row.assignment == 3)
    mine = tuple(row for row in history.submissions if row.assignment != 3)
    one = estimate(History(history.assignments, (*mine, *kept), reviews, history.anchors)).of(last)
    other = estimate(History(history.assignments, (*swapped, *kept), reviews, history.anchors)).of(last)
    assert one == other


RULE_CASES = [
    ([], (), Verdict.TOO_FEW_REVIEWS),
    ([(2, 2, 2)], (), Verdict.TOO_FEW_REVIEWS),
    ([(4, 4, 4), (0, 0, 0)], (), Verdict.TOO_UNCERTAIN),
    ([(2, 2, 2)] * 6, (), Verdict.PUBLISHABLE),
    ([(2, 2, 2)] * 6, (81.25,), Verdict.INSTRUCTOR_GRADED),
]


@pytest.mark.parametrize(("levels", "anchor", "verdict"), RULE_CASES)
def test_verdicts(levels, anchor, verdict):
    history = History(
        (Assignment(0, Rubric((1.0, 1.0, 1.0), (5, 5, 5))),),
        (Submission("work", 0, ("author",)),),
        tuple(Review(f"peer {at}", "work", given) for at, given in enumerate(levels)),
        tuple(Anchor("work", score) for score in anchor),
    )
    one = estimate(history).of("work")
    assert one.verdict is verdict
    assert one.needs_instructor == (verdict in {Verdict.TOO_FEW_REVIEWS, Verdict.TOO_UNCERTAIN})
    if anchor:
        assert (one.grade, one.low, one.high, one.sd) == (81.25, 81.25, 81.25, 0.0)


@pytest.mark.parametrize(("anchors", "calibrated"), [(0, False), (2, False), (3, True)])
def test_three_anchors_make_a_scale(anchors, calibrated):
    assert estimate(cohort(anchors=anchors)).is_calibrated is calibrated


SIMPLE_CASES = [
    ("mean", (0, 2, 4, 4), 62.5),
    ("median", (0, 2, 4, 4), 75.0),
    ("median", (0, 2, 4), 50.0),
    ("trimmed", (0, 2, 4, 4), 75.0),
    ("trimmed", (0, 4), 50.0),
    ("trimmed", (0, 3, 3, 4, 4), 250 / 3),
    ("closest_to_mean", (0, 2, 4, 4), 50.0),
    ("closest_to_mean", (1, 3), 50.0),
    ("closest_to_mean", (0, 1, 4, 4, 4), 50 / 50 * 100),
]


@pytest.mark.parametrize(("strategy", "levels", "expected"), SIMPLE_CASES)
def test_plain_strategies(strategy, levels, expected):
    history = History(
        (Assignment(0, Rubric((1.0,), (5,))),),
        (Submission("work", 0, ()),),
        tuple(Review(at, "work", (level,)) for at, level in enumerate(levels)),
    )
    assert estimate(history, strategy).of("work").grade == pytest.approx(expected)


def test_the_fingerprint_changes_with_what_matters():
    history = cohort()
    heavier = Assignment(0, Rubric((2.0, 1.0, 1.0), (5, 5, 5)))
    prints = {
        fingerprint_of(one, strategy=strategy, version="1")
        for one, strategy in (
            (history, "mean"),
            (history, "median"),
            (replace(history, reviews=history.reviews[1:]), "mean"),
            (replace(history, anchors=history.anchors[1:]), "mean"),
            (replace(history, assignments=(heavier, *history.assignments[1:])), "mean"),
        )
    }
    assert len(prints) == 5


def test_unknown_names_are_refused():
    with pytest.raises(BadHistoryError, match="strategy"):
        estimate(cohort(), "best guess")
    with pytest.raises(BadHistoryError, match="unknown"):
        estimate(cohort()).of("no such work")


BAD_HISTORIES = [
    ({"submissions": (Submission(1, "?", ()),)}, "submissions[0].assignment"),
    ({"submissions": (Submission(1, 0, ()), Submission(1, 0, ()))}, "submissions[1]"),
    ({"reviews": (Review("a", 99, (1,)),)}, "reviews[0].submission"),
    ({"reviews": (Review("a", 1, (1, 1)),)}, "reviews[0].levels"),
    ({"reviews": (Review("a", 1, (5,)),)}, "reviews[0].levels"),
    ({"reviews": (Review("me", 1, (1,)),)}, "reviews[0].reviewer"),
    ({"reviews": (Review("a", 1, (1,)), Review("a", 1, (2,)))}, "reviews[1]"),
    ({"anchors": (Anchor(99, 1.0),)}, "anchors[0].submission"),
    ({"anchors": (Anchor(1, 100.5),)}, "anchors[0].score"),
    ({"anchors": (Anchor(1, math.nan),)}, "anchors[0].score"),
]


@pytest.mark.parametrize(("change", "field"), BAD_HISTORIES)
def test_contradictions_are_refused_by_field(change, field):
    good = {
        "assignments": (Assignment(0, Rubric((1.0,), (5,))),),
        "submissions": (Submission(1, 0, ("me",)),),
        "reviews": (),
        "anchors": (),
    }
    with pytest.raises(BadHistoryError) as refusal:
        History(**(good | change))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("weights", "levels"),
    [((), ()), ((1.0,), (5, 5)), ((0.0,), (5,)), ((-1.0, 2.0), (5, 5)), ((math.nan,), (5,)), ((1.0,), (1,))],
)
def test_rubrics_that_measure_nothing_are_refused(weights, levels):
    with pytest.raises(BadHistoryError):
        Rubric(weights, levels)
