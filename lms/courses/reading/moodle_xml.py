"""Moodle's XML format for questions (what its question bank exports as ``quiz.xml``)."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from lms.courses.reading.html_text import to_markdown, to_plain
from lms.courses.reading.matching import matching
from lms.courses.reading.questions import Option, Question, QuestionKind
from lms.courses.reading.types import LossItem, Outcome
from lms.courses.reading.xml import text_at

_SEVERAL = frozenset({"false", "0"})


def read_moodle_xml(root: Element) -> tuple[list[Question], list[LossItem]]:
    """The questions of a file and the account of all its parts."""
    questions: list[Question] = []
    items: list[LossItem] = []
    for number, element in enumerate(root.findall("question"), 1):
        kind = element.get("type", "")
        if kind == "category":
            continue
        name = text_at(element, "name/text") or f"#{number}"
        reader = _READERS.get(kind)
        found = reader(element, name) if reader else []
        questions += found
        outcome = Outcome.KEPT if found else Outcome.DROPPED
        reason = "" if found else "not_supported"
        items.append(LossItem(outcome, "question", name, reason, "" if found else kind))
    return questions, items


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    text = text_at(element, "text")
    return to_markdown(text).strip() if element.get("format", "html") == "html" else text


def _float(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _share(answer: Element) -> float:
    return _float(answer.get("fraction")) / 100


def _question(element: Element, kind: QuestionKind, name: str, **more: object) -> Question:
    fields = {
        "prompt": _words(element.find("questiontext")),
        "title": name,
        "feedback": _words(element.find("generalfeedback")),
        "points": _float(text_at(element, "defaultgrade")) or 1.0,
    }
    return Question(kind, **{**fields, **more})  # type: ignore[arg-type]


def _choice(element: Element, name: str) -> list[Question]:
    answers = element.findall("answer")
    several = text_at(element, "single").lower() in _SEVERAL
    best = max((_share(answer) for answer in answers), default=0.0)
    options = tuple(
        Option(_words(a), _share(a) > 0 if several else _share(a) == best, _words(a.find("feedback")), _share(a))
        for a in answers
    )
    if best <= 0:
        return []
    kind = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    return [_question(element, kind, name, options=options)]


def _true_false(element: Element, name: str) -> list[Question]:
    answers = {text_at(answer, "text").lower(): answer for answer in element.findall("answer")}
    if set(answers) != {"true", "false"}:
        return []
    options = tuple(
        Option(text.title(), _share(answers[text]) > 0, _words(answers[text].find("feedback")), _share(answers[text]))
        for text in ("true", "false")
    )
    return [_question(element, QuestionKind.TRUE_FALSE, name, options=options)]


def _short(element: Element, name: str) -> list[Question]:
    accepted = tuple(text_at(answer, "text") for answer in element.findall("answer") if _share(answer) == 1.0)
    return [_question(element, QuestionKind.SHORT_TEXT, name, accepted=accepted)] if accepted else []


def _number(element: Element, name: str) -> list[Question]:
    for answer in element.findall("answer"):
        text = text_at(answer, "text")
        if _share(answer) == 1.0 and text not in ("", "*"):
            within = _float(text_at(answer, "tolerance"))
            return [_question(element, QuestionKind.NUMBER, name, number=_float(text), tolerance=within)]
    return []


def _ordering(element: Element, name: str) -> list[Question]:
    answers = sorted(element.findall("answer"), key=lambda answer: _float(answer.get("fraction")))
    accepted = tuple(_words(answer) for answer in answers)
    return [_question(element, QuestionKind.ORDERING, name, accepted=accepted)] if len(accepted) > 1 else []


def _matching(element: Element, name: str) -> list[Question]:
    pairs = [(_words(pair), to_plain(text_at(pair, "answer/text"))) for pair in element.findall("subquestion")]
    points = _float(text_at(element, "defaultgrade")) or 1.0
    found = matching(pairs, prompt=_words(element.find("questiontext")), title=name, points=points)
    return [found] if found else []


_READERS: dict[str, Callable[[Element, str], list[Question]]] = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _number,
    "ordering": _ordering,
    "matching": _matching,
}
