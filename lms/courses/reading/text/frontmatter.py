"""Front matter: YAML, TOML, or JSON in an HTML comment. Values are read as text, so that ``no`` stays ``no``."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

LARGEST = 64 * 1024
MOST_VALUES = 2_000
DEEPEST = 12

_YAML = re.compile(r"---[ \t]*\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)(?<=\n)\+\+\+[ \t]*(?:\n|\Z)", re.S)
_COMMENT = re.compile(r"<!--\s*(?:[A-Z_]+:\s*)?(\{.*?\})\s*-->[ \t]*\n?", re.S)


@dataclass(frozen=True, slots=True)
class Document:
    """A text in two parts; ``broken`` if there was front matter that cannot be read (it is then left out)."""

    matter: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    broken: bool = False


def split(text: str) -> Document:
    """Front matter and body. A text that merely begins with a rule has no front matter."""
    text = text.removeprefix("\ufeff")
    for pattern, load in ((_YAML, _yaml), (_TOML, tomllib.loads), (_COMMENT, json.loads)):
        match = pattern.match(text)
        if match is None:
            continue
        document = _document(match, text, load)
        if document is not None:
            return document
    return Document({}, _trim(text))


def _document(match: re.Match[str], text: str, load: Any) -> Document | None:
    body = _trim(text[match.end() :])
    source = match[1]
    if not source.strip():
        return Document({}, body)
    try:
        value = load(source) if len(source) <= LARGEST else None
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return Document({}, body, broken=True) if _looks_meant(source) else None
    if value is None:
        return Document({}, body, broken=True)
    if not isinstance(value, dict):
        return None
    counted = _Counted()
    plain = {str(key): counted.plain(entry) for key, entry in value.items()}
    return Document({}, body, broken=True) if counted.over else Document(plain, body)


def _looks_meant(source: str) -> bool:
    """Whether unreadable front matter was meant as such and not as text between two rules."""
    return re.search(r"^\s*[\w\"'-]+\s*[:=]", source, re.M) is not None and "\n\n#" not in source


def _trim(body: str) -> str:
    """The body without blank lines around it."""
    kept = body.lstrip("\n").rstrip()
    return kept + "\n" if kept else ""


def _yaml(source: str) -> Any:
    return yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506  # knows text, lists and mappings only


class _Counted:
    """Copies values and stops counting at a limit, whatever a few anchors stand for."""

    def __init__(self) -> None:
        self.left = MOST_VALUES

    @property
    def over(self) -> bool:
        return self.left <= 0

    def plain(self, value: Any, depth: int = 0) -> object:
        self.left -= 1
        if self.over or depth > DEEPEST:
            self.left = 0
            return None
        if isinstance(value, dict):
            return {str(key): self.plain(entry, depth + 1) for key, entry in value.items()}
        if isinstance(value, (list, tuple, set)):
            return [self.plain(entry, depth + 1) for entry in value]
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)


# reading single keys ----------------------------------------------------------------------------------------


def text_of(matter: Mapping[str, object], *names: str) -> str:
    """The first of the keys that holds a text."""
    for name in names:
        value = matter.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def number_of(matter: Mapping[str, object], *names: str) -> float | None:
    """The first of the keys that holds a number, also as text (``"2"``, ``"20 min"``)."""
    for name in names:
        match = re.match(r"-?\d{1,6}(?:\.\d{1,6})?(?![\w.])", text_of(matter, name))
        if match:
            return float(match[0])
    return None


def texts_of(matter: Mapping[str, object], *names: str) -> tuple[str, ...]:
    """The first of the keys that holds texts."""
    for name in names:
        value = matter.get(name)
        if isinstance(value, str) and value.strip():
            return (value.strip(),)
        if isinstance(value, list):
            return tuple(" ".join(entry.split()) for entry in value if isinstance(entry, str) and entry.strip())
    return ()
