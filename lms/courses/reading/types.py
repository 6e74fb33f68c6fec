"""A course as values: modules, lessons in their languages, pages, quizzes, files, and what was lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lms.courses.reading.questions import Quiz


class Visibility(StrEnum):
    """Who may see a lesson."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"


class LessonKind(StrEnum):
    """A lesson stands in its module's list; an assignment or a page is reached from a lesson."""

    LESSON = "lesson"
    ASSIGNMENT = "assignment"
    PAGE = "page"


class Leads(StrEnum):
    """Where a link leads."""

    LESSON = "lesson"
    FILE = "file"
    ANCHOR = "anchor"
    EXTERNAL = "external"
    BROKEN = "broken"


class ImageState(StrEnum):
    """Whether an image can be shown."""

    SHOWN = "shown"
    MISSING = "missing"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the address as written, and the key of the lesson or the path of the file it leads to."""

    address: str
    leads: Leads
    key: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """One image: the address as written, and the path of its file; ``case_differs`` if only the case was wrong."""

    address: str
    state: ImageState
    path: str = ""
    case_differs: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A lesson in one language; ``body`` is Markdown without front matter, ``extra`` the unknown front matter."""

    language: str
    source: str
    title: str
    body: str
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    code_blocks: int = 0
    tables: int = 0

    def links_that_lead(self, *ways: Leads) -> int:
        """How many links lead one of these ways."""
        return sum(link.leads in ways for link in self.links)

    def images_that_are(self, state: ImageState) -> int:
        """How many images are in that state."""
        return sum(image.state is state for image in self.images)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson or a page; ``key`` is its path without the language, the asked-for language is the first version.

    ``beside`` is the key of the lesson that an assignment or a page lies beside, or ``""``.
    """

    key: str
    versions: tuple[Version, ...]
    kind: LessonKind = LessonKind.LESSON
    visibility: Visibility = Visibility.TRAINEE
    beside: str = ""

    @property
    def main(self) -> Version:
        """The version in the asked-for language, or in the course's own."""
        return self.versions[0]

    @property
    def title(self) -> str:
        """The title in the first language."""
        return self.versions[0].title


@dataclass(frozen=True, slots=True)
class Module:
    """A module; an empty title means that the course has no modules of its own and this one holds everything.

    ``titles`` are those in several languages, where the source states them.
    """

    key: str
    title: str
    lessons: tuple[Lesson, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that lessons show or offer."""

    path: str
    sha256: str
    data: bytes = field(repr=False)


class Outcome(StrEnum):
    """What became of a part of the source."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class LossItem:
    """One part of the source: what it was, its name, what became of it, and why (codes, not sentences)."""

    outcome: Outcome
    what: str
    name: str
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LossReport:
    """Every part of the source, once."""

    items: tuple[LossItem, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many parts had this outcome."""
        return Counter(item.outcome for item in self.items)[outcome]

    @property
    def total(self) -> int:
        """Kept, changed and dropped together."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class CourseTree:
    """A whole course; two trees are equal when they hold the same course, however much was lost on the way."""

    title: str
    language: str
    modules: tuple[Module, ...]
    pages: tuple[Lesson, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    assets: tuple[Asset, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    made: Mapping[str, object] = field(default_factory=dict)
    """Quizzes as instructors made them in the browser, in our own exports."""
    loss: LossReport = field(default=LossReport(), compare=False)

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in their order."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)
