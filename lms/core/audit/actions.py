"""The names of what can be done, each with a sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping

_SENTENCES: dict[str, object] = {}


def define(sentences: Mapping[str, object]) -> None:
    """Register actions (``"work.submitted"``) with lazily translated sentences, when a package is loaded."""
    _SENTENCES.update(sentences)


def sentence(action: str) -> str:
    """The sentence of an action in the reader's language. Raises KeyError for a name nobody defined."""
    return str(_SENTENCES[action])


def is_defined(action: str) -> bool:
    """Whether some package defined this action."""
    return action in _SENTENCES


def sentences() -> list[tuple[str, str]]:
    """Every defined action with its sentence in the reader's language, by sentence."""
    return sorted(((name, str(text)) for name, text in _SENTENCES.items()), key=lambda pair: pair[1])
