"""Words of the courses package, and the shape in which a revision is handed over to be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from lms.cohorts.types import CohortCard
from lms.core.clock import local_date
from lms.courses.addresses import lesson_address
from lms.courses.delivery.types import OPEN, Verdict

CODE_LETTERS = 40
"""How long a course's code may be."""


class WhyNot(StrEnum):
    """Why something of a course is closed."""

    NOTHING_NEW = "nothing_new"
    CODE_TAKEN = "code_taken"
    NO_REVISION = "no_revision"
    CODE_MISSING = "code_missing"
    EMPTY_UPLOAD = "empty_upload"
    NOTHING_CHOSEN = "nothing_chosen"
    IMPORT_OVER = "import_over"
    DRAFT_CHANGED = "draft_changed"
    DRAFT_BEHIND = "draft_behind"
    NO_LESSON = "no_lesson"
    NO_TITLE = "no_title"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something beside a lesson: a link (``https://…``) or a file of the course (its path)."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class TextDraft:
    """One language version of a lesson: title and Markdown, and what its front matter says.

    ``source`` is the path it was read from, ``extra`` the front matter that we give no meaning.
    """

    language: str
    title: str
    body: str
    links: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    """Addresses as written, and the lesson's key (with ``#fragment``) or asset's path to which each leads."""
    source: str = ""
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """A lesson to be stored. ``key`` names it through all revisions (its path in the source)."""

    key: str
    texts: tuple[TextDraft, ...]
    minutes: int = 0
    is_for_staff: bool = False
    is_listed: bool = True
    """Whether it stands in its module's list; an assignment's page is reached from its lesson only."""
    kind: str = "lesson"
    """``lesson``, ``assignment`` or ``page``."""
    beside: str = ""
    """The key of the lesson that an assignment or a page lies beside."""


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    """A module to be stored; titles by language. ``key`` names it through all revisions."""

    titles: Mapping[str, str]
    lessons: tuple[LessonDraft, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class KeptBytes:
    """An asset whose bytes are stored already, by their SHA-256."""

    digest: str


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A whole revision to be stored: modules in order, assets by path, and how it came about.

    ``extra`` is what the source says about the whole course, ``quizzes`` are those of the source as plain values.
    """

    modules: tuple[ModuleDraft, ...]
    assets: Mapping[str, bytes | KeptBytes] = field(default_factory=dict)
    source: str = ""
    report: Mapping[str, object] = field(default_factory=dict)
    language: str = "ko"
    summary: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    quizzes: tuple[Mapping[str, Any], ...] = ()
    made: Mapping[str, Any] = field(default_factory=dict)
    """Quizzes as instructors made them, where our own export carries them; no part of the revision."""


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course as lists show it; ``revision_id`` is the one a cohort is pinned to, or the newest."""

    id: int
    centre_id: int
    code: str
    title: Mapping[str, str]
    revision_id: int | None


MOST_ALIKE = 3
"""Headings with the same text that a table of contents may hold."""


class LessonLine(NamedTuple):
    """A line of a course's table of contents, as one reader sees it. A tuple: a page makes hundreds."""

    lesson_id: int
    key: str
    title: str
    minutes: int
    is_done: bool
    is_for_staff: bool
    is_listed: bool = True
    read_revision_id: int | None = None
    """The revision in which the reader finished it."""
    permille: int = 0
    anchor: str = ""
    seen_at: datetime | None = None
    verdict: Verdict = OPEN
    is_changed: bool = False
    """Whether its text is another one than the reader finished."""

    @property
    def address(self) -> str:
        """The lesson's page."""
        return lesson_address(self.lesson_id)


class ModuleLines(NamedTuple):
    """A module with its lessons, as the course page shows them."""

    module_id: int
    title: str
    lessons: tuple[LessonLine, ...]
    verdict: Verdict = OPEN

    @property
    def done(self) -> int:
        """How many lessons are finished."""
        return sum(line.is_done for line in self.lessons)

    @property
    def minutes_left(self) -> int:
        """Reading time of what is not finished."""
        return sum(line.minutes for line in self.lessons if not line.is_done and not line.is_for_staff)

    @property
    def key(self) -> str:
        """What names this module through revisions: its first lesson for trainees."""
        return next((line.key for line in self.lessons if not line.is_for_staff), "")


@dataclass(frozen=True, slots=True)
class Preview:
    """Looking as a trainee on a day: reads only."""

    cohort_id: int
    person_id: int
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Reader:
    """How a person reads a course: in which revision, with which cohort, at which moment."""

    person_id: int
    course: CourseCard
    cohort: CohortCard | None
    sees_staff_lessons: bool
    now: datetime
    preview: Preview | None = None
    may_edit: bool = False
    teaches: tuple[CohortCard, ...] = ()
    """The cohorts of this course in which the person works, newest first."""

    @property
    def today(self) -> date:
        """The day at the centre."""
        return local_date(self.now)

    @property
    def cohort_ids(self) -> list[int]:
        """The cohorts whose work this reader sees: the own one, or all in which they teach."""
        own = [self.cohort] if self.cohort is not None and not self.teaches else self.teaches
        return [card.id for card in own]

    @property
    def follows_rules(self) -> bool:
        """Whether modules may be closed for this reader."""
        return self.cohort is not None and not self.sees_staff_lessons


@dataclass(frozen=True, slots=True)
class CoursePage:
    """Everything that a course's page shows."""

    reader: Reader
    modules: tuple[ModuleLines, ...]

    @property
    def lines(self) -> list[LessonLine]:
        """Every lesson for trainees, in order."""
        return [line for module in self.modules for line in module.lessons if not line.is_for_staff]

    @property
    def done(self) -> int:
        """How many of them are finished."""
        return sum(line.is_done for line in self.lines)

    @property
    def minutes_left(self) -> int:
        """Reading time that is left."""
        return sum(line.minutes for line in self.lines if not line.is_done)

    @property
    def upcoming(self) -> LessonLine | None:
        """What to read next: the lesson that was left halfway last, else the first unfinished one that is open."""
        todo = [line for line in self.lines if not line.is_done and line.verdict.is_open]
        started = [line for line in todo if line.seen_at is not None]
        return max(started, key=lambda line: line.seen_at or self.reader.now) if started else next(iter(todo), None)

    @property
    def next_opening(self) -> Verdict | None:
        """When nothing is left to read: the closed module that opens next."""
        closed = [module.verdict for module in self.modules if not module.verdict.is_open]
        dated = [verdict for verdict in closed if verdict.opens_at is not None]
        return min(dated, key=lambda each: each.opens_at or self.reader.now) if dated else next(iter(closed), None)


@dataclass(frozen=True, slots=True)
class LessonPage:
    """Everything that the page of one lesson shows."""

    reader: Reader
    lesson_id: int
    course_id: int
    revision_id: int
    key: str
    module_title: str
    title: str
    html: str
    headings: tuple[tuple[int, str, str], ...]
    objectives: tuple[str, ...]
    resources: tuple[tuple[str, str], ...]
    line: LessonLine
    language: str
    languages: tuple[str, ...]
    previous: LessonLine | None
    next: LessonLine | None
    position: int
    """Where it stands among the lessons of its module, from 1; 0 for a page beside a lesson."""
    of_module: int
    done_of_module: int
    note: str
    note_html: str
    module_keys: frozenset[str] = frozenset()
    """The keys of its module's lessons."""

    @property
    def is_done(self) -> bool:
        """Whether the reader finished it."""
        return self.line.is_done

    @property
    def landmarks(self) -> list[tuple[int, str, str]]:
        """The headings for the table of contents: two levels, without those that many boxes share ("Solution")."""
        texts = [text for _level, text, _anchor in self.headings]
        return [each for each in self.headings if each[0] in (2, 3) and texts.count(each[1]) <= MOST_ALIKE]

    @property
    def was_changed(self) -> bool:
        """Whether the reader finished another revision of it."""
        return self.line.read_revision_id not in (None, self.revision_id)
