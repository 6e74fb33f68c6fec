"""Words of the courses package, and the shape in which a revision is handed over to be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

CODE_LETTERS = 40
"""How long a course's code may be."""


class WhyNot(StrEnum):
    """Why something of a course is closed."""

    NOTHING_NEW = "nothing_new"
    CODE_TAKEN = "code_taken"
    NO_REVISION = "no_revision"


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


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A course as lists show it; ``revision_id`` is the one a cohort is pinned to, or the newest."""

    id: int
    centre_id: int
    code: str
    title: Mapping[str, str]
    revision_id: int | None


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A line of a course's table of contents."""

    lesson_id: int
    key: str
    title: str
    minutes: int
    is_done: bool
    is_for_staff: bool


@dataclass(frozen=True, slots=True)
class ModuleLines:
    """A module with its lessons, as the course page shows them."""

    module_id: int
    title: str
    lessons: tuple[LessonLine, ...]

    @property
    def done(self) -> int:
        """How many lessons are finished."""
        return sum(line.is_done for line in self.lessons)


@dataclass(frozen=True, slots=True)
class LessonPage:
    """Everything that the page of one lesson shows."""

    lesson_id: int
    course_id: int
    module_title: str
    title: str
    html: str
    headings: tuple[tuple[int, str, str], ...]
    minutes: int
    language: str
    languages: tuple[str, ...]
    previous_id: int | None
    next_id: int | None
    is_done: bool
