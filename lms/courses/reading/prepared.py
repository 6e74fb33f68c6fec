"""A course that another system or our own export has laid out: files, their order, and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lms.courses.reading.layout.plan import Plan, PlannedModule
from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.questions import Quiz
from lms.courses.reading.sources.files import Files, files_from
from lms.courses.reading.types import LessonKind, LossItem, Outcome, Visibility


@dataclass(frozen=True)
class Prepared:
    """Files with the plan that goes with them.

    ``kinds``, ``visibilities`` and ``beside`` are by key, ``places`` gives key and language of a path where the paths
    alone do not say them; ``pages`` are kept beside the plan's lessons. ``items`` is the account
    of the source where its files are written here under other names; without it every file is accounted for, and
    ``order_file`` is the one that gave the order. ``assets`` are files to keep though no text may name them.
    """

    files: Files
    plan: Plan
    kinds: Mapping[str, LessonKind] = field(default_factory=dict)
    visibilities: Mapping[str, Visibility] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    items: tuple[LossItem, ...] | None = None
    language: str = ""
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    order_file: str = ""
    assets: tuple[str, ...] = ()
    made: Mapping[str, object] = field(default_factory=dict)


class Shelf:
    """Collects the texts and files of a container under readable paths, module by module."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.data: dict[str, bytes] = {}
        self.modules: list[tuple[str, str, list[str]]] = []
        self.titles: dict[str, str] = {}
        self.kinds: dict[str, LessonKind] = {}
        self.hidden: set[str] = set()
        self.quizzes: list[Quiz] = []
        self.items: list[LossItem] = []

    def module(self, title: str) -> None:
        """Begin a module."""
        self.modules.append((f"{len(self.modules) + 1:02d}", title, []))

    def lesson(self, title: str, body: str, *, kind: LessonKind = LessonKind.LESSON, hidden: bool = False) -> str:
        """Add a lesson to the module at hand; gives its key."""
        if not self.modules:
            self.module("")
        folder, _, keys = self.modules[-1]
        key = f"{folder}/{len(keys) + 1:02d}.md"
        if len(self.titles) >= self.limits.lessons:
            raise Unreadable(Problem.TOO_MANY_LESSONS, detail=str(self.limits.lessons))
        self.data[key] = body.encode()
        self.titles[key] = title
        self.kinds[key] = kind
        self.hidden |= {key} if hidden else set()
        keys.append(key)
        return key

    def last_lesson(self) -> str:
        """The key of the lesson added last to the module at hand, or ``""``."""
        return self.modules[-1][2][-1] if self.modules and self.modules[-1][2] else ""

    def append(self, key: str, body: str) -> None:
        """Add to a lesson's text."""
        self.data[key] = self.data[key].rstrip() + b"\n\n" + body.encode()

    def file(self, path: str, data: bytes) -> None:
        """Add a file under its path."""
        self.data.setdefault(path, data)

    def note(self, outcome: Outcome, what: str, name: str, reason: str = "", detail: str = "") -> None:
        """Account for a part of the source."""
        self.items.append(LossItem(outcome, what, name, reason, detail))

    def prepared(self, title: str, language: str = "") -> Prepared:
        """What was collected."""
        planned = tuple(PlannedModule(key, name, tuple(keys)) for key, name, keys in self.modules if keys)
        sizes = {path: len(content) for path, content in self.data.items()}
        return Prepared(
            files_from(title or self.name, sizes, self.data.__getitem__),
            Plan(planned, title, self.titles),
            self.kinds,
            dict.fromkeys(self.hidden, Visibility.INSTRUCTOR),
            quizzes=tuple(self.quizzes),
            items=tuple(self.items),
            language=language,
        )
