"""Names of headings, made as GitHub makes them, Hangul included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

_DROPPED = re.compile(r"[^\w\- ]")


def slug(text: str) -> str:
    """The anchor of a heading's text: lower case, punctuation gone, spaces as hyphens."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    return _DROPPED.sub("", plain).replace(" ", "-") or "section"


def unique(name: str, taken: set[str]) -> str:
    """``name``, or the first of ``name-1``, ``name-2`` … that is free; marks it as taken."""
    found, number = name, 0
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def find_anchor(fragment: str, names: Iterable[str]) -> str | None:
    """The name among ``names`` that a fragment means: as written, decoded, in lower case, or as a slug."""
    known = set(names)
    decoded = unicodedata.normalize("NFC", unquote(fragment))
    for candidate in (fragment, decoded, decoded.lower(), slug(decoded)):
        if candidate in known:
            return candidate
    return None
