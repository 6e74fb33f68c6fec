"""What pages of quizzes show, put together from stored values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.courses.quizzes.marking import Verdict, mark, pairs_of
from lms.courses.quizzes.types import Answer, Drawn, Kind, Question, QuizWhyNot, Settings, Texts, Window
from lms.courses.quizzes.written import read_question


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option in the order shown; ``place`` counts from 1 and is the chosen place of an ordering."""

    id: str
    html: str
    is_chosen: bool
    is_right: bool
    feedback: str
    place: int
    partner: str = ""
    """Of a matching: the id of the choice that was made for this left side."""
    right: str = ""
    """Of a matching: the partner that would have been right."""


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question of somebody's attempt. ``right`` is what would have been right, where that is text or a number.

    Without ``is_open_book`` the page must not show ``is_right``, ``right``, ``explanation`` and ``feedback``.
    """

    id: int
    kind: Kind
    html: str
    options: tuple[ShownOption, ...]
    value: str
    is_checked: bool
    is_open_book: bool
    points: float
    of: float
    verdict: Verdict
    right: tuple[str, ...]
    explanation: str
    choices: tuple[tuple[str, str], ...] = ()
    """Partners that a matching offers: id and plain text."""


@dataclass(frozen=True, slots=True)
class QuizLine:
    """A quiz in a course's list. ``done`` counts attempts handed in, ``percent`` is the one that counts."""

    id: int
    title: Mapping[str, str]
    lesson_key: str
    questions: int
    settings: Settings
    window: Window
    is_published: bool
    done: int
    percent: float | None
    is_going_on: bool
    closed: QuizWhyNot | None


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A trainee's line in the results of a quiz."""

    person_id: int
    name: str
    attempts: int
    percent: float | None
    points: float | None
    possible: float | None
    attempt_id: int | None
    submitted_at: datetime | None
    is_going_on: bool
    is_excepted: bool


def text_in(texts: Texts, language: str) -> str:
    """The text in the language, or in the one there is."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


def shown_question(
    place: Drawn,
    body: Mapping[str, Any],
    html: Mapping[str, Any],
    answer: Answer,
    *,
    language: str,
    is_checked: bool,
    is_open_book: bool,
) -> ShownQuestion:
    """One question as its page shows it."""
    question = read_question(body)
    marked = mark(question, answer)
    order = _order(place, question, answer)
    if question.kind is Kind.MATCHING:
        options = _left_sides(question, html, answer, language)
    else:
        options = tuple(
            ShownOption(
                ident,
                text_in(html["options"].get(ident, {}), language),
                ident in answer,
                any(option.id == ident and option.is_right for option in question.options),
                text_in(html["feedback"].get(ident, {}), language),
                number,
            )
            for number, ident in enumerate(order, 1)
        )
    return ShownQuestion(
        id=place.question_id,
        kind=question.kind,
        html=text_in(html["prompt"], language),
        options=options,
        value=answer[0] if answer and question.kind in (Kind.SHORT_TEXT, Kind.NUMBER) else "",
        is_checked=is_checked,
        is_open_book=is_open_book,
        points=marked.points,
        of=question.points,
        verdict=marked.verdict,
        right=_right(question, html, language),
        explanation=text_in(html["explanation"], language),
        choices=_choices(question, order, language) if question.kind is Kind.MATCHING else (),
    )


def _left_sides(question: Question, html: Mapping[str, Any], answer: Answer, language: str) -> tuple[ShownOption, ...]:
    given, partners = pairs_of(answer), question.partners
    return tuple(
        ShownOption(
            option.id,
            text_in(html["options"].get(option.id, {}), language),
            option.id in given,
            partners.get(given.get(option.id, "")) == partners[option.id],
            text_in(html["feedback"].get(option.id, {}), language),
            number,
            given.get(option.id, ""),
            text_in(option.partner, language),
        )
        for number, option in enumerate(question.left_sides, 1)
    )


def _choices(question: Question, order: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """Each partner once, in the order drawn."""
    partners = question.partners
    named = {option.id: text_in(option.partner, language) for option in question.options}
    return tuple(dict.fromkeys((partners[ident], named[partners[ident]]) for ident in order if ident in partners))


def _order(place: Drawn, question: Question, answer: Answer) -> Sequence[str]:
    """An ordering is shown as it was left."""
    if question.kind is Kind.ORDERING and sorted(answer) == sorted(place.options):
        return answer
    return place.options


def _right(question: Question, html: Mapping[str, Any], language: str) -> tuple[str, ...]:
    if question.kind is Kind.SHORT_TEXT:
        return question.accepted
    if question.kind is Kind.NUMBER:
        number = f"{question.number:g}"
        if not question.tolerance:
            return (number,)
        within = f"{question.tolerance * 100:g}%" if question.is_relative else f"{question.tolerance:g}"
        return (f"{number} ± {within}",)
    if question.kind is Kind.ORDERING:
        return tuple(text_in(html["options"].get(option.id, {}), language) for option in question.options)
    return ()


_NOWHERE = 1e6
"""The place of a line that was given none."""


def answers_from(fields: Iterable[tuple[str, str]], kinds: Mapping[int, Kind]) -> dict[int, Answer]:
    """Answers out of a form: ``q-7`` holds a choice or a text, ``q-7-o2`` the place of an option in an ordering or
    the partner of a left side in a matching.

    A question without any field counts as answered by nothing only if ``asked`` names it (an unticked box sends
    nothing): ``asked`` holds the ids of the questions on the page.
    """
    rows = list(fields)
    asked = {int(value) for name, value in rows if name == "asked" and value.isdecimal()}
    chosen: dict[int, list[str]] = {ident: [] for ident in asked & set(kinds)}
    places: dict[int, list[tuple[float, int, str]]] = {}
    for number, (name, value) in enumerate(rows):
        _q, _dash, rest = name.partition("q-")
        ident, _dash, option = rest.partition("-")
        if not ident.isdecimal() or int(ident) not in kinds:
            continue
        if option and kinds[int(ident)] is Kind.MATCHING:
            if value:
                chosen.setdefault(int(ident), []).append(f"{option}={value}")
        elif option:
            places.setdefault(int(ident), []).append((float(value) if value.isdecimal() else _NOWHERE, number, option))
        else:
            chosen.setdefault(int(ident), []).append(value)
    found = {ident: tuple(values) for ident, values in chosen.items() if kinds[ident] is not Kind.ORDERING}
    ordered = {
        ident: tuple(option for *_rest, option in sorted(rows)) if any(row[0] < _NOWHERE for row in rows) else ()
        for ident, rows in places.items()
    }
    return found | ordered
