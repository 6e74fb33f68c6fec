"""Passages in common are found however they are dressed, and what everybody was given is not."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from flask import Flask

from lms.accounts.types import Role
from lms.assessments import queries, rules, services
from lms.assessments.similarity import Rule, Work, compare
from lms.assessments.types import Criterion, Window
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.errors import NotAllowed
from tests.world import NOW, World, actor

KOREAN = (
    "결측값은 세 가지 이유로 생깁니다. 첫째, 측정 장비가 멈추면 그 시간의 값이 통째로 빠집니다. 둘째, 사람이 입력하지 않은 칸은 "
    "무작위가 아닙니다. 셋째, 파일을 합칠 때 열 이름이 달라 값이 사라지기도 합니다."
)
ENGLISH = (
    "A baseline is the simplest thing that could possibly work, and a model that does not beat it has learned nothing "
    "worth the electricity. We compared the mean of the last week with the forecast for every store in the city."
)
CODE = """```python
def read_rows(path):
    rows = []
    with open(path) as stream:
        for line in stream:
            parts = line.strip().split(",")
            if len(parts) > 3 and parts[0] != "id":
                rows.append((parts[0], float(parts[2]) * 1.5))
    return sorted(rows, key=lambda row: row[1])
```
"""


def noise(seed: int, count: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(
        "".join(chance.choice("가나다라마바사아자차카타파하고노도로모보") for _ in range(3)) for _ in range(count)
    )


def words(seed: int, count: int = 100) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choice("bcdfghjklmnpqrstvwz") for _ in range(5)) for _ in range(count))


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        (KOREAN, KOREAN),
        (KOREAN, KOREAN.replace(" ", "")),
        (KOREAN, KOREAN.replace(". ", "!\n\n- ")),
        (ENGLISH, ENGLISH.upper()),
        (ENGLISH, ENGLISH.replace(",", "").replace(" ", "  \n")),
        (CODE, CODE.replace("rows", "items").replace("parts", "cells").replace("path", "name")),
        (CODE, CODE.replace("1.5", "2.75").replace('"id"', "'number'")),
        (CODE, CODE.replace("    ", "  ").replace("rows = []", "rows = []  # empty at first")),
    ],
)
def test_a_copy_is_found_in_its_new_clothes(original: str, copy: str) -> None:
    works = [Work(1, noise(1) + "\n\n" + original), Work(2, copy + "\n\n" + noise(2)), Work(3, noise(3) + words(3))]
    found = compare(works)
    assert [(pair.left, pair.right) for pair in found] == [(1, 2)]
    passage = max(found[0].passages, key=lambda each: each.tokens)
    cut = works[0].text[passage.left_start : passage.left_end]
    assert cut[:12] in original
    assert works[1].text[passage.right_start : passage.right_end][:1] == copy.strip("`python\n")[:1] or len(cut) > 40


def test_different_works_share_nothing() -> None:
    assert compare([Work(number, noise(number) + words(number)) for number in range(1, 8)]) == []


def test_the_whole_copied_is_one_and_half_is_half() -> None:
    text = noise(5, 60)
    half = compare([Work(1, text), Work(2, noise(6, 60) + "\n" + text), Work(3, text[: len(text) // 2] + noise(7, 30))])
    shares = {(pair.left, pair.right): pair.share for pair in half}
    assert shares[1, 2] == 1.0
    assert 0.4 < shares[1, 3] < 0.6


def test_what_everybody_was_given_does_not_count() -> None:
    works = [Work(1, KOREAN + noise(1)), Work(2, KOREAN + noise(2))]
    assert compare(works)[0].share > 0.1
    assert compare(works, starter=[KOREAN]) == []
    assert compare([Work(1, CODE + noise(1)), Work(2, CODE + noise(2))], starter=["x", CODE]) == []


def test_what_most_have_is_common_knowledge() -> None:
    works = [Work(number, KOREAN + noise(number)) for number in range(1, 12)]
    assert compare(works) == []
    assert len(compare(works, rule=Rule(common=1.0))) == 55


def test_order_changes_nothing_and_short_or_empty_texts_are_quiet() -> None:
    works = [Work(4, KOREAN + noise(1)), Work(2, KOREAN + noise(2)), Work(9, ""), Work(3, "짧음")]
    assert compare(works) == compare(works[::-1])
    assert [(pair.left, pair.right) for pair in compare(works)] == [(2, 4)]
    assert compare([]) == []


def test_passages_are_the_same_text_on_both_sides() -> None:
    works = [Work(1, noise(1) + KOREAN + noise(2)), Work(2, ENGLISH + noise(3) + KOREAN)]
    for passage in compare(works)[0].passages:
        left = works[0].text[passage.left_start : passage.left_end]
        right = works[1].text[passage.right_start : passage.right_end]
        assert left == right


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([], [("abcdef", False)]),
        ([(0, 6)], [("abcdef", True)]),
        ([(1, 3), (2, 4)], [("a", False), ("bcd", True), ("ef", False)]),
        ([(4, 9), (2, 2)], [("abcd", False), ("ef", True)]),
    ],
)
def test_a_text_is_cut_at_its_passages(ranges, expected) -> None:
    assert rules.marked("abcdef", ranges) == expected


def test_looking_at_a_pair_lasts_through_another_comparison(app: Flask, world: World, sign_in) -> None:
    task, pair = world.ids["twins-assignment"], world.ids["pair"]
    teacher = sign_in("teacher")
    page = teacher.get(f"/assignments/similar/{pair}").text
    assert "<mark>" in page
    assert "Person bo" in page
    assert teacher.post(f"/assignments/similar/{pair}").status_code == 302
    assert services.compare_work(actor(world, "teacher"), assignment_id=task, now=NOW) == 1
    assert queries.similar_pairs(task)[0].seen_at is not None
    assert queries.compared_at(task) == NOW
    with pytest.raises(NotAllowed):
        services.compare_work(actor(world, "ada"), assignment_id=task, now=NOW)


def test_work_of_earlier_cohorts_for_the_same_assignment_is_compared_too(app: Flask, world: World, sign_in) -> None:
    """The same title in another cohort of the centre. Who wrote it is told to those who work there, and only to them."""
    old = _copy_for(world, "ended", "graduate", PASSAGE + "An end of its own in the old cohort.")
    foreign = _copy_for(world, "other", "outsider", PASSAGE + "Something else entirely in the other one.")
    task = _copy_for(world, "running", "dan", "A different beginning here. " + PASSAGE, late=True)
    assert queries.earlier_assignments(task) == [foreign, old]
    assert queries.earlier_assignments(old) == []
    assert services.compare_work(actor(world, "teacher"), assignment_id=task, now=NOW) == 2
    listed = sign_in("teacher").get(f"/assignments/{task}/similar").text
    assert "Person dan" in listed
    assert "Person graduate" in listed
    assert "Person outsider" not in listed
    lines = {line.hidden: line.id for line in queries.similar_pairs(task, of_cohorts=[world.ids["ended"]])}
    assert set(lines) == {frozenset(), frozenset({0})}
    shown = sign_in("teacher").get(f"/assignments/similar/{lines[frozenset({0})]}").text
    assert "<mark>" in shown
    assert "Something else entirely" not in shown
    assert "Person outsider" not in shown
    known = sign_in("teacher").get(f"/assignments/similar/{lines[frozenset()]}").text
    assert "An end of its own" in known
    assert sign_in("other-teacher").get(f"/assignments/similar/{lines[frozenset()]}").status_code == 404


PASSAGE = (
    "Buses carried fewer people on rainy days, and the difference was larger on weekends than on any working day of "
    "the two years that the records cover, holidays left aside. "
)


def _copy_for(world: World, cohort: str, who: str, body: str, *, late: bool = False) -> int:
    level = {"ko": "단계", "en": "level"}
    closes = NOW - timedelta(days=1) if late else NOW - timedelta(days=20 if cohort == "other" else 25)
    opens = closes - timedelta(days=5)
    task = services.set_assignment(
        SYSTEM,
        cohort_id=world.ids[cohort],
        title={"en": f"Rain and buses in {cohort}", "ko": "비와 버스"},
        brief={"en": "Look at the records."},
        criteria=[Criterion({"en": "criterion"}, (level,) * 5, 1.0)],
        window=Window(opens, closes, closes + timedelta(days=2)),
        now=opens,
    )
    services.submit_work(
        Actor(world.people[who], who, frozenset({Grant(Role.TRAINEE, "cohort", world.ids[cohort])})),
        assignment_id=task.id,
        body=body,
        now=opens + timedelta(days=1),
    )
    return task.id
