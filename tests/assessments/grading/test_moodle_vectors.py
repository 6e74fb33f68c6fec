"""Numbers that Moodle Workshop's own tests state, reproduced."""

import json
import os
from pathlib import Path

import pytest

from lms.assessments.allocation.pairs import least_loaded, leftover, new_pairs, self_pairs, unique_pairs
from lms.assessments.grading.moodle import (
    Assessment,
    BadFormError,
    Comparison,
    Dimension,
    FilledForm,
    ForAssessment,
    Given,
    PointsAspect,
    ScaleAspect,
    accumulative,
    activity_grades,
    comments,
    grades_for_assessment,
    number_of_errors,
    points,
    reviewer_percent,
    rubric,
    submission_percent,
)
from lms.assessments.grading.moodle.best import average_assessment, distance, normalised, weighted_variance

FILE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "moodle-vectors.json"
NEAR = {"abs": 1e-4}


def vectors(prefix):
    if not FILE.exists():
        if os.environ.get("CI") == "true":
            raise FileNotFoundError(FILE)
        return [pytest.param(None, marks=pytest.mark.skip(reason="../shared/data is not here"))]
    found = [one for one in json.loads(FILE.read_text())["vectors"] if one["id"].startswith(prefix)]
    return [pytest.param(one, id=one["id"]) for one in found]


def aspect(criterion):
    if "scale_steps" in criterion:
        return ScaleAspect(criterion["scale_steps"], criterion["weight"])
    return PointsAspect(criterion["max"], criterion["weight"])


def check(vector, compute):
    if vector["expect"] == "error":
        with pytest.raises(ValueError, match=r"\w"):
            compute()
    else:
        assert compute() == (None if vector["expect"] is None else pytest.approx(vector["expect"], **NEAR))


@pytest.mark.parametrize("vector", vectors("acc-"))
def test_accumulative(vector):
    given = vector["in"]
    check(vector, lambda: accumulative([aspect(one) for one in given["criteria"]], given["grades"]))


@pytest.mark.parametrize("vector", vectors("rub-"))
def test_rubric(vector):
    check(vector, lambda: rubric(vector["in"]["levels"], vector["in"]["chosen"]))


@pytest.mark.parametrize("vector", vectors("num-"))
def test_number_of_errors(vector):
    given = vector["in"]
    grades = {int(count): grade for count, grade in given["grade_by_weighted_errors"].items()}
    check(vector, lambda: number_of_errors(given["assertion_weights"], given["passed"], grades))


@pytest.mark.parametrize("vector", vectors("sub-"))
def test_submission(vector):
    check(
        vector,
        lambda: submission_percent([Given(one["percent"], one["weight"]) for one in vector["in"]["assessments"]]),
    )


@pytest.mark.parametrize("vector", vectors("rev-"))
def test_reviewer(vector):
    grades = [ForAssessment(one["computed"], one["override"]) for one in vector["in"]["grading_grades"]]
    check(vector, lambda: reviewer_percent(grades))


@pytest.mark.parametrize("vector", vectors("pct-"))
def test_points(vector):
    check(vector, lambda: points(vector["in"]["percent"], vector["in"]["total"]))


@pytest.mark.parametrize("vector", vectors("best-normalise"))
def test_normalised(vector):
    dimensions = [Dimension(one["min"], one["max"]) for one in vector["in"]["dims"]]
    for grades, expected in zip(vector["in"]["grades"], vector["expect"], strict=True):
        assert normalised(grades, dimensions) == pytest.approx(expected, **NEAR)


@pytest.mark.parametrize("vector", vectors("best-average"))
def test_average(vector):
    rows = vector["in"]["rows"]
    check(vector, lambda: average_assessment([row["g"] for row in rows], [row["w"] for row in rows]))


@pytest.mark.parametrize("vector", vectors("best-variance"))
def test_variance(vector):
    rows = vector["in"]["rows"]
    check(vector, lambda: weighted_variance([row["g"] for row in rows], [row["w"] for row in rows]))


@pytest.mark.parametrize("vector", vectors("best-symmetric"))
def test_mirrored_assessments_are_equally_far(vector):
    given = vector["in"]
    scale = {"variances": given["variance"], "weights": given["weight"], "comparison": given["comparison"]}
    far = distance(given["a"], given["ref"], **scale)
    assert far > 0
    assert far == distance(given["b"], given["ref"], **scale)


@pytest.mark.parametrize("vector", vectors("best-zero-weight"))
def test_weight_zero_is_judged_but_does_not_judge(vector):
    rows = vector["in"]["rows"]
    grades = grades_for_assessment(
        [Assessment(at, 1, tuple(row["g"]), row["w"]) for at, row in enumerate(rows)],
        [Dimension(0, vector["in"]["max"])] * 3,
        vector["in"]["comparison"],
    )
    assert [grades[at] for at in vector["expect"]["distance_zero"]] == [100.0, 100.0]
    assert all(grades[at] < 100 for at in vector["expect"]["distance_positive"])


@pytest.mark.parametrize("vector", vectors("behat-comparison"))
def test_five_levels_of_strictness(vector):
    peers = [Assessment(at, 1, (grade,)) for at, grade in enumerate(vector["in"]["grades"])]
    for name, expected in vector["expect"].items():
        if name != "submission":
            level = int(name.split("(")[1].rstrip(")"))
            grades = grades_for_assessment(peers, [Dimension(0, 10)], Comparison(level))
            assert [round(points(grades[one.id], 5), 1) for one in peers] == expected


@pytest.mark.parametrize("vector", vectors("behat-grade"))
def test_grade_and_override(vector):
    peers = [Assessment(at, 1, (grade,)) for at, grade in enumerate(vector["in"]["grades"])]
    grades = grades_for_assessment(peers, [Dimension(0, 10)], vector["in"]["comparison"])
    assert [round(points(grades[one.id], 5), 1) for one in peers] == vector["expect"]["assessment"]
    percents = [accumulative([PointsAspect(10)], one.grades) for one in peers]
    assert round(points(submission_percent([Given(one) for one in percents]), 10), 1) == vector["expect"]["submission"]


@pytest.mark.parametrize("vector", vectors("behat-flow"))
def test_flow(vector):
    form = [PointsAspect(10), PointsAspect(10)]
    percents = [accumulative(form, pair) for pair in vector["in"]["pairs"]]
    assert [points(one, 80) for one in percents] == pytest.approx(vector["expect"]["of80"], **NEAR)
    teacher = accumulative(form, (1, 2))
    together = submission_percent([Given(percents[0]), Given(teacher)])
    assert points(together, 80) == pytest.approx(vector["expect"]["submission1_after_teacher"], **NEAR)
    sam = reviewer_percent([ForAssessment(None, 11 / 20 * 100), ForAssessment(100.0)])
    assert int(points(sam, 20) + 0.5) == vector["expect"]["sam1_grading_grade_of20"]


@pytest.mark.parametrize("vector", vectors("behat-self"))
def test_self_assessment(vector):
    percent = accumulative([PointsAspect(vector["in"]["max"])], vector["in"]["grades"])
    assert points(percent, 80) == vector["expect"]


@pytest.mark.parametrize("vector", vectors("alloc-"))
def test_pair_lists(vector):
    given, expected = vector["in"], vector["expect"]
    pairs = {name: [tuple(one) for one in given.get(name, ())] for name in ("pairs", "new")}
    match vector["id"]:
        case "alloc-self-same" | "alloc-self-diff" | "alloc-self-existing":
            existing = [tuple(one) for one in given.get("existing", ())]
            assert self_pairs(given["authors"], given["reviewers"], existing) == [tuple(one) for one in expected]
        case "alloc-unique":
            assert unique_pairs(pairs["pairs"]) == [tuple(one) for one in expected]
        case "alloc-filter":
            existing = [tuple(one) for one in given["existing"]]
            assert new_pairs(pairs["new"], existing) == [tuple(one) for one in expected]
        case "alloc-unkept":
            existing = {int(key): tuple(pair) for key, pair in given["existing"].items()}
            assert leftover(existing, pairs["new"], keep_self=False) == expected["keep_self=no"]
            assert leftover(existing, pairs["new"], keep_self=True) == expected["keep_self=yes"]
        case "alloc-empty":
            assert least_loaded(given["workload"], seed="any") is expected
        case "alloc-lowest":
            assert drawn(given["workload"]) == {str(expected)}
        case "alloc-lowest-tie":
            assert drawn(given["workload"]) == {"9", "10"}
        case "alloc-lowest-float":
            assert drawn(given["workload"]) == {"1", "2"}
        case other:
            pytest.fail(f"no test reads {other}")


def drawn(workload):
    return {least_loaded(workload, seed=seed) for seed in range(100)}


@pytest.mark.parametrize("level", list(Comparison))
@pytest.mark.parametrize("vector", vectors("golden-"))
def test_whole_activities(vector, level):
    given, expected = vector["in"], vector["expect"]
    forms = [
        FilledForm(f"{at}/{who}", who, at, () if None in row else tuple(row[1:]), row[0])
        for at, rows in enumerate(given["submissions"])
        for who, row in enumerate(rows)
    ]
    grades = activity_grades([PointsAspect(one["max"], one["weight"]) for one in given["criteria"]], forms, level)
    by_level = expected["by_comparison"][str(int(level))]
    assert list(grades.forms.values()) == approx_list(flat(expected["assessment_percent"]))
    assert list(grades.submissions.values()) == approx_list(expected["submission_percent"])
    assert list(grades.for_assessment.values()) == approx_list(flat(by_level["grading_grade"]))
    reviewers = {str(who): grade for who, grade in grades.reviewers.items() if grade is not None}
    assert reviewers == pytest.approx(by_level["reviewer_aggregate"], **NEAR)


def flat(rows):
    return [one for row in rows for one in row]


def approx_list(values):
    return [None if value is None else pytest.approx(value, **NEAR) for value in values]


def test_every_vector_of_the_workshop_is_tried():
    prefixes = ("acc-", "rub-", "num-", "sub-", "rev-", "pct-", "best-", "behat-", "alloc-", "golden-")
    if not FILE.exists():
        pytest.skip("../shared/data is not here")
    others = {one["id"].split("-")[0] for one in json.loads(FILE.read_text())["vectors"]}
    assert others - {"sched", "att"} == {prefix.rstrip("-") for prefix in prefixes}


@pytest.mark.parametrize(
    ("passed", "expected"), [((1, 1, 1, 1), 100.0), ((0, 1, 1, 1), 90.0), ((0, 0, 1, 1), 90.0), ((0, 0, 0, 0), 40.0)]
)
def test_a_gap_in_the_map_takes_the_next_smaller_number(passed, expected):
    assert number_of_errors([1, 1, 1, 1], passed, {1: 90.0, 3: 40.0}) == expected


def test_comments_give_all_or_nothing():
    assert comments(["fine"]) == 100.0
    assert comments([]) is None


@pytest.mark.parametrize("chosen", [[1, 1], [9, 9]])
def test_a_choice_that_is_no_level_is_refused(chosen):
    with pytest.raises(BadFormError):
        rubric([[0, 2], [0, 3]], chosen)


def test_each_submission_has_its_own_best():
    dimensions = [Dimension(0, 10)]
    mixed = [Assessment(at, at % 2, (grade,)) for at, grade in enumerate((10, 0, 8, 0, 6, 0, 0, 0))]
    grades = grades_for_assessment(mixed, dimensions)
    alone = grades_for_assessment([one for one in mixed if one.submission == 0], dimensions)
    assert {key: grades[key] for key in alone} == alone
    assert [grades[at] for at in (1, 3, 5, 7)] == [100.0] * 4


def test_weightless_assessments_and_forms_give_nothing():
    pair = [Assessment(1, 1, (3,), 0.0), Assessment(2, 1, (4,), 0.0)]
    assert grades_for_assessment(pair, [Dimension(0, 10)]) == {1: None, 2: None}
    weighty = [Assessment(1, 1, (3,)), Assessment(2, 1, (4,))]
    assert grades_for_assessment(weighty, [Dimension(0, 10, 0.0)]) == {1: None, 2: None}


def test_a_dimension_on_which_all_agree_still_counts_in_the_average():
    two = [Dimension(0, 10), Dimension(0, 10)]
    rows = [Assessment(at, 1, (grade, 5)) for at, grade in enumerate((10, 8, 6, 0))]
    grades = grades_for_assessment(rows, two)
    alone = grades_for_assessment([Assessment(one.id, 1, one.grades[:1]) for one in rows], two[:1])
    assert [100 - grades[at] for at in range(4)] == pytest.approx([(100 - alone[at]) / 2 for at in range(4)], abs=1e-3)
