"""A short name for what a grade was computed from, stored beside every published grade."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lms.assessments.grading.types import History, Rubric


def fingerprint_of(history: History, *, strategy: str, version: str) -> str:
    """SHA-256 (hex) of everything that enters the grades; the order of rows does not matter, authors do not enter."""
    digest = hashlib.sha256(f"{version}\n{strategy}\n".encode())
    for row in sorted(_rows(history)):
        digest.update(f"{row}\n".encode())
    return digest.hexdigest()


def _rows(history: History) -> Iterator[str]:
    """One line for each fact; ``repr`` keeps 1 and "1" apart and every digit of a number."""
    rubrics = {one.id: _plain(one.rubric) for one in history.assignments}
    used = {one.id: rubrics[one.assignment] for one in history.submissions}
    for assignment, rubric in rubrics.items():
        yield f"assignment {assignment!r} {rubric}"
    for work in history.submissions:
        yield f"submission {work.id!r} {work.assignment!r}"
    for review in history.reviews:
        rubric = used[review.submission] if review.rubric is None else _plain(review.rubric)
        yield f"review {review.reviewer!r} {review.submission!r} {review.levels!r} {rubric}"
    for anchor in history.anchors:
        yield f"anchor {anchor.submission!r} {float(anchor.score)!r}"


def _plain(rubric: Rubric) -> str:
    return f"{rubric.weights!r} {rubric.levels!r}"
