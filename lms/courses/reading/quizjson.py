"""The quiz JSON of the Microsoft courses for beginners."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from posixpath import basename
from typing import TYPE_CHECKING, Any

from lms.courses.reading.layout import languages
from lms.courses.reading.questions import Option, Question, QuestionKind, Quiz, QuizVersion
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import LossItem, Outcome

if TYPE_CHECKING:
    from lms.courses.reading.gathering import Gathered

LARGEST = 8 * 1024 * 1024
_YES = re.compile(r"^(?:true|yes|네|예|참|맞다|맞음|o)\.?$", re.I)
_NO = re.compile(r"^(?:false|no|아니요|아니오|거짓|틀리다|틀림|x)\.?$", re.I)


def is_quiz_json(value: Any) -> bool:
    """Whether a parsed JSON file holds quizzes of this kind."""
    groups = value if isinstance(value, list) else [value]
    return bool(groups) and all(isinstance(group, dict) and isinstance(group.get("quizzes"), list) for group in groups)


def parse(text: str, source: str, language: str) -> list[tuple[str, QuizVersion]]:
    """Key and quiz, in the file's order; ValueError if the text is no such file."""
    value = json.loads(text)
    if not is_quiz_json(value):
        raise ValueError("no quizzes")
    found = []
    for group in value if isinstance(value, list) else [value]:
        for number, entry in enumerate(group["quizzes"], 1):
            if isinstance(entry, dict):
                key = f"quiz-{entry.get('id', number)}"
                found.append((key, _quiz(entry, source, language, key)))
    return found


def _quiz(entry: dict[str, Any], source: str, language: str, key: str) -> QuizVersion:
    questions = entry.get("quiz") or entry.get("questions") or []
    read = tuple(question for item in questions if (question := _question(item)))
    return QuizVersion(language, _text(entry.get("title")) or key, read, source)


def _question(entry: Any) -> Question | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("answerOptions"), list):
        return None
    options = tuple(_option(option) for option in entry["answerOptions"] if isinstance(option, dict))
    prompt = _text(entry.get("questionText"))
    if not prompt or not any(option.correct for option in options):
        return None
    share = 1 / sum(option.correct for option in options)
    weighted = tuple(replace(option, weight=share if option.correct else 0.0) for option in options)
    return Question(_kind(weighted), prompt, options=_true_first(weighted))


def _kind(options: tuple[Option, ...]) -> QuestionKind:
    if sum(option.correct for option in options) > 1:
        return QuestionKind.MULTIPLE
    if len(options) == 2 and _says_yes_and_no(options):
        return QuestionKind.TRUE_FALSE
    return QuestionKind.SINGLE


def _says_yes_and_no(options: tuple[Option, ...]) -> bool:
    texts = [option.text.strip() for option in options]
    return any(map(_YES.match, texts)) and any(map(_NO.match, texts))


def _true_first(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if _kind(options) is QuestionKind.TRUE_FALSE and _NO.match(options[0].text.strip()):
        return options[::-1]
    return options


def _option(entry: dict[str, Any]) -> Option:
    return Option(_text(entry.get("answerText")), str(entry.get("isCorrect")).strip().lower() == "true")


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def quizzes_in(gathered: Gathered) -> tuple[Quiz, ...]:
    """All quizzes of a course; files of one folder that are named after languages hold the same quizzes."""
    found: defaultdict[str, list[QuizVersion]] = defaultdict(list)
    for path in sorted(gathered.files.sizes):
        if not path.startswith(gathered.files.base) or not path.lower().endswith(".json") or path in gathered.notes:
            continue
        for key, version in _file(gathered, path):
            found[f"{path.rpartition('/')[0]}/{key}".lstrip("/")].append(version)
    wanted = [gathered.language, *languages.KEPT]
    quizzes = []
    for key, versions in found.items():
        ordered = sorted(
            versions, key=lambda version: wanted.index(version.language) if version.language in wanted else 9
        )
        quizzes.append(Quiz(key, tuple(ordered)))
    return tuple(quizzes)


def _file(gathered: Gathered, path: str) -> list[tuple[str, QuizVersion]]:
    if gathered.files.sizes[path] > LARGEST:
        return []
    text, _ = decode(gathered.files.read(path))
    if '"quizzes"' not in text:
        return []
    stem = basename(path).rpartition(".")[0]
    named = languages.code_of(stem)
    if named and named not in {*languages.KEPT, gathered.language}:
        gathered.note(Outcome.DROPPED, "translation", path, "other_language", named)
        return []
    try:
        quizzes = parse(text, path, named or languages.language_of_text(text))
    except (ValueError, RecursionError):
        gathered.note(Outcome.DROPPED, "quiz", path, "broken")
        return []
    lost = text.count('"questionText"') - sum(len(version.questions) for _, version in quizzes)
    gathered.notes[path] = LossItem(
        Outcome.CHANGED if lost else Outcome.KEPT,
        "quiz",
        path,
        "questions_without_answer" if lost else "",
        str(lost or ""),
    )
    return quizzes
