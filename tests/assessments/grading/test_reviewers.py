"""Marks, flags and spot checks: what follows from how people review."""

from dataclasses import replace
from random import Random

import pytest

from lms.assessments.grading import (
    Anchor,
    Assignment,
    Breakdown,
    Duty,
    Estimate,
    History,
    Pattern,
    Rating,
    Reason,
    Review,
    ReviewShare,
    Rubric,
    Submission,
    Verdict,
    always_checked,
    budget,
    estimate,
    flags,
    reviewer_marks,
    spot_checks,
    wants_extra_review,
)


def group(*, rounds=6, people=10, each=4, habit=None, style=None, seed=4):
    """A class whose reviews are near the truth; ``habit`` shifts one person, ``style`` replaces the levels of some."""
    rng = Random(seed)
    works, reviews = [], []
    for task in range(rounds):
        merit = [rng.randint(1, 3) for _ in range(people)]
        order = rng.sample(range(people), people)
        works += [Submission(f"{task}/{who}", task, (who,)) for who in range(people)]
        for at, who in enumerate(order):
            for author in (order[(at + ahead) % people] for ahead in range(1, each + 1)):
                levels = [min(max(merit[author] + rng.choice((0, 0, 0, 1, -1)), 0), 4) for _ in range(3)]
                shifted = [min(level + (habit or {}).get(who, 0), 4) for level in levels]
                given = style(who, author, shifted) if style else shifted
                reviews.append(Review(who, f"{task}/{author}", tuple(given)))
    rubric = Rubric((1.0, 1.0, 1.0), (5, 5, 5))
    return History(tuple(Assignment(task, rubric) for task in range(rounds)), tuple(works), tuple(reviews))


def test_a_constant_habit_costs_nothing():
    plain = {one.reviewer: one for one in reviewer_marks(estimate(group()), [Duty(3, 24, 24)])}[3]
    kind = reviewer_marks(estimate(group(habit={3: 1})), [Duty(3, 24, 24)])[0]
    assert next(one.habit for one in estimate(group(habit={3: 1})).reviewers if one.reviewer == 3) > 8
    assert kind.accuracy == pytest.approx(plain.accuracy, abs=8)


def test_someone_who_guesses_is_less_accurate():
    rng = Random(1)
    history = group(style=lambda who, _author, levels: [rng.randint(0, 4)] * 3 if who == 2 else levels)
    marks = {one.reviewer: one for one in reviewer_marks(estimate(history), [Duty(who, 24, 24) for who in range(10)])}
    assert marks[2].accuracy < min(marks[who].accuracy for who in range(10) if who != 2) - 10


def test_one_s_own_vote_does_not_help():
    history = group(rounds=2)
    alone = estimate(history)
    mine = next(at for at, check in enumerate(alone.checks) if check.reviewer == 0)
    up = replace(history.reviews[mine], levels=(4, 4, 4))
    moved = estimate(replace(history, reviews=(*history.reviews[:mine], up, *history.reviews[mine + 1 :])))
    given = moved.checks[mine].given - alone.checks[mine].given
    assert given > 0
    assert moved.checks[mine].expected - alone.checks[mine].expected < 0.35 * given


MARK_CASES = [
    (Duty("a", 4, 4), [Rating("a", "w", 50.0)], 0.4 * 100 + 0.4 * 100 + 0.2 * 50, 50.0, ()),
    (Duty("a", 4, 2), [Rating("a", "w", 50.0)], 0.4 * 50 + 0.4 * 100 + 0.2 * 50, 50.0, ()),
    (Duty("a", 4, 4), [], 100.0, None, ()),
    (Duty("a", 0, 0), [], 100.0, None, ()),
    (Duty("low", 1, 1), [Rating("low", "w", 0.0)], None, None, ("w",)),
    (Duty("nobody", 2, 0), [], 0.0, None, ()),
]


@pytest.mark.parametrize(("duty", "ratings", "mark", "usefulness", "discarded"), MARK_CASES)
def test_the_mark_s_parts(duty, ratings, mark, usefulness, discarded):
    history = History(
        (Assignment(0, Rubric((1.0,), (5,))),),
        (Submission("w", 0, ("x",)), Submission("v", 0, ("y",))),
        (*(Review(who, work, (3,)) for who in "abc" for work in "wv"), Review("low", "w", (1,))),
    )
    estimates = estimate(history)
    exact = tuple(
        replace(check, surprise=0.0 if check.reviewer == "a" else check.surprise) for check in estimates.checks
    )
    found = reviewer_marks(replace(estimates, checks=exact), [duty], ratings)[0]
    assert found.usefulness == usefulness
    assert found.discarded == discarded
    if mark is not None:
        assert found.mark == pytest.approx(mark)


def test_a_review_that_stands_alone_says_nothing_about_accuracy():
    history = History((Assignment(0, Rubric((1.0,), (5,))),), (Submission("w", 0, ("x",)),), (Review("a", "w", (0,)),))
    assert reviewer_marks(estimate(history), [Duty("a", 1, 1)])[0].accuracy is None
    with_instructor = estimate(replace(history, anchors=(Anchor("w", 90.0),)))
    assert reviewer_marks(with_instructor, [Duty("a", 1, 1)])[0].accuracy is not None


def test_honest_classes_raise_no_flag_of_favour_or_sameness():
    history = group(rounds=8, people=16)
    found = {flag.pattern for flag in flags(history, estimate(history))}
    assert Pattern.ALWAYS_THE_SAME not in found
    assert Pattern.FAVOURING_EACH_OTHER not in found


def test_careless_and_monotonous_people_are_shown_with_evidence():
    history = group(rounds=8, style=lambda who, _author, levels: [4, 4, 4] if who == 7 else levels)
    found = {flag.pattern: flag for flag in flags(history, estimate(history)) if flag.people == (7,)}
    assert set(found) == {Pattern.CARELESS, Pattern.ALWAYS_THE_SAME}
    assert found[Pattern.CARELESS].evidence["flat_share"] == 1.0
    assert found[Pattern.CARELESS].evidence["reviews"] == 32
    assert found[Pattern.ALWAYS_THE_SAME].evidence["same_share"] == 1.0


def test_a_pair_that_favours_each_other_is_shown():
    ring = {1, 2}
    history = group(
        rounds=14, people=9, style=lambda who, author, levels: [4, 4, 4] if {who, author} == ring else levels
    )
    pairs = [flag for flag in flags(history, estimate(history)) if flag.pattern is Pattern.FAVOURING_EACH_OTHER]
    assert [flag.people for flag in pairs] == [(1, 2)]
    assert pairs[0].evidence["joint_z"] > 3


def one(key, *, sd=5.0, grade=70.0, verdict=Verdict.PUBLISHABLE, given=(70.0, 72.0, 68.0)):
    shares = tuple(ReviewShare(at, points, points, 1 / len(given)) for at, points in enumerate(given))
    low, high = grade - 1.645 * sd, grade + 1.645 * sd
    return Estimate(key, grade, sd, low, high, len(given), verdict, Breakdown(shares, 0.0, 0.0, 60.0, 0.0))


BUDGETS = [
    (30, 0, 3),
    (30, 1, 3),
    (30, 2, 3),
    (60, 0, 6),
    (10, 0, 3),
    (10, 5, 2),
    (100, 9, 10),
    (101, 9, 11),
    (1, 0, 1),
    (0, 0, 0),
]


@pytest.mark.parametrize(("submissions", "position", "expected"), BUDGETS)
def test_budgets_are_larger_at_the_start(submissions, position, expected):
    assert budget(submissions, position=position) == expected


def test_half_is_drawn_and_half_is_the_vaguest():
    works = [one(at, sd=at / 10) for at in range(60)]
    picks = spot_checks(works, position=0, seed="course/1")
    assert [pick.reason for pick in picks] == [Reason.DRAWN] * 3 + [Reason.LARGEST_SD] * 3
    drawn = {pick.submission for pick in picks[:3]}
    assert [pick.submission for pick in picks[3:]] == [at for at in range(59, 0, -1) if at not in drawn][:3]
    assert picks == spot_checks(works[::-1], position=0, seed="course/1")
    assert any(spot_checks(works, position=0, seed=f"course/{at}") != picks for at in range(2, 6))


def test_everybody_can_be_drawn():
    works = [one(at) for at in range(12)]
    drawn = {pick.submission for seed in range(200) for pick in spot_checks(works, position=0, seed=seed)[:2]}
    assert drawn == set(range(12))


def test_what_is_graded_counts_against_the_budget_and_is_not_picked():
    works = [one(at, verdict=Verdict.INSTRUCTOR_GRADED if at < 2 else Verdict.PUBLISHABLE) for at in range(30)]
    picks = spot_checks(works, position=0, seed="s", done=2)
    assert len(picks) == 1
    assert picks[0].submission >= 2
    assert spot_checks(works, position=0, seed="s", done=5) == ()


ALWAYS = [
    (one("w"), None, (), None),
    (one("w"), None, ("w",), Reason.APPEAL),
    (one("w", verdict=Verdict.TOO_FEW_REVIEWS), 70.0, (), Reason.TOO_FEW_REVIEWS),
    (one("w", verdict=Verdict.TOO_UNCERTAIN), 70.0, (), Reason.TOO_UNCERTAIN),
    (one("w"), 65.0, (), Reason.BORDERLINE),
    (one("w"), 40.0, (), None),
    (one("w", verdict=Verdict.INSTRUCTOR_GRADED), 70.0, (), None),
    (one("w", verdict=Verdict.INSTRUCTOR_GRADED), None, ("w",), Reason.APPEAL),
]


@pytest.mark.parametrize(("work", "line", "appeals", "reason"), ALWAYS)
def test_what_always_goes_to_the_instructor(work, line, appeals, reason):
    assert [pick.reason for pick in always_checked([work], pass_line=line, appeals=appeals)] == (
        [] if reason is None else [reason]
    )


EXTRA = [
    ((90.0, 40.0, 70.0), 3, True),
    ((90.0, 40.0, 70.0, 60.0), 3, False),
    ((70.0, 60.0), 3, False),
    ((90.0,), 3, False),
]


@pytest.mark.parametrize(("given", "wanted", "expected"), EXTRA)
def test_one_more_review_is_asked_before_the_instructor(given, wanted, expected):
    assert wants_extra_review(one("w", given=given), wanted=wanted) is expected
    assert not wants_extra_review(one("w", given=given, verdict=Verdict.INSTRUCTOR_GRADED), wanted=wanted)
