"""Matching questions from pairs of texts."""

from __future__ import annotations

from collections.abc import Iterable

from lms.courses.reading.questions import Option, Question, QuestionKind

_FEWEST = 2


def matching(
    pairs: Iterable[tuple[str, str]], *, prompt: str, title: str, feedback: str = "", points: float = 1.0
) -> Question | None:
    """A matching question; a pair without a left side is a partner that belongs to nobody. None if there is nothing to
    match."""
    whole = [(left.strip(), right.strip()) for left, right in pairs if right.strip()]
    known = [(left, right) for left, right in whole if left]
    rights = {right for _left, right in known}
    spare = dict.fromkeys(right for left, right in whole if not left and right not in rights)
    if len(known) < _FEWEST or len(rights) + len(spare) < _FEWEST:
        return None
    return Question(
        QuestionKind.MATCHING,
        prompt,
        title,
        tuple(Option(left, True) for left, _right in known),
        accepted=(*(right for _left, right in known), *spare),
        feedback=feedback,
        points=points,
    )
