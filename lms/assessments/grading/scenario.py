"""Review rounds as JSON: the format ``peer-grading-scenario/1`` in, grades in the order of the submissions out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from lms.assessments.grading.estimating import estimate
from lms.assessments.grading.types import (
    Anchor,
    Assignment,
    BadHistoryError,
    History,
    Review,
    Rubric,
    Submission,
)

FORMAT = "peer-grading-scenario/1"


class Answer(TypedDict):
    """Points (0 to 100) and standard deviations in the order of the scenario's submissions."""

    grades: list[float]
    sd: list[float]


def estimate_scenario(data: Mapping[str, Any], strategy: str) -> Answer:
    """Grades of every submission of a scenario. Raises ``BadHistoryError`` naming the field that is wrong."""
    estimates = estimate(history_of(data), strategy=strategy).submissions
    return {"grades": [one.grade for one in estimates], "sd": [one.sd for one in estimates]}


def history_of(data: Mapping[str, Any]) -> History:
    """The scenario as a history: ``submissions`` [id, assignment, author], ``reviews`` [reviewer, submission,
    levels …], ``anchors`` [submission, the instructor's levels …], one rubric of ``weights`` and ``levels`` for all."""
    if not isinstance(data, Mapping):
        raise BadHistoryError("scenario", "an object expected")
    if data.get("format", FORMAT) != FORMAT:
        raise BadHistoryError("format", f"{FORMAT} expected, {data['format']!r} found")
    rubric = _rubric(data)
    submissions = tuple(
        Submission(_key(row[0], f"{at}[0]"), _key(row[1], f"{at}[1]"), (_key(row[2], f"{at}[2]"),))
        for at, row in _rows(data, "submissions", 3, 3)
    )
    width = len(rubric.levels)
    reviews = tuple(
        Review(_key(row[0], f"{at}[0]"), _key(row[1], f"{at}[1]"), _levels(row[2:], at, 2))
        for at, row in _rows(data, "reviews", width + 2, width + 2)
    )
    anchors = tuple(
        Anchor(_key(row[0], f"{at}[0]"), _anchor_score(rubric, row[1:], at))
        for at, row in _rows(data, "anchors", width + 1, width + 1)
    )
    return History(_assignments(data, submissions, rubric), submissions, reviews, anchors)


def _rubric(data: Mapping[str, Any]) -> Rubric:
    weights = _field(data, "weights")
    levels = _field(data, "levels")
    if not isinstance(weights, list) or not weights or not all(_is_number(weight) for weight in weights):
        raise BadHistoryError("weights", "a list of numbers expected, one for each criterion")
    if data.get("criteria", len(weights)) != len(weights):
        raise BadHistoryError("criteria", f"{data['criteria']!r} criteria, but {len(weights)} weights")
    if not _is_whole(levels) or levels < 2:
        raise BadHistoryError("levels", "a whole number of 2 or more expected")
    try:
        return Rubric(tuple(float(weight) for weight in weights), (levels,) * len(weights))
    except BadHistoryError as bad:
        raise BadHistoryError(bad.field.removeprefix("rubric."), bad.problem) from bad


def _assignments(data: Mapping[str, Any], submissions: Sequence[Submission], rubric: Rubric) -> tuple[Assignment, ...]:
    count = data.get("assignments")
    if count is None:
        return tuple(Assignment(key, rubric) for key in dict.fromkeys(one.assignment for one in submissions))
    if not _is_whole(count) or count < 0:
        raise BadHistoryError("assignments", "a whole number expected")
    return tuple(Assignment(key, rubric) for key in range(count))


def _anchor_score(rubric: Rubric, levels: Sequence[object], at: str) -> float:
    given = _levels(levels, at, 1)
    if problem := rubric.why_not_given(given):
        raise BadHistoryError(at, problem)
    return min(rubric.score(given), 100.0)


def _rows(data: Mapping[str, Any], name: str, least: int, most: int) -> list[tuple[str, list[object]]]:
    rows = _field(data, name)
    if not isinstance(rows, list):
        raise BadHistoryError(name, "a list of rows expected")
    for place, row in enumerate(rows):
        if not isinstance(row, list) or not least <= len(row) <= most:
            raise BadHistoryError(f"{name}[{place}]", f"a row of {least} values expected")
    return [(f"{name}[{place}]", row) for place, row in enumerate(rows)]


def _field(data: Mapping[str, Any], name: str) -> Any:
    if name not in data:
        raise BadHistoryError(name, "missing")
    return data[name]


def _levels(values: Sequence[object], at: str, first: int) -> tuple[int, ...]:
    levels: list[int] = []
    for place, value in enumerate(values, first):
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadHistoryError(f"{at}[{place}]", f"a whole level expected, {value!r} found")
        levels.append(value)
    return tuple(levels)


def _key(value: object, at: str) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise BadHistoryError(at, f"a whole number or a word expected, {value!r} found")
    return value


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
