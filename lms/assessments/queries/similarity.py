"""Reads of passages in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.models import Assignment, SimilarPair, Submission, SubmissionVersion
from lms.assessments.queries.handing_in import version_from
from lms.assessments.types.handing_in import Version
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class SimilarLine:
    """Two pieces of work with passages in common, with their authors: for staff."""

    id: int
    left: str
    right: str
    share: float
    passages: int
    seen_at: datetime | None


def similar_pairs(assignment_id: int) -> list[SimilarLine]:
    """The pairs of an assignment: those nobody looked at first, then by share."""
    left, right = aliased(Submission), aliased(Submission)
    one, other = aliased(Person), aliased(Person)
    rows = db.session.execute(
        select(SimilarPair.id, one.name, other.name, SimilarPair.share, SimilarPair.spans, SimilarPair.seen_at)
        .join(left, left.id == SimilarPair.left_id)
        .join(right, right.id == SimilarPair.right_id)
        .join(one, one.id == left.author_id)
        .join(other, other.id == right.author_id)
        .where(SimilarPair.assignment_id == assignment_id)
        .order_by(SimilarPair.seen_at.is_not(None), SimilarPair.share.desc(), SimilarPair.id)
    )
    return [SimilarLine(row[0], row[1], row[2], row[3], len(row[4]), row[5]) for row in rows]


def compared_at(assignment_id: int) -> datetime | None:
    """When work was last compared."""
    return db.session.scalar(select(Assignment.compared_at).where(Assignment.id == assignment_id))


def given_texts(assignment_id: int) -> list[str]:
    """What everybody was given: the starter and the task in both languages."""
    row = db.session.execute(select(Assignment.starter, Assignment.brief).where(Assignment.id == assignment_id)).one()
    return [row[0], *row[1].values()]


def first_rounds(assignment_id: int) -> list[Version]:
    """The newest version of the first round of every piece of work: it stands once its grace is over."""
    newest = (
        select(SubmissionVersion.submission_id, func.max(SubmissionVersion.number).label("number"))
        .join(Submission, Submission.id == SubmissionVersion.submission_id)
        .where(Submission.assignment_id == assignment_id, SubmissionVersion.round == 1)
        .group_by(SubmissionVersion.submission_id)
        .subquery()
    )
    rows = db.session.scalars(
        select(SubmissionVersion)
        .join(
            newest,
            and_(
                newest.c.submission_id == SubmissionVersion.submission_id,
                newest.c.number == SubmissionVersion.number,
            ),
        )
        .order_by(SubmissionVersion.submission_id)
    )
    return [version_from(row) for row in rows]
