"""Questions of a Moodle backup's bank."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from lms.courses.reading.html_text import to_plain
from lms.courses.reading.matching import matching
from lms.courses.reading.questions import Option, Question, QuestionKind
from lms.courses.reading.types import LossItem, Outcome
from lms.courses.reading.xml import named, text_at

Convert = Callable[[str, str], str]
"""Turns the HTML of a context into Markdown."""


class MoodleQuestions:
    """The bank; questions are read when a quiz names them."""

    def __init__(self, root: Element | None, convert: Convert) -> None:
        self.convert = convert
        self.by_id: dict[str, Element] = {}
        self.by_entry: dict[str, Element] = {}
        self.items: list[LossItem] = []
        if root is None:
            return
        for entry in named(root, "question_bank_entry"):
            for question in named(entry, "question"):
                self.by_entry[entry.get("id", "")] = question
        self.by_id = {question.get("id", ""): question for question in named(root, "question")}

    def of_quiz(self, quiz: Element) -> list[Question]:
        """The questions of a quiz in its order; versions of Moodle name them in two ways."""
        found: list[Question] = []
        for instance in named(quiz, "question_instance"):
            entry = next(named(instance, "questionbankentryid"), None)
            question = self.by_entry.get((entry.text or "").strip()) if entry is not None else None
            if question is None:
                question = self.by_id.get(text_at(instance, "questionid"))
            if question is not None:
                found += self._take(question)
        return found

    def take_items(self) -> list[LossItem]:
        """The account of the questions read since the last call."""
        items, self.items = self.items, []
        return items

    def _take(self, question: Element) -> list[Question]:
        kind = text_at(question, "qtype")
        name = to_plain(text_at(question, "name"))
        reader = _READERS.get(kind)
        found = reader(self, question, name) if reader else []
        outcome = Outcome.KEPT if found else Outcome.DROPPED
        reason = "" if found else f"not_supported:{kind}"
        self.items.append(LossItem(outcome, "question", name, reason))
        return found

    def _prompt(self, question: Element) -> str:
        return self._words(text_at(question, "questiontext"))

    def _words(self, html: str) -> str:
        return self.convert(html, "").strip()

    def _points(self, question: Element) -> float:
        return _float(text_at(question, "defaultmark")) or 1.0

    def _options(self, question: Element) -> tuple[Option, ...]:
        options = []
        for answer in named(question, "answer"):
            share = _float(text_at(answer, "fraction")) or 0.0
            text = self._words(text_at(answer, "answertext"))
            options.append(Option(text, share > 0, self._words(text_at(answer, "feedback")), share))
        return tuple(options)

    def choice(self, question: Element, name: str) -> list[Question]:
        """One right answer or several."""
        options = self._options(question)
        if not any(option.correct for option in options):
            return []
        single = text_at(question, ".//multichoice/single") != "0"
        if single:
            best = max(option.weight for option in options)
            options = tuple(Option(o.text, o.weight == best, o.feedback, o.weight) for o in options)
        kind = QuestionKind.SINGLE if single else QuestionKind.MULTIPLE
        return [self._question(question, kind, name, options=options)]

    def true_false(self, question: Element, name: str) -> list[Question]:
        """The true answer first."""
        options = self._options(question)
        if len(options) != 2:
            return []
        true_id = text_at(question, ".//truefalse/trueanswer")
        idents = [answer.get("id", "") for answer in named(question, "answer")]
        ordered = options[::-1] if idents[1:] == [true_id] else options
        return [self._question(question, QuestionKind.TRUE_FALSE, name, options=ordered)]

    def short(self, question: Element, name: str) -> list[Question]:
        """Texts that score in full."""
        answers = [
            (to_plain(text_at(answer, "answertext")), _float(text_at(answer, "fraction")))
            for answer in named(question, "answer")
        ]
        accepted = tuple(text for text, share in answers if share == 1.0 and text)
        return [self._question(question, QuestionKind.SHORT_TEXT, name, accepted=accepted)] if accepted else []

    def number(self, question: Element, name: str) -> list[Question]:
        """The number that scores in full, with its tolerance."""
        tolerances = {
            text_at(entry, "answer"): text_at(entry, "tolerance") for entry in named(question, "numerical_record")
        }
        for answer in named(question, "answer"):
            value = _float(text_at(answer, "answertext"))
            if value is not None and _float(text_at(answer, "fraction")) == 1.0:
                tolerance = _float(tolerances.get(answer.get("id", ""), "")) or 0.0
                return [self._question(question, QuestionKind.NUMBER, name, number=value, tolerance=tolerance)]
        return []

    def ordering(self, question: Element, name: str) -> list[Question]:
        """Items in their right order."""
        answers = sorted(named(question, "answer"), key=lambda answer: _float(text_at(answer, "fraction")) or 0.0)
        accepted = tuple(self._words(text_at(answer, "answertext")) for answer in answers)
        return [self._question(question, QuestionKind.ORDERING, name, accepted=accepted)] if len(accepted) > 1 else []

    def matching(self, question: Element, name: str) -> list[Question]:
        """Left sides with their partners."""
        pairs = [
            (self._words(text_at(pair, "questiontext")), to_plain(text_at(pair, "answertext")))
            for pair in named(question, "match")
        ]
        found = matching(pairs, prompt=self._prompt(question), title=name, points=self._points(question))
        return [found] if found else []

    def _question(
        self,
        question: Element,
        kind: QuestionKind,
        name: str,
        *,
        options: tuple[Option, ...] = (),
        accepted: tuple[str, ...] = (),
        number: float | None = None,
        tolerance: float = 0.0,
    ) -> Question:
        return Question(
            kind,
            self._prompt(question),
            name,
            options,
            accepted,
            number,
            tolerance,
            self._words(text_at(question, "generalfeedback")),
            self._points(question),
        )


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_READERS: dict[str, Callable[[MoodleQuestions, Element, str], list[Question]]] = {
    "multichoice": MoodleQuestions.choice,
    "truefalse": MoodleQuestions.true_false,
    "shortanswer": MoodleQuestions.short,
    "numerical": MoodleQuestions.number,
    "ordering": MoodleQuestions.ordering,
    "match": MoodleQuestions.matching,
}
