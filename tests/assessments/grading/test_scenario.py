"""Reading scenarios: what fits gives grades in order, what does not names its field."""

import pytest

from lms.assessments.grading import STRATEGIES, BadHistoryError, Verdict, estimate
from lms.assessments.grading.scenario import estimate_scenario, history_of


def scenario(**changes):
    return {
        "format": "peer-grading-scenario/1",
        "criteria": 2,
        "levels": 5,
        "weights": [0.25, 0.75],
        "assignments": 2,
        "trainees": 4,
        "submissions": [[7, 1, 0], [3, 0, 0], [5, 0, 1]],
        "reviews": [[1, 3, 4, 2], [2, 3, 4, 4], [2, 5, 0, 1], [3, 7, 2, 2]],
        "anchors": [[5, 1, 1]],
    } | changes


def test_rows_become_a_history():
    history = history_of(scenario())
    estimates = estimate(history, "mean")
    assert [work.id for work in history.submissions] == [7, 3, 5]
    assert history.anchors[0].score == 25
    assert [one.grade for one in estimates.submissions] == [50.0, 81.25, 25.0]
    assert estimates.submissions[2].verdict is Verdict.INSTRUCTOR_GRADED


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_answers_stand_in_the_order_of_the_submissions(strategy):
    data = scenario()
    answer = estimate_scenario(data, strategy)
    turned = estimate_scenario(data | {"submissions": data["submissions"][::-1]}, strategy)
    assert answer["grades"] == turned["grades"][::-1]
    assert answer["sd"] == turned["sd"][::-1]


def test_words_may_be_ids_and_the_count_of_assignments_may_be_missing():
    data = scenario(submissions=[["a", "one", "me"]], reviews=[["you", "a", 4, 4]], anchors=[])
    del data["assignments"]
    assert estimate_scenario(data, "mean")["grades"] == [100.0]


BAD = [
    ({"format": "something-else/2"}, "format"),
    ({"levels": 1}, "levels"),
    ({"levels": "5"}, "levels"),
    ({"levels": True}, "levels"),
    ({"weights": []}, "weights"),
    ({"weights": ["a", "b"]}, "weights"),
    ({"weights": [0, 0]}, "weights"),
    ({"weights": [float("nan"), 1]}, "weights"),
    ({"criteria": 3}, "criteria"),
    ({"assignments": "two"}, "assignments"),
    ({"assignments": 1}, "submissions[0].assignment"),
    ({"submissions": {}}, "submissions"),
    ({"submissions": [[1, 0]]}, "submissions[0]"),
    ({"submissions": [[1.5, 0, 0]]}, "submissions[0][0]"),
    ({"submissions": [[7, 1, 0], [7, 1, 1]], "reviews": [], "anchors": []}, "submissions[1]"),
    ({"reviews": [[1, 3, 4]]}, "reviews[0]"),
    ({"reviews": [[1, 3, 4, 2], [1, 3, 4, 2]]}, "reviews[1]"),
    ({"reviews": [[1, 3, 4, 5]]}, "reviews[0].levels"),
    ({"reviews": [[1, 3, 4, -1]]}, "reviews[0].levels"),
    ({"reviews": [[1, 3, 4, 2.5]]}, "reviews[0][3]"),
    ({"reviews": [[1, 3, 4, None]]}, "reviews[0][3]"),
    ({"reviews": [[1, 99, 4, 2]]}, "reviews[0].submission"),
    ({"reviews": [[0, 3, 4, 2]]}, "reviews[0].reviewer"),
    ({"anchors": [[5, 1]]}, "anchors[0]"),
    ({"anchors": [[5, 1, 9]]}, "anchors[0]"),
    ({"anchors": [[99, 1, 1]]}, "anchors[0].submission"),
]


@pytest.mark.parametrize(("changes", "field"), BAD)
def test_what_does_not_fit_is_named(changes, field):
    with pytest.raises(BadHistoryError) as refusal:
        history_of(scenario(**changes))
    assert refusal.value.field == field


@pytest.mark.parametrize("name", ["weights", "levels", "submissions", "reviews", "anchors"])
def test_a_missing_field_is_named(name):
    data = scenario()
    del data[name]
    with pytest.raises(BadHistoryError) as refusal:
        history_of(data)
    assert (refusal.value.field, refusal.value.problem) == (name, "missing")


@pytest.mark.parametrize("data", [[], "text", None, 3])
def test_only_an_object_is_a_scenario(data):
    with pytest.raises(BadHistoryError, match="scenario"):
        history_of(data)
