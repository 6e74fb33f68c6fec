"""Words of delivery: plans, named events, facts about a reader, and verdicts that say which rule matched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class EventKind(StrEnum):
    """How a named event finds its day in a cohort."""

    WEEKDAY = "weekday"
    """A weekday of the n-th week; the week of the first day is week 1."""
    CLASS_DAY = "class_day"
    """So many class days after the start; 0 is the first class day."""
    BY_HAND = "by_hand"
    """Whatever day the cohort's staff decide."""


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """A day that every cohort has, each at another date. ``week`` and ``days`` count from 1 and 0."""

    name: str
    kind: EventKind
    week: int = 1
    weekday: int = 0
    """0 is Monday."""
    days: int = 0
    at: time = time(0)
    """Local time of the centre."""


@dataclass(frozen=True, slots=True)
class ModuleRule:
    """When a module opens: all conditions must hold. ``module`` and ``after`` are keys of modules' first lessons."""

    module: str
    event: str = ""
    after: tuple[str, ...] = ()
    work: str = ""
    """A piece of work to be handed in first, by the name that each cohort binds to one of its assignments."""
    quiz: str = ""
    """The key of a quiz of the course to be passed first."""

    @property
    def is_empty(self) -> bool:
        """Whether the module is always open."""
        return not (self.event or self.after or self.work or self.quiz)


@dataclass(frozen=True, slots=True)
class ModuleShape:
    """A module of a revision as rules see it: its key (its first lesson's), its title, all keys of its lessons.

    A rule means the module that holds the lesson it names, so it survives when lessons are put before that one.
    """

    key: str
    title: str
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuizGate:
    """A quiz that a module may wait for. ``percent`` 0: handing it in passes it; ``lesson`` is where it lies, or ""."""

    id: int
    title: str
    percent: int = 0
    lesson: str = ""
    is_published: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All rules of a course. Version 0 has none: everything is open."""

    version: int = 0
    events: tuple[NamedEvent, ...] = ()
    rules: tuple[ModuleRule, ...] = ()

    def rules_of(self, shape: ModuleShape) -> tuple[ModuleRule, ...]:
        """The rules of a module; two when modules were joined since."""
        return tuple(rule for rule in self.rules if rule.module in shape.lessons)


@dataclass(frozen=True, slots=True)
class Opening:
    """A personal exception: a module is open for one person until a day (inclusive)."""

    module: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may know about one reader at one moment."""

    now: datetime
    today: date
    finished: frozenset[str] = frozenset()
    """Keys of finished lessons."""
    moments: Mapping[str, datetime] = field(default_factory=dict)
    """When each named event is, in this cohort; an event without a day is missing."""
    handed_in: frozenset[str] = frozenset()
    openings: tuple[Opening, ...] = ()
    quizzes: Mapping[str, QuizGate] = field(default_factory=dict)
    """By key, the quizzes of rules that this reader can take; a rule about any other quiz holds nobody up."""
    passed: frozenset[str] = frozenset()
    """Keys of quizzes."""


class Because(StrEnum):
    """The rule that decided."""

    NO_RULE = "no_rule"
    ALL_MET = "all_met"
    OPENED_FOR_YOU = "opened_for_you"
    FINISHED = "finished"
    NOT_YET = "not_yet"
    NO_DAY = "no_day"
    LESSONS_BEFORE = "lessons_before"
    WORK_BEFORE = "work_before"
    QUIZ_BEFORE = "quiz_before"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Open or closed, and why, with the numbers that the sentence needs."""

    is_open: bool
    because: Because
    event: str = ""
    opens_at: datetime | None = None
    module: str = ""
    """The title of the module that must be finished first."""
    missing: int = 0
    """How many of its lessons are left."""
    work: str = ""
    quiz: QuizGate | None = None
    until: date | None = None
    reason: str = ""


OPEN = Verdict(True, Because.NO_RULE)


class WhyNot(StrEnum):
    """Why a plan, a day or an exception is not accepted."""

    EVENT_WITHOUT_NAME = "event_without_name"
    EVENT_TWICE = "event_twice"
    EVENT_OUT_OF_RANGE = "event_out_of_range"
    EVENT_UNKNOWN = "event_unknown"
    MODULE_UNKNOWN = "module_unknown"
    QUIZ_UNKNOWN = "quiz_unknown"
    QUIZ_TOO_LATE = "quiz_too_late"
    POINTS_FORWARD = "points_forward"
    REASON_MISSING = "reason_missing"
    ALREADY_OVER = "already_over"
    NOT_A_TRAINEE = "not_a_trainee"
    ENDED_ALREADY = "ended_already"
    PREVIEW_READS_ONLY = "preview_reads_only"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    ANSWERED_ALREADY = "answered_already"
    NOT_FINISHED = "not_finished"
