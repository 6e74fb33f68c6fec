"""A stored revision as values again: to restore, to copy, to change, or to give away as a zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, join

from lms.core import audit, files
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.quizzes.made import write_made
from lms.courses.reading import write_course
from lms.courses.reading.exported import quiz_from
from lms.courses.reading.layout.names import is_markdown
from lms.courses.reading.types import Asset, CourseTree, Lesson, LessonKind, Module, Version, Visibility
from lms.courses.services.importing import TITLES
from lms.courses.types import CourseDraft, KeptBytes, LessonDraft, TextDraft, WhyNot


def export_course(actor: Actor, *, course_id: int, revision_id: int | None = None) -> bytes:
    """A revision (the newest, unless one is named) as a zip of Markdown with front matter, with today's quizzes."""
    course = access.course_for_writing(actor, course_id)
    revision = queries.revision_of(course_id, revision_id) if revision_id else queries.newest_revision(course_id)
    if revision is None:
        if revision_id:
            raise NotFound
        raise Refused(WhyNot.NO_REVISION)
    titles, found = dict(course.title), revision.id
    with transaction():
        audit.record(actor, "course.exported", course, after={"revision": revision.number})
    tree = tree_of(queries.draft_of_revision(found), titles)
    made = queries.made_quizzes(course_id)
    return write_course(replace(tree, made=write_made(made)) if made.quizzes or made.questions else tree)


def tree_of(draft: CourseDraft, titles: Mapping[str, str]) -> CourseTree:
    """A draft as the tree that the writer of exports takes."""
    listed = {part.key for module in draft.modules for part in module.lessons if part.is_listed}
    return CourseTree(
        title=titles.get(draft.language) or next(iter(titles.values()), ""),
        language=draft.language,
        modules=tuple(
            Module(
                module.key or f"{number:02d}",
                module.titles.get(draft.language) or next(iter(module.titles.values()), ""),
                tuple(_lesson(part, draft.language) for part in module.lessons if part.is_listed),
                module.titles,
            )
            for number, module in enumerate(draft.modules, 1)
        ),
        pages=tuple(
            _lesson(part, draft.language)
            for module in draft.modules
            for part in module.lessons
            if part.key not in listed
        ),
        quizzes=tuple(quiz_from(quiz) for quiz in draft.quizzes),
        assets=tuple(_assets(draft.assets)),
        extra={**draft.extra, TITLES: dict(titles)},
    )


def _lesson(part: LessonDraft, language: str) -> Lesson:
    texts = sorted(part.texts, key=lambda text: (text.language != language, text.language))
    return Lesson(
        key=part.key,
        versions=tuple(_version(part.key, text, is_first=text is texts[0]) for text in texts),
        kind=LessonKind(part.kind),
        visibility=Visibility.INSTRUCTOR if part.is_for_staff else Visibility.TRAINEE,
        beside=part.beside,
    )


def _version(key: str, text: TextDraft, *, is_first: bool) -> Version:
    extra = dict(text.extra)
    if text.resources:
        extra["resources"] = [{"title": each.title, "address": each.address} for each in text.resources]
    return Version(
        language=text.language,
        source=_markdown_path(text.source or (key if is_first else translated(key, text.language))),
        title=text.title,
        body=text.body,
        minutes=text.minutes,
        objectives=text.objectives,
        extra=extra,
    )


def _markdown_path(path: str) -> str:
    """A path whose ending says Markdown (a notebook became some)."""
    return path if is_markdown(path) and not path.endswith(".ipynb") else f"{path}.md"


def translated(key: str, language: str) -> str:
    """The path of a lesson's text in another language."""
    stem, _dot, ending = basename(key).rpartition(".")
    return join(dirname(key), "translations", f"{stem}.{language}.{ending}")


def _assets(assets: Mapping[str, bytes | KeptBytes]) -> Iterator[Asset]:
    """Files with their bytes; one that the disk has lost is left out rather than everything with it."""
    for path, data in sorted(assets.items()):
        if isinstance(data, bytes):
            yield Asset(path, "", data)
        elif (stored := files.path_of(data.digest)).exists():
            yield Asset(path, data.digest, stored.read_bytes())
