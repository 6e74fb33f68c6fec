"""The quizzes of a course as they are today, with their bank: how a course's zip carries them, and back.

What a course's source stated lies in its revision already; this is what instructors made of it in the browser.
Dates, exceptions and attempts belong to cohorts and people and stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.courses.quizzes.types import Question, Settings, Texts
from lms.courses.quizzes.written import read_question, read_settings, write_question, write_settings

LONGEST_KEY = 280
MOST_POINTS = 1000


@dataclass(frozen=True, slots=True)
class MadeSlot:
    """A place of a quiz: a question by its key, or ``count`` at random of those with a tag."""

    question: str = ""
    tag: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class MadeQuiz:
    """A quiz with its rules and places."""

    key: str
    title: Texts
    lesson: str
    settings: Settings
    is_published: bool
    slots: tuple[MadeSlot, ...]


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question of the bank."""

    key: str
    tags: tuple[str, ...]
    question: Question


@dataclass(frozen=True, slots=True)
class Made:
    """All quizzes and questions of a course, by key."""

    quizzes: tuple[MadeQuiz, ...] = ()
    questions: tuple[MadeQuestion, ...] = ()


def write_made(made: Made) -> dict[str, Any]:
    """As JSON."""
    return {
        "questions": [
            {"key": each.key, "tags": list(each.tags), **write_question(each.question)} for each in made.questions
        ],
        "quizzes": [
            {
                "key": each.key,
                "title": dict(each.title),
                "lesson": each.lesson,
                "settings": write_settings(each.settings),
                "is_published": each.is_published,
                "slots": [{"question": slot.question, "tag": slot.tag, "count": slot.count} for slot in each.slots],
            }
            for each in made.quizzes
        ],
    }


def read_made(written: Mapping[str, Any]) -> Made:
    """From JSON that a stranger may have written; ValueError, KeyError or TypeError when it is none of ours."""
    questions = tuple(_question(each) for each in written.get("questions") or ())
    quizzes = tuple(_quiz(each) for each in written.get("quizzes") or ())
    return Made(quizzes, questions)


def _question(written: Mapping[str, Any]) -> MadeQuestion:
    body = {name: value for name, value in written.items() if name not in ("key", "tags")}
    question = read_question(body)
    texts = [question.prompt, question.explanation]
    texts += [part for option in question.options for part in (option.text, option.feedback, option.partner)]
    for text in texts:
        _texts(text)
    if not 0 < float(question.points) <= MOST_POINTS or not all(isinstance(each, str) for each in question.accepted):
        raise ValueError("points or answers")
    number = None if question.number is None else float(question.number)
    if number != question.number or float(question.tolerance) < 0:
        raise ValueError("number")
    return MadeQuestion(_key(written["key"]), tuple(str(tag) for tag in written["tags"]), question)


def _quiz(written: Mapping[str, Any]) -> MadeQuiz:
    settings = read_settings(written["settings"])
    numbers = (settings.attempts, settings.minutes, settings.pause_minutes, settings.pass_percent)
    if not all(isinstance(number, int) and 0 <= number <= 100_000 for number in numbers) or settings.pass_percent > 100:
        raise ValueError("settings")
    slots = tuple(
        MadeSlot(str(slot["question"]), str(slot["tag"]), max(1, min(200, int(slot["count"]))))
        for slot in written["slots"]
    )
    return MadeQuiz(
        _key(written["key"]),
        _texts(written["title"]),
        str(written["lesson"])[:300],
        settings,
        bool(written["is_published"]),
        slots,
    )


def _texts(value: object) -> Texts:
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for pair in value.items() for text in pair):
        raise ValueError("texts")
    return dict(value)


def _key(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_KEY + 20:
        raise ValueError("key")
    return value
