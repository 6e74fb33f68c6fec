"""``flask attendance settle`` as someone types it, over the published cases and over ones of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.attendance.cli import commands


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(commands, ["settle", "--cases", str(path), *words])


@pytest.fixture
def settle(tmp_path: Path):
    def _settle(*cases: dict, **rest: object) -> list[dict]:
        path = tmp_path / "cases.json"
        path.write_text(json.dumps({"cases": list(cases), **rest}))
        result = run(path, "--json")
        assert result.exit_code == 0, result.output
        return [each["result"] for each in json.loads(result.output)]

    return _settle


def test_every_published_case(shared_data: Path) -> None:
    path = shared_data / "attendance-cases.json"
    published = json.loads(path.read_text())
    result = run(path, "--json")
    assert result.exit_code == 0
    found = {each["id"]: each["result"] for each in json.loads(result.output)}
    cases = published["cases"] + published["placement_cases"]
    assert {case["id"]: found[case["id"]] for case in cases} == {case["id"]: case["expected"] for case in cases}
    units = published["unit_period_dates"]
    assert [found[unit["start"]] for unit in units] == [{"first_unit": unit["first_unit"]} for unit in units]


def test_the_same_keys_without_expectations(shared_data: Path, tmp_path: Path) -> None:
    published = json.loads((shared_data / "attendance-cases.json").read_text())
    wanted = {case["id"]: case.pop("expected") for case in published["cases"] + published["placement_cases"]}
    path = tmp_path / "blind.json"
    path.write_text(json.dumps(published))
    found = {each["id"]: each["result"] for each in json.loads(run(path, "--json").output)}
    assert {ident: found[ident] for ident in wanted} == wanted


DAYS = [
    ({}, ("결석", 0, False, 0)),
    ({"in": None, "out": "18:00"}, ("결석(입실미체크)", None, False, 0)),
    ({"in": "14:00", "out": "18:00"}, ("지각", 240, True, 1)),
    ({"in": "09:10:01", "out": "18:00"}, ("지각", 469, True, 1)),
    ({"in": "09:00", "out": "17:50"}, ("출석", 470, True, 0)),
    ({"in": "09:00", "out": "17:49"}, ("조퇴", 469, True, 1)),
    ({"in": "09:00", "out": "18:00", "outings": [["11:50", "13:10"]]}, ("외출", 460, True, 1)),
    ({"in": "09:00", "out": "18:00", "outings": [["10:00", "10:30"], ["15:00", "15:30"]]}, ("외출", 420, True, 1)),
    ({"in": "09:00", "out": "18:00", "outings": [["10:00", "11:00"], ["10:30", "11:30"]]}, ("외출", 390, True, 1)),
    ({"in": "09:00", "out": "18:00", "outings": [["16:00", None]]}, ("외출", 360, True, 1)),
    ({"in": "09:00", "out": None, "outings": [["16:00", None]]}, ("결석(퇴실미체크)", None, False, 0)),
    ({"in": "09:20", "out": "17:00"}, ("지각&조퇴", 400, True, 2)),
    ({"in": "11:00", "out": "18:00", "excuse_part": {"kind": "면접", "from": "09:00", "to": "11:00"}}, ("출석", 360, True, 0)),
    ({"in": "11:30", "out": "18:00", "excuse_part": {"kind": "면접", "from": "09:00", "to": "11:00"}}, ("지각", 330, True, 1)),
    ({"in": "14:30", "out": "18:00", "excuse_hours": {"kind": "면접", "hours": ["09:00", "14:30"]}}, ("출석", 210, True, 0)),
    ({"in": "09:00", "out": "16:00", "excuse_part": {"kind": "예비군", "hours": 2}}, ("출석", 360, True, 0)),
    ({"in": "09:00", "out": "15:00", "excuse_part": {"kind": "예비군", "hours": 2}}, ("조퇴", 300, True, 1)),
    ({"in": "09:30", "out": "18:00", "excuse": {"kind": "단말기고장"}}, ("출석", 450, True, 0)),
    ({"in": "10:30", "out": "18:00", "excuse_part": {"kind": "면접", "until": "10:30"}}, ("출석", 390, True, 0)),
    ({"in": "09:00", "out": "16:00", "excuse_part": {"kind": "면접", "from": "16:00"}}, ("출석", 360, True, 0)),
    ({"excuse_full": {"kind": "휴가"}}, ("휴가", 0, True, 0)),
    ({"excuse_full": {"kind": "공결"}}, ("공결", 0, True, 0)),
    ({"excuse_full": {"kind": "예비군", "evidence": None}}, ("결석", 0, False, 0)),
    ({"in": "09:00", "out": None, "correction": {"requested_after_days": 2, "approved": True, "out": "18:00"}},
     ("결석(퇴실미체크)", None, False, 0)),
    ({"in": "09:00", "out": None, "correction": {"requested_after_days": 1, "approved": False, "out": "18:00"}},
     ("결석(퇴실미체크)", None, False, 0)),
    ({"in": None, "out": "18:00", "correction": {"requested_after_days": 0, "approved": True, "in": "09:00"}},
     ("출석", 480, True, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), DAYS)
def test_days(settle, given: dict, expected: tuple) -> None:
    [found] = settle({"id": "x", "level": "day", "input": given})
    assert (found["status"], found["minutes"], found["credited"], found["events"]) == expected


OVERRIDES = [
    ({"grace_boundary": "exclusive (start+10:00 is late)"}, {"in": "09:10", "out": "18:00"}, "지각"),
    ({"grace_in_min": 5}, {"in": "09:06", "out": "18:00"}, "지각"),
    ({"grace_out_min": 0}, {"in": "09:00", "out": "17:59"}, "조퇴"),
    ({"absent_below_ratio": None}, {"in": "17:00", "out": "18:00"}, "지각"),
    ({"day": {"start": "18:30", "end": "22:30", "breaks": []}}, {"in": "18:40", "out": "22:30"}, "출석"),
    ({"correction_deadline_days": 7}, {"in": "09:00", "correction": {"requested_after_days": 5, "approved": True, "out": "18:00"}}, "출석"),
    ({"id": "hours-based"}, {"in": "11:00", "out": "13:30"}, "출석"),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "given", "expected"), OVERRIDES)
@pytest.mark.parametrize("inside", [True, False])
def test_a_case_overrides_the_policy(settle, policy: dict, given: dict, expected: str, inside: bool) -> None:
    case = {"id": "x", "level": "day", "input": {**given, "policy": policy} if inside else given}
    [found] = settle(case if inside else {**case, "policy": policy})
    assert found["status"] == expected


UNITS = [
    ({"scheduled_days": 20, "absent_days": 4, "events": 3}, {"converted_absences": 1, "net_attended": 15, "stipend_krw": 0}),
    ({"scheduled_days": 20, "absent_days": 9, "events": 3}, {"absences": 10, "expelled": True}),
    ({"scheduled_days": 20, "absent_days": 0, "events": 2, "carried_events": 2}, {"converted_absences": 0}),
    ({"scheduled_days": 20, "absent_days": 0, "events": 2, "carried_events": 2, "policy": {"carry_remainder": True}},
     {"converted_absences": 1}),
    ({"scheduled_days": 23, "absent_days": 4, "events": 0}, {"rate_pct": 82.61, "stipend_krw": 190000}),
    ({"scheduled_days": 20, "absent_days": 0, "events": 0, "policy": {"stipend_per_day": 4300, "stipend_cap": 86000}},
     {"stipend_krw": 86000}),
    ({"scheduled_days": 20, "absent_days": 12, "events": 0, "policy": "city-basic"}, {"expel_threshold": None, "expelled": False}),
    ({"scheduled_days": 4, "days": [{"in": "09:30", "out": "17:00"}, {"in": "09:30", "out": "18:00"}, {}, {"in": "09:00", "out": "18:00"}]},
     {"converted_absences": 1, "absences": 2, "net_attended": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), UNITS)
def test_units(settle, given: dict, expected: dict) -> None:
    [found] = settle({"id": "x", "level": "unit_period", "input": given})
    assert {key: found[key] for key in expected} == expected


def test_who_leaves_in_the_middle_keeps_the_unit_as_denominator(settle) -> None:
    case = {"id": "x", "level": "unit_period", "expected": {"fee_rate_pct": 65.0, "completion_rate_pct": 100.0}}
    for given in ({"dropped_days": 7}, {"dropout_absent": 7}, {"left_on_day": 13}, {"left": True}):
        [found] = settle({**case, "input": {"scheduled_days": 20, "attended": 13, **given}})
        assert found == case["expected"]


COURSES = [
    ({"scheduled_days": 123, "absences": 25}, {"rate_pct": 79.67, "completed": False, "needed_days": 99, "expel_if_more_than": 25, "expelled": False}),
    ({"scheduled_days": 120, "credited": 97, "employed_on_day": 110},
     {"state": "80%이상수료", "counts_as_completion": True, "counts_in_placement": "B"}),
    ({"months_elapsed": 7, "asked": 7}, {"credited": 6, "absent": 1}),
    ({"months_elapsed": 5, "asked": 2, "taken": 4}, {"credited": 1, "absent": 1}),
    ({"months_elapsed": 2, "asked": 1, "course_months": 4}, {"credited": 0, "absent": 1}),
    ({"scheduled_days": 125, "sick_days": 14}, {"credited": 13, "absent": 1}),
    ({"scheduled_days": 124, "kind": "질병", "asked": 12}, {"credited": 12, "absent": 0}),
    ({"units": [{"scheduled_days": 20, "events": 2}, {"scheduled_days": 20, "events": 2}]}, {"converted_absences": 0}),
    ({"policy": {"conversion_scope": "course"}, "units": [{"scheduled_days": 20, "events": 2}, {"scheduled_days": 20, "events": 2}]},
     {"converted_absences": 1, "attended": 39}),
    ({"scheduled_hours": 36, "attended_hours": 29}, {"completed": True, "rate_pct": 80.56}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), COURSES)
def test_courses(settle, given: dict, expected: dict) -> None:
    [found] = settle({"id": "x", "level": "course", "input": given, "expected": expected})
    assert found == expected


def test_dates(settle) -> None:
    grandparent = {"kind": "사망(조부모)", "from": "2026-02-13"}
    named = {"kind": "사망(형제자매)", "from": "2026-03-07", "holidays": ["2026-03-10"], "allowed_days": 2}
    found = settle(
        {"id": "a", "level": "period", "input": grandparent},
        {"id": "b", "level": "period", "input": named},
        unit_period_dates=[
            {"start": "2026-01-31", "first_unit": ["2026-01-31", "2026-02-27"]},
            {"start": "2026-01-31", "policy": {"unit_start": "rolled"}},
        ],
    )
    assert found == [
        {"credited_dates": ["2026-02-13", "2026-02-19", "2026-02-20"]},
        {"credited_dates": ["2026-03-09", "2026-03-11"]},
        {"first_unit": ["2026-01-31", "2026-02-27"]},
        {"first_unit": ["2026-01-31", "2026-02-28"]},
    ]


BAD_FILES = [
    (b"{", "not JSON (line 1"),
    (b"\xff\xfe", "not UTF-8"),
    (b"[]", "file: an object expected"),
    (b"{}", "one of cases, unit_period_dates, placement_cases expected"),
    (b'{"cases": 3}', "cases: a list expected"),
    (b'{"cases": [], "policy": {"completion_ratio": "5/4"}}', "policy.completion_ratio: a share from 0 to 1"),
    (b'{"cases": [], "policy": {"rounding": "odd"}}', "policy.rounding: one of half_up, down, up"),
    (b'{"cases": [{"id": "X", "level": "week", "input": {}}]}', "cases[0].level: day, period, unit_period or course"),
    (b'{"cases": [{"id": "X", "level": "day", "input": {"in": "25:00"}}]}', "cases[0].input.in: there is no time 25:00"),
    (b'{"cases": [{"id": "X", "level": "day", "input": {"in": "10:00", "out": "9:00"}}]}', "lies before in"),
    (b'{"cases": [{"id": "X", "level": "day"}]}', "cases[0].input: an object expected"),
    (b'{"cases": [{"id": "X", "level": "unit_period", "input": {}}]}', "scheduled_days: missing"),
    (b'{"cases": [{"id": "X", "level": "unit_period", "input": {"scheduled_days": 5, "attended": 6}}]}', "more than"),
    (b'{"placement_cases": [{"id": "P", "input": {"A": 1, "D": 2}}]}', "more people excluded"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BAD_FILES)
def test_a_bad_file_is_explained(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    result = run(path, "--json")
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def test_lines_are_for_people_and_say_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    case = {"level": "day", "input": {"in": "09:00", "out": "18:00"}}
    cases = [{**case, "id": "A", "expected": {"events": 0}}, {**case, "id": "B", "expected": {"events": 1}}]
    path.write_text(json.dumps({"cases": cases}))
    result = run(path)
    assert result.exit_code == 1
    assert [line.split("\t")[0] for line in result.output.splitlines()] == ["ok   A", "DIFF B"]
    assert run(tmp_path / "nowhere.json").exit_code == 2
