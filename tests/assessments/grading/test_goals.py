"""The default strategy against the truth, on the given cohorts and by the given scorer."""

import importlib.util
import json
import math
import os
from collections import defaultdict
from pathlib import Path

import pytest

from lms.assessments.grading.scenario import estimate_scenario

FOLDER = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "peer-grading"


def pooled(errors):
    return math.sqrt(sum(error**2 for error in errors) / len(errors))


@pytest.fixture(scope="module")
def scores():
    if not FOLDER.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{FOLDER} is missing")
        pytest.skip("../shared/data is not here")
    spec = importlib.util.spec_from_file_location("peer_grading_score", FOLDER / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    rows = []
    for file in sorted((FOLDER / "inputs").glob("*.json")):
        given = json.loads(file.read_text())
        truth = json.loads((FOLDER / "truth" / f"{file.stem}.truth.json").read_text())
        answer = estimate_scenario(given, "calibrated")
        row = {name: score.evaluate(given, truth, grades) for name, grades in score.baselines(given).items()}
        rows.append(
            row | {"kind": file.stem[:-2], "ours": score.evaluate(given, truth, answer["grades"], answer["sd"])}
        )
    assert len(rows) >= 48
    return rows


@pytest.mark.parametrize(("other", "most"), [("mean", 0.72), ("median", 0.68), ("moodle_best", 0.64)])
def test_the_pooled_error_is_far_below_the_plain_ones(scores, other, most):
    ratio = pooled([row["ours"]["rmse"] for row in scores]) / pooled([row[other]["rmse"] for row in scores])
    assert ratio <= most


def test_no_kind_of_cohort_is_worse_off(scores):
    kinds = defaultdict(list)
    for row in scores:
        kinds[row["kind"]].append(row)
    ratios = {
        kind: pooled([row["ours"]["rmse"] for row in rows]) / pooled([row["mean"]["rmse"] for row in rows])
        for kind, rows in kinds.items()
    }
    assert len(ratios) == 16
    assert max(ratios.values()) <= 0.95, ratios


def test_the_intervals_are_honest(scores):
    assert 0.87 <= sum(row["ours"]["cover90"] for row in scores) / len(scores) <= 0.94


def test_few_grades_are_far_off(scores):
    assert sum(row["ours"]["over10"] for row in scores) / len(scores) <= 0.17
