"""Reads of passages in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.models import Assignment, SimilarPair, Submission, SubmissionVersion
from lms.assessments.queries.handing_in import version_from
from lms.assessments.types.handing_in import Version
from lms.cohorts.models import Cohort
from lms.core.db import db

MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class SimilarLine:
    """Two pieces of work with passages in common, for staff. ``hidden`` names the sides (0, 1) of cohorts in which the
    reader does not work: they are called by their cohort only.
    """

    id: int
    left: str
    right: str
    share: float
    passages: int
    seen_at: datetime | None
    hidden: frozenset[int] = frozenset()


def similar_pairs(assignment_id: int, *, of_cohorts: Collection[int] = ()) -> list[SimilarLine]:
    """The pairs of an assignment: those nobody looked at first, then by share.

    Authors of other cohorts are named for those who work in them (``of_cohorts``).
    """
    left, right = aliased(Submission), aliased(Submission)
    one, other = aliased(Person), aliased(Person)
    first, second = aliased(Assignment), aliased(Assignment)
    here, there = aliased(Cohort), aliased(Cohort)
    rows = db.session.execute(
        select(
            SimilarPair.id, SimilarPair.share, SimilarPair.spans, SimilarPair.seen_at,
            one.name, first.id, here.id, here.name, other.name, second.id, there.id, there.name,
        )
        .join(left, left.id == SimilarPair.left_id)
        .join(right, right.id == SimilarPair.right_id)
        .join(one, one.id == left.author_id)
        .join(other, other.id == right.author_id)
        .join(first, first.id == left.assignment_id)
        .join(second, second.id == right.assignment_id)
        .join(here, here.id == first.cohort_id)
        .join(there, there.id == second.cohort_id)
        .where(SimilarPair.assignment_id == assignment_id)
        .order_by(SimilarPair.seen_at.is_not(None), SimilarPair.share.desc(), SimilarPair.id)
    )  # fmt: skip
    lines = []
    for ident, share, spans, seen_at, *sides in rows:
        known = [_known(assignment_id, of_cohorts, side) for side in (sides[:4], sides[4:])]
        hidden = frozenset(at for at, (_name, is_named) in enumerate(known) if not is_named)
        lines.append(SimilarLine(ident, known[0][0], known[1][0], share, len(spans), seen_at, hidden))
    return lines


def _known(home: int, of_cohorts: Collection[int], side: Sequence[Any]) -> tuple[str, bool]:
    """What a side is called, and whether that is its author's name."""
    name, assignment_id, cohort_id, cohort = side
    if assignment_id == home:
        return name, True
    return (f"{name} ({cohort})", True) if cohort_id in of_cohorts else (cohort, False)


def works_of_assignment(assignment_id: int) -> set[int]:
    """The pieces of work of an assignment."""
    return set(db.session.scalars(select(Submission.id).where(Submission.assignment_id == assignment_id)))


def earlier_assignments(assignment_id: int) -> list[int]:
    """The same assignment (by its title) in earlier cohorts of the centre, newest first, five at the most."""
    own = aliased(Assignment)
    mine = aliased(Cohort)
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, own.title)
        .join(Cohort, Cohort.id == Assignment.cohort_id)
        .join(mine, mine.centre_id == Cohort.centre_id)
        .join(own, own.cohort_id == mine.id)
        .where(own.id == assignment_id, Cohort.id != mine.id, Assignment.closes_at < own.closes_at)
        .order_by(Assignment.closes_at.desc(), Assignment.id.desc())
    )
    return [ident for ident, title, wanted in rows if set(title.values()) & set(wanted.values())][:MOST_EARLIER]


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
