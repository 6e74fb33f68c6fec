"""Comparing the work of an assignment. What is found is a list for people; it never changes a grade."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from lms.assessments import access, queries
from lms.assessments.models import Assignment, SimilarPair
from lms.assessments.similarity import Work, compare
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.core.transaction import transaction


def compare_work(actor: Actor, *, assignment_id: int, now: datetime) -> int:
    """Compare every piece with every other, and with those of earlier cohorts for the same assignment; how many pairs
    have passages in common. Looked-at pairs stay looked at.
    """
    if not actor.is_system:
        access.assignment_for_staff(actor, assignment_id)
    ids = [assignment_id, *queries.earlier_assignments(assignment_id)]
    works = [
        Work(each.submission_id, access.comparable_text(each)) for ident in ids for each in queries.first_rounds(ident)
    ]
    given = [text for ident in ids for text in queries.given_texts(ident)]
    pairs = compare(works, starter=given, about=queries.works_of_assignment(assignment_id))
    with transaction():
        row = db.session.get(Assignment, assignment_id, with_for_update=True, populate_existing=True)
        if row is None:
            raise NotFound
        known = select(SimilarPair.left_id, SimilarPair.right_id, SimilarPair.seen_at)
        seen = {
            (left, right): at
            for left, right, at in db.session.execute(known.where(SimilarPair.assignment_id == assignment_id))
        }
        db.session.execute(delete(SimilarPair).where(SimilarPair.assignment_id == assignment_id))
        db.session.add_all(
            SimilarPair(
                assignment_id=assignment_id,
                left_id=pair.left,
                right_id=pair.right,
                share=pair.share,
                spans=[[each.left_start, each.left_end, each.right_start, each.right_end] for each in pair.passages],
                at=now,
                seen_at=seen.get((pair.left, pair.right)),
            )
            for pair in pairs
        )
        row.compared_at = now
        audit.record(actor, "work.compared", row, after={"works": len(works), "pairs": len(pairs)})
    return len(pairs)


def mark_looked_at(actor: Actor, *, pair_id: int, now: datetime) -> int:
    """Somebody looked at a pair and there is nothing more to do; its assignment."""
    with transaction():
        pair, card = access.pair_for_staff(actor, pair_id)
        if pair.seen_at is None:
            pair.seen_at = now
            audit.record(actor, "work.pair_looked_at", pair)
    return card.id
