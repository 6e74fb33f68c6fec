"""Drawing, timing, counting, and that what is written is read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lms.courses.quizzes import drawing, importing, timing, written
from lms.courses.quizzes.types import (
    GRACE,
    Allowance,
    Counting,
    Drawn,
    Kind,
    Option,
    Past,
    Question,
    QuizWhyNot,
    Settings,
    Showing,
    Slot,
    Window,
)
from lms.courses.reading.gift import parse_gift
from lms.courses.reading.questions import Quiz, QuizVersion

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPEN = Window(T0, T0 + timedelta(hours=2))
NONE = Allowance()


def minutes(count: int) -> datetime:
    return T0 + timedelta(minutes=count)


def test_the_same_seed_draws_the_same_and_nothing_twice() -> None:
    slots = (Slot(1), Slot(tag="sql", count=2), Slot(tag="join", count=2))
    pools = {"sql": [1, 2, 3, 4], "join": [4, 5, 6]}
    first = drawing.pick(slots, pools, seed="a", shuffles=True)
    assert first == drawing.pick(slots, {tag: ids[::-1] for tag, ids in pools.items()}, seed="a", shuffles=True)
    assert len(set(first)) == len(first) == 5
    assert 1 in first
    every = {tuple(drawing.pick(slots, pools, seed=str(seed), shuffles=True)) for seed in range(30)}
    assert len(every) > 10
    assert drawing.questions_of(slots, pools) == [1, 2, 3, 4, 5, 6]


def test_every_question_of_a_pool_is_drawn_about_as_often() -> None:
    drawn = [
        drawing.pick((Slot(tag="t", count=1),), {"t": [1, 2, 3, 4]}, seed=str(n), shuffles=False) for n in range(800)
    ]
    for ident in (1, 2, 3, 4):
        assert 150 < sum(ident in one for one in drawn) < 250


def test_options_are_shuffled_where_it_makes_sense() -> None:
    four = tuple(Option(f"o{n}", {}) for n in range(4))
    ids = tuple(option.id for option in four)
    orders = {drawing.option_order(Question(Kind.ORDERING, {}, four), seed=str(n), shuffles=False) for n in range(60)}
    assert ids not in orders
    assert len(orders) > 5
    assert drawing.option_order(Question(Kind.TRUE_FALSE, {}, four[:2]), seed="x", shuffles=True) == ids[:2]
    assert drawing.option_order(Question(Kind.SINGLE, {}, four), seed="x", shuffles=False) == ids
    assert (
        len({drawing.option_order(Question(Kind.SINGLE, {}, four), seed=str(n), shuffles=True) for n in range(40)}) > 5
    )


DONE = (
    Past(1, minutes(0), minutes(10), 40.0),
    Past(2, minutes(20), minutes(30), 90.0),
    Past(3, minutes(40), minutes(50), 90.0),
)


@pytest.mark.parametrize(
    ("settings", "window", "allowance", "past", "now", "expected"),
    [
        (Settings(), Window(), NONE, DONE, minutes(60), None),
        (Settings(), OPEN, NONE, (), minutes(-1), QuizWhyNot.NOT_OPEN),
        (Settings(), OPEN, NONE, (), minutes(0), None),
        (Settings(), OPEN, NONE, (), minutes(120), QuizWhyNot.CLOSED),
        (Settings(), OPEN, Allowance(closes_at=minutes(180)), (), minutes(120), None),
        (Settings(), OPEN, Allowance(closes_at=minutes(60)), (), minutes(100), None),
        (Settings(attempts=3), OPEN, NONE, DONE, minutes(60), QuizWhyNot.NO_ATTEMPT_LEFT),
        (Settings(attempts=3), OPEN, Allowance(extra_attempts=1), DONE, minutes(60), None),
        (Settings(pause_minutes=20), OPEN, NONE, DONE, minutes(69), QuizWhyNot.PAUSE),
        (Settings(pause_minutes=20), OPEN, NONE, DONE, minutes(70), None),
    ],
)
def test_why_not_start(settings, window, allowance, past, now, expected) -> None:  # noqa: PLR0917 - a table
    assert timing.why_not_start(settings, window, allowance, past, now=now) == expected


@pytest.mark.parametrize(
    ("settings", "window", "allowance", "expected"),
    [
        (Settings(), Window(), NONE, None),
        (Settings(), OPEN, NONE, minutes(120)),
        (Settings(minutes=30), Window(), NONE, minutes(30)),
        (Settings(minutes=30), OPEN, Allowance(extra_minutes=15), minutes(45)),
        (Settings(minutes=180), OPEN, NONE, minutes(120)),
        (Settings(minutes=180), OPEN, Allowance(closes_at=minutes(150)), minutes(150)),
    ],
)
def test_when_an_attempt_ends(settings, window, allowance, expected) -> None:
    assert timing.due_at(settings, window, allowance, started_at=T0) == expected


def test_answers_may_travel() -> None:
    assert timing.takes_answers(None, now=T0)
    assert timing.takes_answers(T0, now=T0 + GRACE)
    assert not timing.takes_answers(T0, now=T0 + GRACE + timedelta(seconds=1))


@pytest.mark.parametrize(("counting", "number"), [(Counting.BEST, 2), (Counting.LAST, 3), (Counting.FIRST, 1)])
def test_which_attempt_counts(counting: Counting, number: int) -> None:
    open_one = Past(4, minutes(60))
    found = timing.counted(Settings(counting=counting), (*DONE, open_one))
    assert found is not None
    assert found.number == number
    assert timing.counted(Settings(counting=counting), (open_one,)) is None


@pytest.mark.parametrize(
    ("showing", "window", "is_over", "now", "shown"),
    [
        (Showing.AFTER_ATTEMPT, OPEN, False, minutes(5), False),
        (Showing.AFTER_ATTEMPT, OPEN, True, minutes(5), True),
        (Showing.AT_ONCE, OPEN, True, minutes(5), True),
        (Showing.AFTER_CLOSE, OPEN, True, minutes(119), False),
        (Showing.AFTER_CLOSE, OPEN, True, minutes(120), True),
        (Showing.AFTER_CLOSE, Window(), True, minutes(999), False),
    ],
)
def test_when_answers_are_shown(showing, window, is_over, now, shown) -> None:
    assert timing.shows_answers(Settings(showing=showing), window, NONE, is_over=is_over, now=now) is shown


def test_settings_must_fit() -> None:
    after_close = Settings(showing=Showing.AFTER_CLOSE)
    assert timing.why_not_settings(after_close, Window()) is QuizWhyNot.NEEDS_CLOSE
    assert timing.why_not_settings(after_close, OPEN) is None
    assert timing.why_not_settings(Settings(), Window(minutes(5), minutes(5))) is QuizWhyNot.DATES_REVERSED


GIFT = """
::hm:: 함수의 값을 돌려주는 말은? {=return#맞습니다 ~print#화면에 보일 뿐입니다 ~%50%yield}

::all:: 참인 것을 모두 고르십시오 {~%50%가 ~%50%나 ~%-100%다}

서울은 수도이다 {T}

원주율은? {#3.14:0.01}

키를 부르는 말은? {=기본 키 =primary key}
"""


def test_imported_questions_keep_what_they_say() -> None:
    read = [question for found in parse_gift(GIFT).categories.values() for question in found]
    quiz = Quiz("q", (QuizVersion("ko", "한국어", tuple(read), "x"), QuizVersion("en", "English", tuple(read), "x")))
    questions = importing.questions_from(quiz)
    assert importing.titles_from(quiz) == {"ko": "한국어", "en": "English"}
    assert [question.kind for question in questions] == [
        Kind.SINGLE,
        Kind.MULTIPLE,
        Kind.TRUE_FALSE,
        Kind.NUMBER,
        Kind.SHORT_TEXT,
    ]
    assert [option.share for option in questions[0].options] == [None, None, 0.5]
    assert questions[0].options[0].feedback == {"ko": "맞습니다", "en": "맞습니다"}
    assert [option.share for option in questions[1].options] == [0.5, 0.5, -1.0]
    assert questions[2].options[0].text == {"ko": "참", "en": "True"}
    assert questions[4].accepted == ("기본 키", "primary key")
    for question in questions:
        assert written.read_question(written.write_question(question)) == question


def test_translations_of_another_shape_stay_apart() -> None:
    read = [question for found in parse_gift(GIFT).categories.values() for question in found]
    quiz = Quiz(
        "q", (QuizVersion("ko", "한국어", tuple(read), "x"), QuizVersion("en", "English", tuple(read[1:]), "x"))
    )
    assert set(importing.questions_from(quiz)[0].prompt) == {"ko"}


def test_what_is_written_is_read_again() -> None:
    settings = Settings(2, 30, 5, Counting.LAST, Showing.AT_ONCE, True, False, 60)
    assert written.read_settings(written.write_settings(settings)) == settings
    assert written.read_settings({}) == Settings()
    slots = (Slot(3), Slot(tag="a", count=2))
    assert written.read_slots(written.write_slots(slots)) == slots
    drawn = (Drawn(1, 2, ("o1",)), Drawn(3, 4))
    assert written.read_drawn(written.write_drawn(drawn)) == drawn
    assert replace(drawn[0], options=()) != drawn[0]
