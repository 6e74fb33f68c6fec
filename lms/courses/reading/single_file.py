"""A single text as a course: a Markdown file, questions in GIFT, or quiz JSON."""

from __future__ import annotations

from pathlib import Path

from lms.courses.reading import quizjson
from lms.courses.reading.building import read_files
from lms.courses.reading.gathering import Progress
from lms.courses.reading.gift import parse_gift
from lms.courses.reading.layout import languages
from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.questions import Quiz, QuizVersion
from lms.courses.reading.sources.files import files_from
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import CourseTree, LossItem, LossReport, Outcome


def read_text(place: Path, *, language: str | None, limits: Limits, progress: Progress) -> CourseTree:
    """Read one file; Unreadable if it is none of these."""
    if place.stat().st_size > limits.file_bytes:
        raise Unreadable(Problem.FILE_TOO_LARGE, place.name)
    data = place.read_bytes()
    if place.suffix.lower() in {".md", ".markdown"}:
        files = files_from(place.stem, {place.name: len(data)}, lambda _: data)
        return read_files(files, language=language, limits=limits, progress=progress)
    text, _ = decode(data)
    if place.suffix.lower() == ".json":
        return _quizzes(place, text, language)
    return _gift(place, text, language)


def _quizzes(place: Path, text: str, language: str | None) -> CourseTree:
    code = language or languages.code_of(place.stem) or languages.language_of_text(text)
    try:
        found = quizjson.parse(text, place.name, code)
    except (ValueError, RecursionError) as problem:
        raise Unreadable(Problem.UNKNOWN_FORMAT, place.name, str(problem)) from problem
    quizzes = tuple(Quiz(f"{place.stem}/{key}", (version,)) for key, version in found)
    items = [LossItem(Outcome.KEPT, "quiz", version.title) for _, version in found]
    return CourseTree(place.stem, code, (), quizzes=quizzes, loss=LossReport(tuple(items)))


def _gift(place: Path, text: str, language: str | None) -> CourseTree:
    code = language or languages.language_of_text(text)
    gift = parse_gift(text)
    if not gift.categories:
        raise Unreadable(Problem.UNKNOWN_FORMAT, place.name)
    title = place.name.split(".")[0]
    quizzes = tuple(
        Quiz(f"{title}/{number:02d}", (QuizVersion(code, category or title, tuple(questions), place.name),))
        for number, (category, questions) in enumerate(gift.categories.items(), 1)
    )
    return CourseTree(title, code, (), quizzes=quizzes, loss=LossReport(tuple(gift.items)))
