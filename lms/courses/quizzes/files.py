"""Questions out of one uploaded file or pasted text: GIFT, Moodle XML, QTI 1.2, quiz JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.courses.quizzes.importing import questions_from
from lms.courses.quizzes.types import Question
from lms.courses.reading import quizjson
from lms.courses.reading.gift import parse_gift
from lms.courses.reading.layout import languages
from lms.courses.reading.moodle_xml import read_moodle_xml
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.qti import read_assessment
from lms.courses.reading.questions import Question as ReadQuestion
from lms.courses.reading.questions import Quiz, QuizVersion
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.types import LossItem
from lms.courses.reading.xml import parse_xml


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions of a file, what became of every part of it, and the text itself (to confirm it by)."""

    questions: tuple[Question, ...]
    items: tuple[LossItem, ...]
    text: str


def questions_in(data: bytes, *, name: str = "") -> QuestionFile:
    """Read the questions. The content decides what kind of file it is. Raises Unreadable when there are none."""
    text, _encoding = decode(data)
    head = text.lstrip("\ufeff \r\n\t")[:1]
    read, items = _xml(data, name) if head == "<" else _json(text, name) if head in ("[", "{") else _gift(text)
    if not read:
        read, items = _gift(text) if head != "<" else ([], items)
    if not read:
        raise Unreadable(Problem.UNKNOWN_FORMAT, name)
    language = languages.language_of_text(" ".join(question.prompt for question in read))
    quiz = Quiz("file", (QuizVersion(language, name, tuple(read), name),))
    return QuestionFile(tuple(questions_from(quiz)), tuple(items), text)


Read = tuple[Sequence[ReadQuestion], Sequence[LossItem]]


def _gift(text: str) -> Read:
    gift = parse_gift(text)
    return [question for found in gift.categories.values() for question in found], gift.items


def _json(text: str, name: str) -> Read:
    try:
        found = quizjson.parse(text, name, "ko")
    except (ValueError, RecursionError):
        return [], []
    return [question for _key, version in found for question in version.questions], []


def _xml(data: bytes, name: str) -> Read:
    root = parse_xml(data, name)
    if root.tag.rpartition("}")[2] == "quiz":
        return read_moodle_xml(root)
    _title, questions, items = read_assessment(root)
    return questions, items
