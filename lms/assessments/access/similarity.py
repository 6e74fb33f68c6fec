"""Loading passages in common, for those who set the work."""

from __future__ import annotations

import unicodedata

from lms.assessments import queries
from lms.assessments.access.files import text_of_file
from lms.assessments.access.work import assignment_for_staff
from lms.assessments.models import SimilarPair
from lms.assessments.types import AssignmentCard
from lms.assessments.types.handing_in import Version
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound


def pair_for_staff(actor: Actor, pair_id: int) -> tuple[SimilarPair, AssignmentCard]:
    """A pair of pieces with passages in common."""
    pair = db.session.get(SimilarPair, pair_id)
    if pair is None:
        raise NotFound
    return pair, assignment_for_staff(actor, pair.assignment_id)


def texts_of_pair(pair: SimilarPair) -> tuple[str, str]:
    """Both texts as they were compared."""
    left, right = (queries.reviewed_version(ident) for ident in (pair.left_id, pair.right_id))
    if left is None or right is None:
        raise NotFound
    return comparable_text(left), comparable_text(right)


def comparable_text(version: Version) -> str:
    """Everything readable that was handed in: the text, then each file under its name."""
    parts = [version.body]
    for number, note in enumerate(version.files, 1):
        text = text_of_file(note)
        if text:
            parts.append(f"\n\n[{number}]\n{text}")
    return unicodedata.normalize("NFC", "".join(parts))
