"""From a course that was read to the draft that is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from lms.courses.reading import report
from lms.courses.reading.types import CourseTree, ImageState, Leads, Lesson, Module, Version, Visibility
from lms.courses.resources import resources_of
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft

MOST_LOSSES = 500
TITLES = "titles"
"""The key under which our own exports keep a course's titles in several languages."""


def draft_of(tree: CourseTree, *, source: str, summary: str = "") -> CourseDraft:
    """The draft of a course that was read. Pages go with the lesson beside which they lie."""
    pages = _pages(tree)
    told = report(tree)
    told.pop("lessons")
    told.pop("pages")
    told["loss"]["items"] = told["loss"]["items"][:MOST_LOSSES]
    return CourseDraft(
        modules=tuple(_module(module, tree.language, pages) for module in tree.modules),
        assets={asset.path: asset.data for asset in tree.assets},
        source=source,
        report=told,
        language=tree.language,
        summary=summary,
        extra={key: value for key, value in tree.extra.items() if key != TITLES},
        quizzes=tuple(asdict(quiz) for quiz in tree.quizzes),
        made=tree.made,
    )


def titles_of(tree: CourseTree) -> dict[str, str]:
    """The course's titles by language."""
    stated = tree.extra.get(TITLES)
    if isinstance(stated, Mapping) and stated:
        return {str(code): str(title) for code, title in stated.items()}
    return {tree.language: tree.title}


def _pages(tree: CourseTree) -> dict[str, list[Lesson]]:
    pages: dict[str, list[Lesson]] = defaultdict(list)
    known = {lesson.key for lesson in tree.lessons}
    first = tree.lessons[0].key if tree.lessons else ""
    for page in tree.pages:
        pages[page.beside if page.beside in known else first].append(page)
    return pages


def _module(module: Module, language: str, pages: Mapping[str, list[Lesson]]) -> ModuleDraft:
    beside = [page for lesson in module.lessons for page in pages[lesson.key]]
    lessons = (*_lessons(module.lessons, is_listed=True), *_lessons(beside, is_listed=False))
    return ModuleDraft(dict(module.titles) or {language: module.title}, lessons, module.key)


def _lessons(lessons: Iterable[Lesson], *, is_listed: bool) -> Iterable[LessonDraft]:
    for lesson in lessons:
        yield LessonDraft(
            key=lesson.key,
            texts=tuple(_text(version) for version in lesson.versions),
            minutes=lesson.main.minutes or 0,
            is_for_staff=lesson.visibility is Visibility.INSTRUCTOR,
            is_listed=is_listed,
            kind=lesson.kind.value,
            beside=lesson.beside,
        )


def _text(version: Version) -> TextDraft:
    links = {
        link.address: f"{link.key}#{link.fragment}" if link.fragment else link.key
        for link in version.links
        if link.leads in (Leads.LESSON, Leads.FILE)
    }
    images = {image.address: image.path for image in version.images if image.state is ImageState.SHOWN}
    extra: dict[str, Any] = dict(version.extra)
    resources = resources_of(extra.pop("resources", None))
    return TextDraft(
        language=version.language,
        title=version.title,
        body=version.body,
        links=links,
        images=images,
        source=version.source,
        minutes=version.minutes,
        objectives=version.objectives,
        resources=resources,
        extra=extra,
    )
