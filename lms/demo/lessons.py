"""Loading the demo's lessons: folders of Markdown, modules and lessons numbered by their names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from lms.core.actor import Actor
from lms.courses import services
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft

CONTENT = Path(__file__).parent / "content" / "courses"


def load_courses(actor: Actor, centre_id: int, *, now: datetime) -> list[tuple[int, int]]:
    """Store every demo course; (course, revision) by folder name."""
    stored = []
    for folder in sorted(path for path in CONTENT.iterdir() if path.is_dir()):
        titles = {language: title for language, title, _body, _meta in _texts(folder)}
        course = services.found_course(actor, centre_id=centre_id, code=folder.name, title=titles)
        revision = services.store_revision(actor, course_id=course.id, draft=read_folder(folder), now=now)
        stored.append((course.id, revision.id))
    return stored


def read_folder(folder: Path) -> CourseDraft:
    """A course folder: a module a sub-folder, a lesson a sub-folder of that, each with README.md and translations."""
    modules = []
    for module in sorted(path for path in folder.iterdir() if path.is_dir() and path.name[:1].isdigit()):
        lessons = [_lesson(folder, path) for path in sorted(module.iterdir()) if (path / "README.md").exists()]
        titles = {language: title for language, title, _body, _meta in _texts(module)}
        modules.append(ModuleDraft(titles or {"ko": module.name}, tuple(lessons)))
    return CourseDraft(tuple(modules), source=folder.name)


def _lesson(root: Path, folder: Path) -> LessonDraft:
    texts = _texts(folder)
    drafts = tuple(
        TextDraft(language, title, body, objectives=tuple(meta.get("objectives", ())))
        for language, title, body, meta in texts
    )
    minutes = next((int(meta["minutes"]) for *_rest, meta in texts if "minutes" in meta), 0)
    return LessonDraft(key=str((folder / "README.md").relative_to(root)), texts=drafts, minutes=minutes)


def _texts(folder: Path) -> list[tuple[str, str, str, dict[str, Any]]]:
    files = (("en", folder / "README.md"), ("ko", folder / "translations" / "README.ko.md"))
    return [(language, *_parse(file)) for language, file in files if file.exists()]


def _parse(file: Path) -> tuple[str, str, dict[str, Any]]:
    text = file.read_text(encoding="utf-8")
    meta: dict[str, Any] = {}
    if text.startswith("---\n"):
        head, _line, text = text[4:].partition("\n---\n")
        meta = yaml.safe_load(head) or {}
    return str(meta.get("title", file.parent.name)), text.strip() + "\n", meta
