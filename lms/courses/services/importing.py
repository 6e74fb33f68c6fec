"""From a course that was read to the draft that is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lms.courses.reading import report
from lms.courses.reading.types import CourseTree, ImageState, Leads, Lesson, Version, Visibility
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft

MOST_LOSSES = 500


def draft_of(tree: CourseTree, *, source: str) -> CourseDraft:
    """The draft of a course that was read. Pages go with the lesson beside which they lie."""
    pages: dict[str, list[Lesson]] = defaultdict(list)
    known = {lesson.key for lesson in tree.lessons}
    first = tree.lessons[0].key if tree.lessons else ""
    for page in tree.pages:
        pages[page.beside if page.beside in known else first].append(page)
    modules = []
    for module in tree.modules:
        beside = [page for lesson in module.lessons for page in pages[lesson.key]]
        lessons = (*_lessons(module.lessons, is_listed=True), *_lessons(beside, is_listed=False))
        modules.append(ModuleDraft({tree.language: module.title}, lessons))
    told = report(tree)
    told.pop("lessons")
    told.pop("pages")
    told["loss"]["items"] = told["loss"]["items"][:MOST_LOSSES]
    assets = {asset.path: asset.data for asset in tree.assets}
    return CourseDraft(tuple(modules), assets, source=source, report=told)


def _lessons(lessons: Iterable[Lesson], *, is_listed: bool) -> Iterable[LessonDraft]:
    for lesson in lessons:
        yield LessonDraft(
            key=lesson.key,
            texts=tuple(_text(version) for version in lesson.versions),
            minutes=lesson.main.minutes or 0,
            is_for_staff=lesson.visibility is Visibility.INSTRUCTOR,
            is_listed=is_listed,
        )


def _text(version: Version) -> TextDraft:
    links = {
        link.address: f"{link.key}#{link.fragment}" if link.fragment else link.key
        for link in version.links
        if link.leads in (Leads.LESSON, Leads.FILE)
    }
    images = {image.address: image.path for image in version.images if image.state is ImageState.SHOWN}
    return TextDraft(version.language, version.title, version.body, links, images)
