"""Quizzes as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"
    NUMBER = "number"
    ORDERING = "ordering"
    MATCHING = "matching"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: Markdown text, whether it is right, what to say to who chose it, and its share of the points."""

    text: str
    correct: bool
    feedback: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``prompt`` is Markdown.

    ``options`` serve choices (for true/false: the true one first). ``accepted`` are the right short texts, or the
    items of an ordering in their right order. A matching has its left sides as ``options`` and their partners, in the
    same order, first in ``accepted``; what follows there belongs to nobody. ``number`` is right within ``tolerance``
    on either side.
    """

    kind: QuestionKind
    prompt: str
    title: str = ""
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    feedback: str = ""
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class QuizVersion:
    """A quiz in one language."""

    language: str
    title: str
    questions: tuple[Question, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz in its languages, the asked-for one first; ``lesson`` is the key of its lesson or ``""``."""

    key: str
    versions: tuple[QuizVersion, ...]
    lesson: str = ""

    @property
    def title(self) -> str:
        """The title in the first language."""
        return self.versions[0].title

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the first language."""
        return self.versions[0].questions
