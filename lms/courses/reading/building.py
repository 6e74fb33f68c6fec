"""From gathered texts and a plan to the course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from posixpath import dirname

from lms.courses.reading.addresses import Addresses
from lms.courses.reading.assets import collect_assets, without_dead_ends
from lms.courses.reading.gathering import Gathered, Progress, gather
from lms.courses.reading.layout import names
from lms.courses.reading.layout.languages import language_of_text
from lms.courses.reading.layout.plan import Plan
from lms.courses.reading.limits import Limits
from lms.courses.reading.naming import INDEXES, course_title
from lms.courses.reading.planning import plan_of
from lms.courses.reading.prepared import Prepared
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.quizjson import quizzes_in
from lms.courses.reading.sources.files import Files
from lms.courses.reading.text.frontmatter import text_of
from lms.courses.reading.types import (
    CourseTree,
    Leads,
    Lesson,
    LessonKind,
    LossReport,
    Module,
    Outcome,
    Version,
    Visibility,
)
from lms.courses.reading.versions import Text, make_version


def read_files(files: Files, *, language: str | None, limits: Limits, progress: Progress) -> CourseTree:
    """The course in folders."""
    gathered = gather(files, asked=language, limits=limits, progress=progress)
    plan = plan_of(gathered)
    maker = _maker(gathered, plan)
    modules = maker.modules()
    pages = maker.pages(modules)
    modules, pages = without_dead_ends(modules, pages)
    assets, modules, pages = collect_assets(gathered, modules, pages)
    return CourseTree(
        title=course_title(gathered, plan),
        language=gathered.language,
        modules=modules,
        pages=pages,
        quizzes=quizzes_in(gathered),
        assets=assets,
        loss=_loss(gathered),
    )


def read_prepared(prepared: Prepared, *, language: str | None, limits: Limits, progress: Progress) -> CourseTree:
    """A course that is already laid out."""
    prompts = " ".join(question.prompt for quiz in prepared.quizzes for question in quiz.questions)
    spoken = language_of_text(prompts) if prompts and not prepared.plan.lessons else None
    asked = language or prepared.language or spoken
    gathered = gather(prepared.files, asked=asked, limits=limits, progress=progress, places=prepared.places)
    maker = _maker(gathered, prepared.plan, prepared.kinds, prepared.visibilities)
    maker.beside = dict(prepared.beside)
    modules = maker.modules()
    pages = tuple(maker.lesson(key, LessonKind.PAGE) for key in prepared.pages if key in gathered.texts)
    modules, pages = without_dead_ends(modules, pages)
    assets, modules, pages = collect_assets(gathered, modules, pages, prepared.assets)
    if prepared.order_file:
        gathered.note(Outcome.KEPT, "order", prepared.order_file)
    return CourseTree(
        title=prepared.plan.title or prepared.files.name,
        language=gathered.language,
        modules=modules,
        pages=pages,
        quizzes=tuple(
            replace(quiz, versions=tuple(replace(v, language=v.language or gathered.language) for v in quiz.versions))
            for quiz in prepared.quizzes
        ),
        assets=assets,
        extra=prepared.extra,
        made=prepared.made,
        loss=LossReport(prepared.items) if prepared.items is not None else _loss(gathered),
    )


def _maker(
    gathered: Gathered,
    plan: Plan,
    kinds: Mapping[str, LessonKind] | None = None,
    visibilities: Mapping[str, Visibility] | None = None,
) -> _Maker:
    if not plan.lessons and kinds is None:
        raise Unreadable(Problem.NO_LESSONS, gathered.files.name)
    if len(plan.lessons) > gathered.limits.lessons:
        raise Unreadable(Problem.TOO_MANY_LESSONS, detail=str(gathered.limits.lessons))
    addresses = Addresses(gathered.files, {path: key for path, key in gathered.keys.items() if key in gathered.texts})
    return _Maker(gathered, plan, addresses, kinds or {}, visibilities or {})


@dataclass
class _Maker:
    """Makes lessons out of texts."""

    gathered: Gathered
    plan: Plan
    addresses: Addresses
    kinds: Mapping[str, LessonKind]
    visibilities: Mapping[str, Visibility]
    done: int = 0
    beside: dict[str, str] = field(default_factory=dict)

    def modules(self) -> tuple[Module, ...]:
        """The plan's modules."""
        made = []
        for planned in self.plan.modules:
            lessons = tuple(
                self.lesson(key, LessonKind.LESSON) for key in planned.lessons if key in self.gathered.texts
            )
            title = planned.title or next((lesson.title for lesson in lessons if lesson.key == planned.key), "")
            made.append(Module(planned.key, title, lessons, planned.titles))
        return tuple(made)

    def pages(self, modules: Iterable[Module]) -> tuple[Lesson, ...]:
        """What lies beside lessons, what is for instructors, and every page that a lesson or a page links to."""
        lessons = [lesson for module in modules for lesson in module.lessons]
        known = {lesson.key for lesson in lessons}
        folders = {dirname(lesson.key): lesson.key for lesson in reversed(lessons)}
        self.beside = {key: folders.get(dirname(key), "") for key in self.gathered.texts}
        texts = self.gathered.texts
        waiting = [key for key in INDEXES if key in texts]
        waiting += [key for key in sorted(texts, key=names.natural) if self._belongs(key)]
        waiting += [key for lesson in lessons for key in _linked(lesson)]
        pages: dict[str, Lesson] = {}
        while waiting and len(pages) < self.gathered.limits.lessons:
            key = waiting.pop(0)
            if key in known:
                continue
            known.add(key)
            kind = LessonKind.ASSIGNMENT if names.is_assignment(key) else LessonKind.PAGE
            pages[key] = self.lesson(key, kind)
            waiting += [] if names.is_excluded(key) else _linked(pages[key])
        return tuple(pages[key] for key in sorted(pages, key=names.natural))

    def _belongs(self, key: str) -> bool:
        if not self.gathered.first(key).body:
            return False
        return not names.is_excluded(key) and (bool(self.beside.get(key)) or names.is_for_instructors(key))

    def lesson(self, key: str, kind: LessonKind) -> Lesson:
        """A lesson in all its languages, the asked-for one first."""
        kind = self.kinds.get(key, kind)
        texts = self.gathered.ordered(key)
        versions = tuple(self._version(text, key if text is texts[0] else "") for text in texts)
        for text, version in zip(texts, versions, strict=True):
            self._note(kind, text, version)
        self.done += 1
        self.gathered.progress(self.done, max(self.done, len(self.plan.lessons)))
        return Lesson(key, versions, kind, self._visibility(key, texts[0]), self.beside.get(key, ""))

    def _version(self, text: Text, key: str) -> Version:
        return make_version(text, self.addresses, self.plan.titles.get(key, ""), self.gathered.limits)

    def _visibility(self, key: str, text: Text) -> Visibility:
        stated = text_of(text.matter, "visibility", "draft").lower()
        hidden = stated in {"instructor", "true"} or (stated != "trainee" and names.is_for_instructors(key))
        usual = Visibility.INSTRUCTOR if hidden else Visibility.TRAINEE
        return self.visibilities.get(key, usual)

    def _note(self, kind: LessonKind, text: Text, version: Version) -> None:
        notes = [*text.notes]
        if text_of(text.matter, "title") not in {"", version.title}:
            notes.append("title_shortened")
        if len(text.body.encode("utf-8", "replace")) > self.gathered.limits.text_bytes:
            notes.append("shown_as_written")
        outcome = Outcome.CHANGED if notes else Outcome.KEPT
        self.gathered.note(outcome, kind.value, text.source, ",".join(notes))


def _linked(lesson: Lesson) -> list[str]:
    return [link.key for version in lesson.versions for link in version.links if link.leads is Leads.LESSON]


def _loss(gathered: Gathered) -> LossReport:
    """One item for every file of the course."""
    base = gathered.files.base
    for path in gathered.files.sizes:
        if path in gathered.notes or not path.startswith(base):
            continue
        reason = "about_the_repository" if names.is_excluded(path) else "not_linked"
        reason = "course_of_its_own" if path.lower().endswith((".mbz", ".imscc")) else reason
        gathered.note(Outcome.DROPPED, "page" if names.is_markdown(path) else "file", path, reason)
    items = [gathered.notes[path] for path in sorted(gathered.notes, key=names.natural)]
    return LossReport((*items, *gathered.files.notes))
