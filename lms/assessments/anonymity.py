"""Who is called what: the one place that knows when a name is shown and what stands in its stead.

A pseudonym is good for one piece of work and one viewer. Two people who compare what they see cannot tell from it that
they looked at the same piece, nor that two pieces have one author.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lms.assessments.types.setting import Anonymity

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/hwp+zip": "hwpx",
    "application/x-hwp": "hwp",
    "application/zip": "zip",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
_WORDS = "c cpp cs css csv go html java js json kt md php py r rb rs sh sql ts tsv txt xml yaml yml"
_TEXTS = frozenset(_WORDS.split())


def pseudonym(secret: str, viewer_id: int | None) -> str:
    """Six letters for a piece of work. ``secret`` is the piece's own random word, which no reviewer ever sees."""
    digest = hashlib.sha256(f"{secret}:{viewer_id}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:6])


def author_shown(mode: Anonymity, *, secret: str, viewer_id: int | None, names: Sequence[str]) -> str:
    """What a reviewer calls the author of a piece: a pseudonym, or the names where reviewers may know them."""
    return pseudonym(secret, viewer_id) if mode is Anonymity.DOUBLE else ", ".join(names)


def reviewer_shown(mode: Anonymity, *, alias: str, name: str) -> str:
    """What an author calls a reviewer: the review's own alias, or the name where everybody sees everybody."""
    return name if mode is Anonymity.OPEN else alias


def shows_repository(mode: Anonymity) -> bool:
    """Whether a reviewer sees the address of a repository: it names its owner."""
    return mode is not Anonymity.DOUBLE


def file_shown(mode: Anonymity, *, label: str, number: int, name: str, media_type: str) -> str:
    """What a reviewer calls a file: ``work-K7MPQ2-1.pdf`` where the author is unknown, else its own name."""
    if mode is not Anonymity.DOUBLE:
        return name
    own = name.rpartition(".")[2].lower()
    ending = _ENDINGS.get(media_type) or (own if own in _TEXTS else "txt")
    return f"work-{label}-{number}.{ending}"
