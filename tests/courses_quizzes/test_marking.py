"""Marking answers: every kind, every spelling that a careful writer may use."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.courses.quizzes.folding import fold, is_accepted
from lms.courses.quizzes.marking import Verdict, mark
from lms.courses.quizzes.numbers import read_number
from lms.courses.quizzes.types import Kind, Option, Question


def options(*right: bool, shares: tuple[float | None, ...] = ()) -> tuple[Option, ...]:
    return tuple(
        Option(f"o{place + 1}", {"ko": str(place)}, is_right, share=shares[place] if shares else None)
        for place, is_right in enumerate(right)
    )


SINGLE = Question(Kind.SINGLE, {"ko": "?"}, options(False, True, False), points=2)
HALF = Question(Kind.SINGLE, {"ko": "?"}, options(False, True, False, shares=(0.5, None, None)))
SEVERAL = Question(Kind.MULTIPLE, {"ko": "?"}, options(True, True, False, False), points=4)
WEIGHED = Question(Kind.MULTIPLE, {"ko": "?"}, options(True, True, False, shares=(0.5, 0.5, -1.0)))
ORDER = Question(Kind.ORDERING, {"ko": "?"}, options(False, False, False, False), points=3)


@pytest.mark.parametrize(
    ("question", "answer", "points", "verdict"),
    [
        (SINGLE, ("o2",), 2, Verdict.RIGHT),
        (SINGLE, ("o1",), 0, Verdict.WRONG),
        (SINGLE, ("nothing",), 0, Verdict.WRONG),
        (SINGLE, ("o1", "o2"), 0, Verdict.WRONG),
        (SINGLE, (), 0, Verdict.EMPTY),
        (SINGLE, ("",), 0, Verdict.EMPTY),
        (HALF, ("o1",), 0.5, Verdict.PARTLY),
        (SEVERAL, ("o1", "o2"), 4, Verdict.RIGHT),
        (SEVERAL, ("o1",), 2, Verdict.PARTLY),
        (SEVERAL, ("o1", "o2", "o3"), 2, Verdict.PARTLY),
        (SEVERAL, ("o1", "o3"), 0, Verdict.WRONG),
        (SEVERAL, ("o1", "o2", "o3", "o4"), 0, Verdict.WRONG),
        (SEVERAL, ("o3",), 0, Verdict.WRONG),
        (WEIGHED, ("o1", "o2"), 1, Verdict.RIGHT),
        (WEIGHED, ("o1",), 0.5, Verdict.PARTLY),
        (WEIGHED, ("o1", "o2", "o3"), 0, Verdict.WRONG),
        (ORDER, ("o1", "o2", "o3", "o4"), 3, Verdict.RIGHT),
        (ORDER, ("o4", "o1", "o2", "o3"), 2, Verdict.PARTLY),
        (ORDER, ("o4", "o3", "o2", "o1"), 0, Verdict.WRONG),
        (ORDER, ("o1", "o2", "o3"), 0, Verdict.WRONG),
        (ORDER, ("o1", "o1", "o2", "o3"), 0, Verdict.WRONG),
    ],
)
def test_choices_and_orders(question: Question, answer: tuple[str, ...], points: float, verdict: Verdict) -> None:
    marked = mark(question, answer)
    assert (marked.points, marked.verdict) == (points, verdict)


@pytest.mark.parametrize(
    ("answer", "accepted", "fits"),
    [
        ("데이터 베이스", "데이터베이스", True),
        (" 데이터베이스. ", "데이터 베이스", True),
        (unicodedata.normalize("NFD", "한글"), "한글", True),
        ("ㅎㅏㄴ글", "한글", True),
        ("ＨＴＭＬ", "html", True),
        ("Git Hub", "GitHub", False),
        ("primary  key", "Primary Key", True),
        ("don’t", "don't", True),
        ("한\u200b글", "한글", True),
        ("O(n log n)", "O(n*)", True),
        ("O(n log n", "O(n*)", False),
        ("a*b", r"a\*b", True),
        ("axb", r"a\*b", False),
        ("axb", "a*b", True),
        ("ab", "ab*ab", False),
        ("one two three", "*two*", True),
        ("", "*", False),
        ("틀린 답", "맞는 답", False),
    ],
)
def test_short_texts(answer: str, accepted: str, fits: bool) -> None:
    assert is_accepted(answer, accepted) is fits
    question = Question(Kind.SHORT_TEXT, {}, accepted=("~never~", accepted))
    assert (mark(question, (answer,)).share == 1.0) is fits


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_many_stars_do_not_take_long() -> None:
    assert is_accepted("a" * 500 + "b", "*a" * 200 + "*c") is False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("1,234.5", "1234.5"),
        ("12,34", None),
        ("３．１４", "3.14"),
        ("−2", "-2"),
        ("1e3", "1000"),
        (".5", "0.5"),
        ("3만 5천", "35000"),
        ("1.5만", "15000"),
        ("2억 3,000만", "230000000"),
        ("이십삼", "23"),
        ("천이백", "1200"),
        ("만", "10000"),
        ("영", "0"),
        ("삼 점 일사", "3.14"),
        ("마이너스 십", "-10"),
        ("이이", None),
        ("십백", None),
        ("만억", None),
        ("열두 개", None),
        ("", None),
        (".", None),
        ("e5", None),
        ("1" * 61, None),
        ("점오", None),
    ],
)
def test_numbers_as_people_type_them(text: str, value: str | None) -> None:
    assert read_number(text) == (Decimal(value) if value is not None else None)


@given(st.text(max_size=70))
def test_no_text_breaks_the_reader_of_numbers(text: str) -> None:
    assert read_number(text) is None or isinstance(read_number(text), Decimal)


@pytest.mark.parametrize(
    ("tolerance", "is_relative", "answer", "verdict"),
    [
        (0.1, False, "10.1", Verdict.RIGHT),
        (0.1, False, "10.11", Verdict.WRONG),
        (0.01, True, "9.9", Verdict.RIGHT),
        (0.01, True, "9.89", Verdict.WRONG),
        (0.0, False, "십", Verdict.RIGHT),
        (0.0, False, "about ten", Verdict.NO_NUMBER),
    ],
)
def test_numbers_within_a_tolerance(tolerance: float, is_relative: bool, answer: str, verdict: Verdict) -> None:
    question = Question(Kind.NUMBER, {}, number=10, tolerance=tolerance, is_relative=is_relative)
    assert mark(question, (answer,)).verdict is verdict
