"""``flask assessments estimate`` as someone types it."""

import json

import pytest
from click.testing import CliRunner

from lms.assessments.cli import commands
from lms.assessments.grading.scenario import estimate_scenario

SCENARIO = {
    "levels": 5,
    "weights": [0.5, 0.5],
    "submissions": [[0, 0, 0], [1, 0, 1]],
    "reviews": [[1, 0, 4, 4], [2, 0, 3, 4], [0, 1, 1, 1]],
    "anchors": [],
}


def run(*words):
    return CliRunner().invoke(commands, ["estimate", *words])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(SCENARIO))
    return path


@pytest.mark.parametrize("strategy", ["calibrated", "mean", "median", "trimmed", "closest_to_mean"])
def test_json_holds_grades_and_sds(file, strategy):
    result = run("--input", str(file), "--strategy", strategy, "--json")
    assert result.exit_code == 0
    assert json.loads(result.output) == estimate_scenario(SCENARIO, strategy)


def test_lines_are_for_people(file):
    result = run("--input", str(file), "--strategy", "mean")
    assert [line.split("\t")[:2] for line in result.output.splitlines()] == [["0", "93.8"], ["1", "25.0"]]


BAD_FILES = [
    (b"{", "not JSON (line 1"),
    (b"\xff\xfe\x00", "not UTF-8"),
    (b"[]", "scenario: an object expected"),
    (json.dumps(SCENARIO | {"levels": 0}).encode(), "levels: a whole number of 2 or more"),
    (json.dumps(SCENARIO | {"reviews": [[1, 0, 9, 9]]}).encode(), "reviews[0].levels: criterion 0"),
]


@pytest.mark.parametrize(("content", "message"), BAD_FILES)
def test_a_bad_file_is_explained(tmp_path, content, message):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    result = run("--input", str(path), "--json")
    assert result.exit_code != 0
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_missing_file_and_an_unknown_strategy_are_explained(tmp_path, file):
    missing = run("--input", str(tmp_path / "nowhere.json"))
    assert missing.exit_code != 0
    assert "nowhere.json" in missing.output
    unknown = run("--input", str(file), "--strategy", "best")
    assert unknown.exit_code != 0
    assert "calibrated" in unknown.output
