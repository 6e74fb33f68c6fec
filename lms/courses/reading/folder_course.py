"""A course from files in folders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from posixpath import dirname

from lms.courses.reading import quizjson
from lms.courses.reading.addresses import Addresses, normalise
from lms.courses.reading.assets import collect_assets
from lms.courses.reading.layout import languages, names
from lms.courses.reading.layout.folders import Draft, plan_by_folders
from lms.courses.reading.layout.plan import Plan
from lms.courses.reading.layout.stated import STATED
from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.sources.files import Files
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.text.frontmatter import split, text_of
from lms.courses.reading.types import (
    CourseTree,
    Leads,
    Lesson,
    LessonKind,
    LossItem,
    LossReport,
    Module,
    Outcome,
    Version,
    Visibility,
)
from lms.courses.reading.versions import Text, make_version

Progress = Callable[[int, int], None]
"""Told how many lessons of how many are read; may raise to stop."""

INDEXES = ("README.md", "index.md", "_index.md")
EMPTY_TITLES = frozenset(
    {"contents", "table of contents", "summary", "overview", "readme", "home", "목차", "개요", "소개"}
)

_MOST_WITH_KOREAN = 0.5


@dataclass
class Reading:
    """The state of one reading: the texts by key and language, and what became of every file."""

    files: Files
    limits: Limits
    progress: Progress
    texts: dict[str, dict[str, Text]] = field(default_factory=lambda: defaultdict(dict))
    keys: dict[str, str] = field(default_factory=dict)
    notes: dict[str, LossItem] = field(default_factory=dict)
    language: str = ""
    own_language: str = ""

    def note(self, outcome: Outcome, what: str, path: str, reason: str = "", detail: str = "") -> None:
        """Say what became of a file; the last word counts."""
        self.notes[path] = LossItem(outcome, what, path, reason, detail)

    # texts ------------------------------------------------------------------------------------------------

    def gather(self, asked: str | None) -> None:
        """Read every Markdown file of the course once and sort it by key and language."""
        base = self.files.base
        paths = [path for path in self.files.sizes if path.startswith(base) and names.is_markdown(path)]
        tops = languages.language_folders([path.removeprefix(base) for path in paths])
        unnamed: list[tuple[str, Text]] = []
        for path in sorted(paths, key=names.natural):
            place = languages.place_of(path.removeprefix(base), tops)
            self.keys[path] = place.key
            if place.language and place.language not in {*languages.KEPT, asked}:
                self.note(Outcome.DROPPED, "translation", path, "other_language", place.language)
            else:
                self._add(place, self._text(path, place.language), unnamed)
        self._name_languages(unnamed)
        self.language = asked or self._usual_language()

    def _add(self, place: languages.Place, text: Text, unnamed: list[tuple[str, Text]]) -> None:
        if text.language:
            self.texts[place.key].setdefault(text.language, text)
        else:
            unnamed.append((place.key, text))

    def _text(self, path: str, language: str) -> Text:
        content, encoding = decode(self.files.read(path))
        document = split(content)
        stated = languages.code_of(text_of(document.matter, "lang", "language"))
        notes = [f"encoding:{encoding}"] if encoding else []
        notes += ["front_matter_ignored"] if document.broken else []
        return Text(path, language or stated, document.matter, document.body, tuple(notes))

    def _name_languages(self, unnamed: list[tuple[str, Text]]) -> None:
        """Files whose path names no language share the one that most of them are written in."""
        weights: Counter[str] = Counter()
        for _, text in unnamed:
            weights[languages.language_of_text(text.body)] += min(len(text.body), 5_000)
        self.own_language = max(weights, key=lambda code: weights[code]) if weights else ""
        for key, text in unnamed:
            self.texts[key].setdefault(self.own_language, replace(text, language=self.own_language))

    def _usual_language(self) -> str:
        """Korean if half of the texts exist in it, else the language of the unnamed files, else the most frequent."""
        counted = Counter(code for versions in self.texts.values() for code in versions)
        korean = sum("ko" in versions for versions in self.texts.values())
        if korean >= _MOST_WITH_KOREAN * max(1, len([key for key in self.texts if not names.is_excluded(key)])):
            return "ko"
        return self.own_language or (counted.most_common(1)[0][0] if counted else "ko")

    def first(self, key: str) -> Text:
        """A text in the asked-for language, else in the course's own, else in any."""
        versions = self.texts[key]
        for code in (self.language, self.own_language, *languages.KEPT):
            if code in versions:
                return versions[code]
        return next(iter(versions.values()))

    # the plan ---------------------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """The order that the course states, else the one its folders and names give."""
        addresses = Addresses(self.files, self.keys)
        for name, reader in STATED.items():
            for folder in self._places_of(name):
                path = self.files.base + folder + name
                if path not in self.files:
                    continue
                text, _ = decode(self.files.read(path))
                plan = reader(text, self._finder(path, folder))
                if plan and len(plan.lessons) >= 2:
                    self.note(Outcome.KEPT, "order", path)
                    return plan
        return plan_by_folders(self._drafts(), addresses.lesson)

    def _places_of(self, name: str) -> list[str]:
        folders = (
            [f"{self.language}/", f"src/{self.language}/", f"docs/{self.language}/"] if name == "SUMMARY.md" else []
        )
        return [*folders, ""]

    def _finder(self, source: str, folder: str) -> Callable[[str], str | None]:
        top = self.files.base + folder

        def find(path: str) -> str | None:
            for place in (dirname(source), top.rstrip("/")):
                name = self.files.find(normalise(f"{place}/{path}" if place else path))
                if name in self.keys and self.keys[name] in self.texts:
                    return self.keys[name]
            return None

        return find

    def _drafts(self) -> dict[str, Draft]:
        drafts = {}
        for key, versions in self.texts.items():
            text = self.first(key)
            translated = self.language != self.own_language and self.language in versions and len(self.own_language) > 0
            drafts[key] = Draft(key, text.source, text.body, text.matter, asked=translated)
        return drafts

    # lessons ----------------------------------------------------------------------------------------------

    def lesson(self, key: str, addresses: Addresses, kind: LessonKind, stated: str, beside: str = "") -> Lesson:
        """A lesson in all its languages, the asked-for one first."""
        first = self.first(key)
        texts = [first, *(text for text in self.texts[key].values() if text is not first)]
        versions = tuple(make_version(text, addresses, stated if text is first else "", self.limits) for text in texts)
        for text, version in zip(texts, versions, strict=True):
            self._note_version(kind, text, version)
        return Lesson(key, versions, kind, self._visibility(key, first), beside)

    def _visibility(self, key: str, text: Text) -> Visibility:
        stated = text_of(text.matter, "visibility", "draft").lower()
        hidden = stated in {"instructor", "true"} or (stated != "trainee" and names.is_for_instructors(key))
        return Visibility.INSTRUCTOR if hidden else Visibility.TRAINEE

    def _note_version(self, kind: LessonKind, text: Text, version: Version) -> None:
        notes = [*text.notes]
        full = text_of(text.matter, "title")
        if full and full != version.title:
            notes.append("title_shortened")
        if len(text.body.encode("utf-8", "replace")) > self.limits.text_bytes:
            notes.append("shown_as_written")
        self.note(Outcome.CHANGED if notes else Outcome.KEPT, kind.value, text.source, ",".join(notes))


def read_files(files: Files, *, language: str | None, limits: Limits, progress: Progress) -> CourseTree:
    """The course in ``files``."""
    reading = Reading(files, limits, progress)
    reading.gather(language)
    plan = reading.plan()
    if not plan.lessons:
        raise Unreadable(Problem.NO_LESSONS, files.name)
    if len(plan.lessons) > limits.lessons:
        raise Unreadable(Problem.TOO_MANY_LESSONS, detail=str(limits.lessons))
    addresses = Addresses(files, {path: key for path, key in reading.keys.items() if key in reading.texts})
    modules = _modules(reading, plan, addresses)
    pages = _pages(reading, modules, addresses)
    return _finish(reading, plan, modules, pages)


def _modules(reading: Reading, plan: Plan, addresses: Addresses) -> tuple[Module, ...]:
    done, total = 0, len(plan.lessons)
    modules = []
    for planned in plan.modules:
        lessons = []
        for key in planned.lessons:
            lessons.append(reading.lesson(key, addresses, LessonKind.LESSON, plan.titles.get(key, "")))
            done += 1
            reading.progress(done, total)
        modules.append(Module(planned.key, planned.title, tuple(lessons)))
    return tuple(modules)


def _pages(reading: Reading, modules: tuple[Module, ...], addresses: Addresses) -> tuple[Lesson, ...]:
    """Assignments beside lessons, and every page that a lesson or a page links to."""
    lessons = [lesson for module in modules for lesson in module.lessons]
    known = {lesson.key for lesson in lessons}
    folders = {dirname(lesson.key): lesson.key for lesson in reversed(lessons)}
    waiting = [key for key in INDEXES if key in reading.texts]
    waiting += [key for key in sorted(reading.texts, key=names.natural) if _belongs(key, folders) and key not in known]
    waiting += [key for lesson in lessons for key in _linked(lesson)]
    pages: dict[str, Lesson] = {}
    while waiting and len(pages) < reading.limits.lessons:
        key = waiting.pop(0)
        if key in known:
            continue
        known.add(key)
        kind = LessonKind.ASSIGNMENT if names.is_assignment(key) else LessonKind.PAGE
        pages[key] = reading.lesson(key, addresses, kind, "", folders.get(dirname(key), ""))
        reading.progress(len(lessons), len(lessons))
        waiting += [] if names.is_excluded(key) else _linked(pages[key])
    return tuple(pages[key] for key in sorted(pages, key=names.natural))


def _belongs(key: str, folders: Mapping[str, str]) -> bool:
    if names.is_excluded(key):
        return False
    return dirname(key) in folders or names.is_for_instructors(key)


def _linked(lesson: Lesson) -> list[str]:
    return [link.key for version in lesson.versions for link in version.links if link.leads is Leads.LESSON]


def _finish(reading: Reading, plan: Plan, modules: tuple[Module, ...], pages: tuple[Lesson, ...]) -> CourseTree:
    assets, modules, pages = collect_assets(reading, modules, pages)
    quizzes = quizjson.quizzes_in(reading)
    return CourseTree(
        title=_title(reading, plan),
        language=reading.language,
        modules=modules,
        pages=pages,
        quizzes=quizzes,
        assets=assets,
        loss=_loss(reading),
    )


def _title(reading: Reading, plan: Plan) -> str:
    if plan.title:
        return plan.title
    index = next((key for key in INDEXES if key in reading.texts), None)
    if index is None:
        return reading.files.name
    text = reading.first(index)
    version = make_version(replace(text, body=text.body[:20_000]), Addresses(reading.files, {}), "", reading.limits)
    says_nothing = version.title.lower() in EMPTY_TITLES or version.title == names.clean_title(text.source)
    return reading.files.name if says_nothing else version.title


def _loss(reading: Reading) -> LossReport:
    """One item for every file of the course."""
    base = reading.files.base
    for path in reading.files.sizes:
        if path in reading.notes or not path.startswith(base):
            continue
        reason = "about_the_repository" if names.is_excluded(path) else "not_linked"
        reading.note(Outcome.DROPPED, "page" if names.is_markdown(path) else "file", path, reason)
    items = [reading.notes[path] for path in sorted(reading.notes, key=names.natural)]
    return LossReport((*items, *reading.files.notes))
