"""Our own zip of a course: Markdown with front matter at its old paths, and ``course.json`` with the order."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import yaml

from lms.courses.quizzes.made import read_made
from lms.courses.reading.layout.plan import Plan, PlannedModule
from lms.courses.reading.prepared import Prepared
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.questions import Option, Question, QuestionKind, Quiz, QuizVersion
from lms.courses.reading.sources.files import Files
from lms.courses.reading.types import CourseTree, Lesson, LessonKind, Version

MANIFEST = "course.json"
FORMAT = "baeum-course/1"
_DATE = (1980, 1, 1, 0, 0, 0)


def write_course(course: CourseTree) -> bytes:
    """The course as a zip; the same course gives the same bytes, and reading them gives the same course."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, MANIFEST, json.dumps(_manifest(course), ensure_ascii=False, indent=1).encode())
        for lesson in (*course.lessons, *course.pages):
            for version in lesson.versions:
                _put(archive, version.source, _text(lesson, version).encode("utf-8", "replace"))
        for asset in course.assets:
            _put(archive, asset.path, asset.data)
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    info = zipfile.ZipInfo(path, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


def _text(lesson: Lesson, version: Version) -> str:
    matter: dict[str, object] = {"title": version.title, "language": version.language}
    if version.minutes is not None:
        matter["minutes"] = version.minutes
    if version.objectives:
        matter["objectives"] = list(version.objectives)
    matter["visibility"] = lesson.visibility.value
    matter |= version.extra
    head = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n\n{version.body}"


def _manifest(course: CourseTree) -> dict[str, Any]:
    made = {"made": dict(course.made)} if course.made else {}
    return {
        "format": FORMAT,
        "title": course.title,
        "language": course.language,
        "extra": dict(course.extra),
        "modules": [
            {
                "key": module.key,
                "title": module.title,
                "titles": dict(module.titles),
                "lessons": [_entry(lesson) for lesson in module.lessons],
            }
            for module in course.modules
        ],
        "pages": [_entry(page) for page in course.pages],
        "quizzes": [asdict(quiz) for quiz in course.quizzes],
        "assets": [asset.path for asset in course.assets],
        **made,
    }


def _entry(lesson: Lesson) -> dict[str, Any]:
    return {
        "key": lesson.key,
        "kind": lesson.kind.value,
        "beside": lesson.beside,
        "versions": {version.language: version.source for version in lesson.versions},
    }


def is_exported(files: Files) -> bool:
    """Whether the files are a course that we wrote."""
    return MANIFEST in files and _load(files) is not None


def _load(files: Files) -> dict[str, Any] | None:
    try:
        value = json.loads(files.read(MANIFEST))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and value.get("format") == FORMAT else None


def prepare_exported(files: Files) -> Prepared:
    """The plan of a course that we wrote; Unreadable if the manifest was changed beyond use."""
    manifest = _load(files)
    try:
        return _prepare(files, manifest or {})
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unreadable(Problem.BROKEN_MANIFEST, MANIFEST, str(problem)) from problem


def _prepare(files: Files, manifest: Mapping[str, Any]) -> Prepared:
    modules = tuple(
        PlannedModule(
            str(module["key"]),
            str(module["title"]),
            tuple(str(entry["key"]) for entry in module["lessons"]),
            {str(code): str(title) for code, title in (module.get("titles") or {}).items()},
        )
        for module in manifest["modules"]
    )
    entries = [entry for module in manifest["modules"] for entry in module["lessons"]] + manifest["pages"]
    places = {
        str(source): (str(entry["key"]), str(code)) for entry in entries for code, source in entry["versions"].items()
    }
    return Prepared(
        files,
        Plan(modules, str(manifest["title"])),
        kinds={str(entry["key"]): LessonKind(entry["kind"]) for entry in entries},
        pages=tuple(str(entry["key"]) for entry in manifest["pages"]),
        quizzes=tuple(quiz_from(quiz) for quiz in manifest["quizzes"]),
        language=str(manifest["language"]),
        places=places,
        beside={str(entry["key"]): str(entry["beside"]) for entry in entries},
        order_file=MANIFEST,
        extra=dict(manifest.get("extra") or {}),
        assets=tuple(str(path) for path in manifest.get("assets") or ()),
        made=_made(manifest.get("made") or {}),
    )


def _made(value: Mapping[str, Any]) -> Mapping[str, object]:
    """Proved now, so that a file changed by hand is refused before anything is stored."""
    read_made(value)
    return dict(value)


def quiz_from(value: Mapping[str, Any]) -> Quiz:
    """A quiz from its plain values."""
    versions = tuple(
        QuizVersion(v["language"], v["title"], tuple(_question(question) for question in v["questions"]), v["source"])
        for v in value["versions"]
    )
    return Quiz(value["key"], versions, value["lesson"])


def _question(value: Mapping[str, Any]) -> Question:
    fields = {
        **value,
        "kind": QuestionKind(value["kind"]),
        "options": tuple(Option(**option) for option in value["options"]),
        "accepted": tuple(value["accepted"]),
    }
    return Question(**fields)
