"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_WORDS = 4_000
SAME, TAKEN, ADDED = "same", "taken", "added"


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of both texts in order, each ``same``, ``taken`` out or ``added``. Long texts are compared by lines."""
    unit = _WORD if max(len(_WORD.findall(before)), len(_WORD.findall(after))) <= MOST_WORDS else _LINE
    old, new = unit.findall(before), unit.findall(after)
    pieces: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, "".join(old[i:j])))
            continue
        if i < j:
            pieces.append((TAKEN, "".join(old[i:j])))
        if k < m:
            pieces.append((ADDED, "".join(new[k:m])))
    return pieces
