"""Words and values of quizzes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

Texts = Mapping[str, str]
"""A text by language."""

Answer = tuple[str, ...]
"""What somebody answered: ids of the chosen options (an ordering: in their order), or the one text that was typed.

A matching: ``left=right`` for each left side that was given a partner, both ids of options."""


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT_TEXT = "short_text"
    NUMBER = "number"
    ORDERING = "ordering"
    MATCHING = "matching"


CHOICES = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
"""Kinds that are answered by choosing options."""


class QuizWhyNot(StrEnum):
    """Why a step of a quiz is not possible."""

    NOT_PUBLISHED = "quiz_not_published"
    NO_QUESTIONS = "quiz_no_questions"
    NOT_OPEN = "quiz_not_open"
    CLOSED = "quiz_closed"
    LESSON_CLOSED = "quiz_lesson_closed"
    NO_ATTEMPT_LEFT = "quiz_no_attempt_left"
    PAUSE = "quiz_pause"
    ALREADY_SUBMITTED = "quiz_already_submitted"
    TIME_IS_UP = "quiz_time_is_up"
    ALREADY_CHECKED = "quiz_already_checked"
    NOT_SHOWN_YET = "quiz_not_shown_yet"
    DATES_REVERSED = "quiz_dates_reversed"
    NEEDS_CLOSE = "quiz_needs_close"
    KIND_IS_FIXED = "quiz_kind_is_fixed"
    NOTHING_TO_REGRADE = "quiz_nothing_to_regrade"
    REGRADE_CHANGED = "quiz_regrade_changed"
    UNREADABLE_FILE = "quiz_unreadable_file"
    NO_REASON = "quiz_no_reason"
    NOTHING_TO_PRACTISE = "quiz_nothing_to_practise"
    POOL_TOO_SMALL = "quiz_pool_too_small"


class Counting(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


class Showing(StrEnum):
    """When right answers and explanations are shown."""

    AT_ONCE = "at_once"
    AFTER_ATTEMPT = "after_attempt"
    AFTER_CLOSE = "after_close"


@dataclass(frozen=True, slots=True)
class Option:
    """One option; ``id`` stays the same in all versions of a question, ``share`` is a stated part of the points.

    Of a matching: a left side as ``text`` and its partner as ``partner``; without a text the partner is nobody's.
    """

    id: str
    text: Texts
    is_right: bool = False
    feedback: Texts = field(default_factory=dict)
    share: float | None = None
    partner: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One version of a question; texts are Markdown by language.

    ``options`` serve choices, and an ordering in its right order. ``accepted`` are right short texts (``*`` stands for
    any letters). ``number`` is right within ``tolerance``, which is a part of the number if ``is_relative``.
    """

    kind: Kind
    prompt: Texts
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    number: float | None = None
    tolerance: float = 0.0
    is_relative: bool = False
    explanation: Texts = field(default_factory=dict)
    points: float = 1.0

    def option(self, ident: str) -> Option | None:
        """The option of that id."""
        return next((option for option in self.options if option.id == ident), None)

    @property
    def left_sides(self) -> tuple[Option, ...]:
        """What a matching asks to find partners for."""
        return tuple(option for option in self.options if option.text)

    @property
    def partners(self) -> dict[str, str]:
        """Of a matching: by option, the id of the first option with the same partner."""
        first: dict[tuple[tuple[str, str], ...], str] = {}
        return {
            option.id: first.setdefault(tuple(sorted(option.partner.items())), option.id) for option in self.options
        }


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a quiz: one question, or ``count`` questions at random of those with a tag."""

    question_id: int | None = None
    tag: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """How a quiz is taken. ``attempts`` 0 is any number, ``minutes`` 0 no limit, ``pass_percent`` 0 no pass line."""

    attempts: int = 0
    minutes: int = 0
    pause_minutes: int = 0
    counting: Counting = Counting.BEST
    showing: Showing = Showing.AFTER_ATTEMPT
    shuffles_questions: bool = False
    shuffles_options: bool = True
    pass_percent: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """When a quiz is open for a cohort; None is without limit."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A personal exception: more time, more attempts, a later end."""

    extra_minutes: int = 0
    extra_attempts: int = 0
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier attempt. ``percent`` is None until it has been marked."""

    number: int
    started_at: datetime
    submitted_at: datetime | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place of somebody's attempt: which version of which question, and the options in the order shown."""

    question_id: int
    version_id: int
    options: tuple[str, ...] = ()


GRACE = timedelta(seconds=20)
"""An answer sent in time may travel so long."""
