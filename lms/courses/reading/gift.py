"""GIFT, Moodle's text format for questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.courses.reading.html_text import to_markdown
from lms.courses.reading.matching import matching
from lms.courses.reading.questions import Option, Question, QuestionKind
from lms.courses.reading.types import LossItem, Outcome

_TITLE = re.compile(r"\s*::(.*?)::", re.S)
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]\s*", re.I)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,6})?)%")
_NUMBER = r"[-+]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?"
_WITHIN = re.compile(rf"\s*({_NUMBER})\s*(?::\s*({_NUMBER}))?\s*$")
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*$")
_ESCAPES = "~=#{}:\\n"
_BLANK = "\\_\\_\\_\\_\\_"


@dataclass
class Gift:
    """Questions by category, in order, and what became of every entry."""

    categories: dict[str, list[Question]] = field(default_factory=dict)
    items: list[LossItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its sign (``=`` or ``~``), its share of the points in percent, text and feedback."""

    sign: str
    weight: float | None
    text: str
    feedback: str


def parse_gift(text: str) -> Gift:
    """Read GIFT. Essays and mere texts are left out."""
    gift = Gift()
    category = ""
    for number, entry in enumerate(_entries(_protect(text)), 1):
        if entry.startswith("$CATEGORY:"):
            category = _plain(entry.partition(":")[2].strip().removeprefix("$course$/").removeprefix("top/"))
            continue
        title, questions, reason = _entry(entry)
        name = title or f"#{number}"
        gift.categories.setdefault(category, []).extend(questions)
        outcome = Outcome.DROPPED if not questions else Outcome.CHANGED if reason else Outcome.KEPT
        gift.items.append(LossItem(outcome, "question", name, reason))
    gift.categories = {name: found for name, found in gift.categories.items() if found}
    return gift


def _protect(text: str) -> str:
    """Escaped marks as private letters, so that they are not taken for marks."""
    return re.sub(r"\\([~=#{}:n\\])", lambda match: chr(0xE000 + _ESCAPES.index(match[1])), text)


def _plain(text: str) -> str:
    """The letters back."""
    back = {0xE000 + place: letter for place, letter in enumerate("~=#{}:\\\n")}
    return text.translate(back)


def _entries(text: str) -> list[str]:
    """Entries between blank lines; comments gone, categories alone; a blank line inside braces separates nothing."""
    entries: list[str] = []
    lines: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        if line.lstrip().startswith("//"):
            continue
        whole = "\n".join(lines)
        if line.strip().startswith("$CATEGORY:"):
            entries += [whole.strip(), line.strip()]
            lines = []
        elif line.strip() or whole.count("{") > whole.count("}"):
            lines.append(line)
        else:
            entries.append(whole.strip())
            lines = []
    return [entry for entry in [*entries, "\n".join(lines).strip()] if entry]


def _entry(entry: str) -> tuple[str, list[Question], str]:
    title = ""
    if match := _TITLE.match(entry):
        title, entry = _plain(match[1].strip()), entry[match.end() :]
    is_html = False
    if match := _FORMAT.match(entry):
        is_html, entry = match[1].lower() == "html", entry[match.end() :]
    before, brace, rest = entry.partition("{")
    body, end, after = rest.partition("}")
    if not brace or not end:
        return title, [], "no_answers"
    prompt = f"{before.rstrip()} {_BLANK} {after.strip()}" if after.strip() else before.strip()
    prompt = _words(prompt, is_html)
    body, _, general = body.partition("####")
    questions, reason = _questions(body.strip(), prompt, title, _words(general.strip(), is_html), is_html)
    return title or prompt[:60], questions, reason


def _words(text: str, is_html: bool) -> str:
    plain = _plain(text).strip()
    return to_markdown(plain).strip() if is_html else plain


def _questions(body: str, prompt: str, title: str, general: str, is_html: bool) -> tuple[list[Question], str]:
    if not body:
        return [], "essay"
    if body.startswith("#"):
        return _number(body[1:], prompt, title, general)
    head = re.split(r"#", body, maxsplit=2)
    if (said := head[0].strip().upper()) in {"T", "TRUE", "F", "FALSE"}:
        return [_true_false(said[0] == "T", head[1:], prompt, title, general)], ""
    answers = _answers(body, is_html)
    if not answers:
        return [], "no_answers"
    if all("->" in answer.text for answer in answers):
        pairs = [(left, right) for left, _arrow, right in (answer.text.partition("->") for answer in answers)]
        found = matching(pairs, prompt=prompt, title=title, feedback=general)
        return ([found], "") if found else ([], "no_answers")
    return _choice(answers, prompt, title, general)


def _true_false(right: bool, feedback: list[str], prompt: str, title: str, general: str) -> Question:
    wrong_words = _plain(feedback[0].strip()) if feedback else ""
    right_words = _plain(feedback[1].strip()) if len(feedback) > 1 else ""
    options = (
        Option("True", right, right_words if right else wrong_words, 1.0 if right else 0.0),
        Option("False", not right, wrong_words if right else right_words, 0.0 if right else 1.0),
    )
    return Question(QuestionKind.TRUE_FALSE, prompt, title, options, feedback=general)


def _answers(body: str, is_html: bool) -> list[Answer]:
    found = []
    for part in re.split(r"(?=[=~])", body):
        sign, rest = part[:1], part[1:].strip()
        if sign not in {"=", "~"}:
            continue
        weight = None
        if match := _WEIGHT.match(rest):
            weight, rest = float(match[1]), rest[match.end() :]
        text, _, feedback = rest.partition("#")
        found.append(Answer(sign, weight, _words(text, is_html), _words(feedback, is_html)))
    return found


def _choice(answers: list[Answer], prompt: str, title: str, general: str) -> tuple[list[Question], str]:
    if all(answer.sign == "=" for answer in answers):
        full = [answer.text for answer in answers if answer.weight in {None, 100.0}]
        reason = "" if len(full) == len(answers) else "partial_answers_lost"
        question = Question(QuestionKind.SHORT_TEXT, prompt, title, accepted=tuple(full), feedback=general)
        return ([question], reason) if full else ([], "no_answers")
    single = any(answer.sign == "=" for answer in answers)
    options = tuple(_option(answer, single) for answer in answers)
    several = sum(option.correct for option in options) > 1
    if not any(option.correct for option in options):
        return [], "no_answers"
    kind = QuestionKind.MULTIPLE if several or not single else QuestionKind.SINGLE
    return [Question(kind, prompt, title, options, feedback=general)], ""


def _option(answer: Answer, single: bool) -> Option:
    share = answer.weight / 100 if answer.weight is not None else 1.0 if answer.sign == "=" else 0.0
    correct = answer.sign == "=" if single else share > 0
    return Option(answer.text, correct, answer.feedback, share)


def _number(body: str, prompt: str, title: str, general: str) -> tuple[list[Question], str]:
    parts = [part.strip() for part in re.split(r"[=~]", body)] if "=" in body else [body]
    found = []
    for part in parts:
        weight = _WEIGHT.match(part)
        text = part[weight.end() :] if weight else part
        value = numeric(text.partition("#")[0])
        if value and (weight is None or float(weight[1]) >= 100):
            found.append((value, _plain(text.partition("#")[2].strip())))
    if not found:
        return [], "no_answers"
    (number, tolerance), feedback = found[0]
    lost = len([part for part in parts if part]) > 1
    question = Question(
        QuestionKind.NUMBER, prompt, title, number=number, tolerance=tolerance, feedback=general or feedback
    )
    return [question], "partial_answers_lost" if lost else ""


def numeric(text: str) -> tuple[float, float] | None:
    """Value and tolerance of ``5:0.1``, ``1..9`` or ``7``."""
    if match := _RANGE.match(text):
        low, high = sorted((float(match[1]), float(match[2])))
        return (low + high) / 2, (high - low) / 2
    if match := _WITHIN.match(text):
        return float(match[1]), abs(float(match[2] or 0))
    return None
