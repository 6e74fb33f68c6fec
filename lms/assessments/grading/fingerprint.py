"""A short name for what a grade was computed from, stored beside every published grade."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lms.assessments.grading.types import History, Rubric


def fingerprint_of(history: History, *, strategy: str, version: str) -> str:
    """SHA-256 (hex) of everything that enters the grades; the order of rows does not matter, authors do not enter."""
    rubrics = {one.id: one.rubric for one in history.assignments}
    task = {one.id: one.assignment for one in history.submissions}
    facts = {
        "version": version,
        "strategy": strategy,
        "assignments": sorted([repr(one.id), _plain(one.rubric)] for one in history.assignments),
        "submissions": sorted([repr(one.id), repr(one.assignment)] for one in history.submissions),
        "reviews": sorted(
            [
                repr(one.reviewer),
                repr(one.submission),
                list(one.levels),
                _plain(one.rubric or rubrics[task[one.submission]]),
            ]
            for one in history.reviews
        ),
        "anchors": sorted([repr(one.submission), one.score] for one in history.anchors),
    }
    return hashlib.sha256(json.dumps(facts, separators=(",", ":")).encode()).hexdigest()


def _plain(rubric: Rubric) -> list[Any]:
    return [list(rubric.weights), list(rubric.levels)]
