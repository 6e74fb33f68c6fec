"""Questions of Common Cartridge and Canvas: QTI 1.2."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lms.courses.reading.html_text import to_markdown
from lms.courses.reading.matching import matching
from lms.courses.reading.questions import Option, Question, QuestionKind
from lms.courses.reading.types import LossItem, Outcome
from lms.courses.reading.xml import named, text_at

_LOST = {
    "essay": "essay",
    "essay_question": "essay",
    "file_upload_question": "upload",
    "text_only_question": "text_only",
    "calculated_question": "formula",
}


def read_assessment(root: Element) -> tuple[str, list[Question], list[LossItem]]:
    """Title, questions and the account of an assessment."""
    assessment = next(named(root, "assessment"), root)
    title = assessment.get("title", "")
    questions: list[Question] = []
    items: list[LossItem] = []
    for number, item in enumerate(named(assessment, "item"), 1):
        name = f"{title} #{number}"
        found, reason = read_item(item)
        questions += found
        outcome = Outcome.DROPPED if not found else Outcome.CHANGED if reason else Outcome.KEPT
        items.append(LossItem(outcome, "question", name, reason))
    return title, questions, items


def read_item(item: Element) -> tuple[list[Question], str]:
    """The questions that an item becomes, and why it is not the same."""
    kind = _kind(item)
    if kind in _LOST:
        return [], _LOST[kind]
    presentation = item.find("presentation")
    if presentation is None:
        return [], "no_answers"
    prompt = _material(presentation)
    groups = list(named(presentation, "response_lid"))
    if len(groups) > 1:
        whole = _matching(item, prompt, groups)
        return ([whole], "") if whole else (_split(item, prompt, groups), "gaps_split")
    if len(groups) == 1:
        return _choice(item, prompt, groups[0], kind), ""
    if kind == "numerical_question":
        return _number(item, prompt)
    return _short(item, prompt, len(list(named(presentation, "response_str"))))


def _kind(item: Element) -> str:
    """``cc_profile`` or Canvas's ``question_type``."""
    fields = {text_at(field, "fieldlabel"): text_at(field, "fieldentry") for field in named(item, "qtimetadatafield")}
    profile = fields.get("question_type") or fields.get("cc_profile") or ""
    return re.sub(r"^cc\.|\.v0p\d$", "", profile)


def _points(item: Element) -> float:
    for field in named(item, "qtimetadatafield"):
        if text_at(field, "fieldlabel") in {"points_possible", "cc_weighting"}:
            try:
                return float(text_at(field, "fieldentry"))
            except ValueError:
                break
    return 1.0


def _material(element: Element, path: str = "material/mattext") -> str:
    """The text of a material, as Markdown if it is HTML."""
    found = element.find(path)
    if found is None:
        found = next(named(element, "mattext"), None)
    if found is None:
        return ""
    text = "".join(found.itertext()).strip()
    return to_markdown(text).strip() if found.get("texttype") == "text/html" else text


def _feedback(item: Element, ident: str) -> str:
    for feedback in named(item, "itemfeedback"):
        if feedback.get("ident") == ident:
            return _material(feedback)
    return ""


def _right(item: Element, response: str) -> list[str]:
    """The values that score for a response; those under ``not`` are wrong ones."""
    right: list[str] = []
    for condition in named(item, "respcondition"):
        setvar = condition.find("setvar")
        if setvar is None or _score(setvar) <= 0:
            continue
        denied = {id(value) for wrong in named(condition, "not") for value in named(wrong, "varequal")}
        values = [value for value in named(condition, "varequal") if id(value) not in denied]
        right += [(value.text or "").strip() for value in values if value.get("respident") in {response, None}]
    return right


def _score(setvar: Element) -> float:
    try:
        return float((setvar.text or "").strip() or 0)
    except ValueError:
        return 0.0


def _options(item: Element, group: Element, *, feedback: bool = True) -> tuple[Option, ...]:
    right = set(_right(item, group.get("ident", "")))
    share = 1 / len(right) if right else 0.0
    found = []
    for label in named(group, "response_label"):
        ident = label.get("ident", "")
        correct = ident in right
        said = _feedback(item, f"{ident}_fb") if feedback else ""
        found.append(Option(_material(label), correct, said, share if correct else 0.0))
    return tuple(found)


def _choice(item: Element, prompt: str, group: Element, kind: str) -> list[Question]:
    options = _options(item, group)
    if not any(option.correct for option in options):
        return []
    several = group.get("rcardinality") == "Multiple" or sum(option.correct for option in options) > 1
    chosen = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    if kind.startswith("true_false") and len(options) == 2:
        chosen = QuestionKind.TRUE_FALSE
        first = options[0].text.strip().lower()
        options = options[::-1] if first in {"false", "거짓", "아니요", "no", "x"} else options
    return [_question(item, chosen, prompt, options=options)]


def _matching(item: Element, prompt: str, groups: list[Element]) -> Question | None:
    """Groups that all offer the same, with one right answer each."""
    offered = [_options(item, group, feedback=False) for group in groups]
    texts = {tuple(sorted(option.text for option in options)) for options in offered}
    rights = [[option.text for option in options if option.correct] for options in offered]
    if len(texts) > 1 or any(len(right) != 1 for right in rights):
        return None
    pairs = [(_material(group), right[0]) for group, right in zip(groups, rights, strict=True)]
    spare = [("", option.text) for option in offered[0]]
    return matching([*pairs, *spare], prompt=prompt, title=item.get("title", ""), points=_points(item))


def _split(item: Element, prompt: str, groups: list[Element]) -> list[Question]:
    """Gaps with choices of their own: one single choice for each."""
    points = _points(item) / len(groups)
    found = []
    for group in groups:
        options = _options(item, group, feedback=False)
        if any(option.correct for option in options):
            part = f"{prompt}\n\n**{_material(group)}**"
            title = item.get("title", "")
            found.append(Question(QuestionKind.SINGLE, part, title, options, points=points))
    return found


def _number(item: Element, prompt: str) -> tuple[list[Question], str]:
    equal = [_float(value.text) for value in named(item, "varequal")]
    low = [_float(value.text) for tag in ("vargte", "vargt") for value in named(item, tag)]
    high = [_float(value.text) for tag in ("varlte", "varlt") for value in named(item, tag)]
    exact = next((value for value in equal if value is not None), None)
    bottom = next((value for value in low if value is not None), None)
    top = next((value for value in high if value is not None), None)
    if exact is None and (bottom is None or top is None):
        return [], "no_answers"
    if bottom is None or top is None:
        return [_question(item, QuestionKind.NUMBER, prompt, number=exact)], ""
    middle = exact if exact is not None else (bottom + top) / 2
    tolerance = round(max(middle - bottom, top - middle), 12)
    lost = "partial_answers_lost" if len(low) > 1 or len(equal) > 1 else ""
    return [_question(item, QuestionKind.NUMBER, prompt, number=middle, tolerance=tolerance)], lost


def _float(text: str | None) -> float | None:
    try:
        return float((text or "").strip())
    except ValueError:
        return None


def _short(item: Element, prompt: str, gaps: int) -> tuple[list[Question], str]:
    if gaps == 0:
        return [], "text_only"
    accepted = [value for condition in named(item, "respcondition") for value in _values(condition)]
    if not accepted:
        return [], "essay"
    if gaps > 1:
        return [], "several_gaps"
    unique = tuple(dict.fromkeys(accepted))
    return [_question(item, QuestionKind.SHORT_TEXT, prompt, accepted=unique)], ""


def _values(condition: Element) -> list[str]:
    setvar = condition.find("setvar")
    if setvar is None or _score(setvar) <= 0:
        return []
    return [(value.text or "").strip() for value in named(condition, "varequal") if (value.text or "").strip()]


def _question(
    item: Element,
    kind: QuestionKind,
    prompt: str,
    *,
    options: tuple[Option, ...] = (),
    accepted: tuple[str, ...] = (),
    number: float | None = None,
    tolerance: float = 0.0,
) -> Question:
    return Question(
        kind,
        prompt,
        item.get("title", ""),
        options,
        accepted,
        number,
        tolerance,
        _feedback(item, "general_fb"),
        _points(item),
    )
