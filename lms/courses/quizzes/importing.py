"""Questions of imported files as questions of a quiz."""

from __future__ import annotations

from collections.abc import Sequence

from lms.courses.quizzes.types import CHOICES, Kind, Option, Question
from lms.courses.reading.questions import Question as Read
from lms.courses.reading.questions import Quiz

_YES_NO = {"True": {"ko": "참", "en": "True"}, "False": {"ko": "거짓", "en": "False"}}


def questions_from(quiz: Quiz) -> list[Question]:
    """The questions of a quiz that was read, with the texts of all its languages where these fit together."""
    first = quiz.versions[0]
    others = [version for version in quiz.versions[1:] if _same_shape(first.questions, version.questions)]
    questions = []
    for place, read in enumerate(first.questions):
        versions = {first.language: read} | {version.language: version.questions[place] for version in others}
        questions.append(_question(versions, first.language))
    return questions


def titles_from(quiz: Quiz) -> dict[str, str]:
    """The titles by language."""
    return {version.language: version.title for version in reversed(quiz.versions)}


def _same_shape(one: Sequence[Read], other: Sequence[Read]) -> bool:
    return [_shape(question) for question in one] == [_shape(question) for question in other]


def _shape(question: Read) -> tuple[str, int, int, tuple[bool, ...]]:
    right = tuple(option.correct for option in question.options)
    return question.kind, len(question.options), len(question.accepted) if question.options else 0, right


def _question(versions: dict[str, Read], main: str) -> Question:
    first = versions[main]
    kind = Kind(first.kind)
    if kind is Kind.MATCHING:
        options = tuple(_pair(versions, place) for place in range(len(first.accepted)))
    elif kind is Kind.ORDERING:
        options = tuple(
            Option(
                _ident(place),
                {code: read.accepted[place] for code, read in versions.items() if place < len(read.accepted)},
            )
            for place in range(len(first.accepted))
        )
    else:
        options = tuple(_option(versions, main, place) for place in range(len(first.options)))
    accepted = (
        ()
        if kind in CHOICES or kind in (Kind.ORDERING, Kind.MATCHING)
        else tuple(dict.fromkeys(text for read in versions.values() for text in read.accepted))
    )
    return Question(
        kind=kind,
        prompt={code: read.prompt for code, read in versions.items()},
        options=options,
        accepted=accepted,
        number=first.number,
        tolerance=first.tolerance,
        explanation={code: read.feedback for code, read in versions.items() if read.feedback},
        points=first.points if first.points > 0 else 1.0,
    )


def _pair(versions: dict[str, Read], place: int) -> Option:
    """A left side of a matching with its partner, or a partner that is nobody's."""
    return Option(
        _ident(place),
        {code: read.options[place].text for code, read in versions.items() if place < len(read.options)},
        partner={code: read.accepted[place] for code, read in versions.items() if place < len(read.accepted)},
    )


def _option(versions: dict[str, Read], main: str, place: int) -> Option:
    option = versions[main].options[place]
    states_shares = any(other.weight < 0 for other in versions[main].options) or 0 < option.weight < 1
    texts = {code: read.options[place].text for code, read in versions.items()}
    return Option(
        _ident(place),
        _YES_NO.get(option.text, texts) if versions[main].kind == "true_false" else texts,
        option.correct,
        {code: read.options[place].feedback for code, read in versions.items() if read.options[place].feedback},
        option.weight if states_shares else None,
    )


def _ident(place: int) -> str:
    return f"o{place + 1}"
