"""How long a lesson takes to read, where its author does not say."""

from __future__ import annotations

import re

KOREAN_LETTERS_A_MINUTE = 450
LATIN_WORDS_A_MINUTE = 180
"""Slower than for a novel: lessons have code that is read twice and tried out."""

_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def reading_minutes(text: str) -> int:
    """Minutes, one at least."""
    needed = len(_HANGUL.findall(text)) / KOREAN_LETTERS_A_MINUTE + len(_WORD.findall(text)) / LATIN_WORDS_A_MINUTE
    return max(1, round(needed))
