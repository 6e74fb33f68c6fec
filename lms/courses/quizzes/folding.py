"""Folding of short texts: what a reader would call the same answer is the same here.

Width (ＡＢＣ), letter case, composition (NFD and single jamo), typographic quotes, an end mark, and spaces beside
Hangul (Korean spacing varies between careful writers) make no difference; other spaces count as one.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 500
"""Letters of an answer that are looked at."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_BESIDE_HANGUL = re.compile(r"(?<=[가-힣]) | (?=[가-힣])")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2212": "-", "\u2013": "-"})
_ESCAPED = re.compile(r"\\\*")
_LOOSE = re.compile("([가-힣])([\u1100-\u1112])(?![\u1161-\u1175])")
_STAR = "\ue000"


def fold(text: str) -> str:
    """The form in which answers are compared."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_QUOTES)
    plain = _LOOSE.sub(_close, plain)
    plain = _SPACES.sub(" ", _UNSEEN.sub("", plain)).strip().casefold()
    return _BESIDE_HANGUL.sub("", plain).rstrip(".!?。").rstrip()


def _close(match: re.Match[str]) -> str:
    """A syllable and the single consonant after it as one syllable: 하 + ㄴ is 한."""
    final = unicodedata.name(match[2], "").replace("CHOSEONG", "JONGSEONG")
    try:
        return unicodedata.normalize("NFC", match[1] + unicodedata.lookup(final))
    except KeyError:
        return match[0]


def is_accepted(answer: str, accepted: str) -> bool:
    r"""Whether an answer fits an accepted text, in which ``*`` stands for any letters (``\*`` for the star itself)."""
    said = fold(answer)
    if not said:
        return False
    pieces = [fold(piece.replace(_STAR, "*")) for piece in _ESCAPED.sub(_STAR, accepted).split("*")]
    if len(pieces) == 1:
        return said == pieces[0]
    return _fits(said, pieces)


def _fits(said: str, pieces: list[str]) -> bool:
    first, *middle, last = pieces
    if not said.startswith(first) or not said.endswith(last) or len(said) < len(first) + len(last):
        return False
    place, end = len(first), len(said) - len(last)
    for piece in middle:
        found = said.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True
