"""The state of one assignment's reviewing, in a constant number of statements: what allocation decides on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from lms.assessments.allocation import Reviewer, Waiting, Wishes, Work
from lms.assessments.models import (
    Assignment,
    PairRule,
    Review,
    ReviewOffer,
    Submission,
    SubmissionMember,
    WorkEstimate,
)
from lms.assessments.queries.handing_in import extensions_of
from lms.assessments.rules.reviewing import places_of
from lms.assessments.types import LateRule, PairKind, PairLine, ReviewerState, ReviewOrigin
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A duty as allocation sees it."""

    review_id: int
    submission_id: int
    reviewer_id: int
    slot: int | None
    origin: str
    due_at: datetime
    done_at: datetime | None
    released_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Held by somebody who has not given it yet."""
        return self.done_at is None and self.released_at is None

    @property
    def counts(self) -> bool:
        """Given, or still to be given."""
        return self.done_at is not None or self.released_at is None


@dataclass(frozen=True, slots=True)
class Board:
    """Works (submission to authors), when each was handed in, their reviews, and what is known about people.

    ``closes`` holds personal extensions (person to close); work is taken for ``late_for`` after its close.
    """

    authors: dict[int, tuple[int, ...]]
    submitted_at: dict[int, datetime]
    asks_extra: frozenset[int]
    reviews: tuple[ReviewLine, ...]
    offers: dict[int, int]
    rules: tuple[PairLine, ...]
    met: Counter[tuple[int, int]]
    reviews_each: int
    closes: dict[int, datetime]
    closes_at: datetime
    late_for: timedelta

    def works(self) -> tuple[Work, ...]:
        """For the balanced round."""
        return tuple(Work(ident, people) for ident, people in self.authors.items())

    def wishes(self) -> Wishes:
        """What is known about pairs."""
        pairs = {kind: self._pairs(kind) for kind in PairKind}
        return Wishes(
            apart=frozenset(frozenset(pair) for pair in pairs[PairKind.APART]),
            must=frozenset(pairs[PairKind.MUST]),
            must_not=frozenset(pairs[PairKind.MUST_NOT]),
            earlier={(who, author): count for (who, author), count in self.met.items()},
        )

    def _pairs(self, kind: PairKind) -> set[tuple[int, int]]:
        return {(rule.reviewer_id, rule.author_id) for rule in self.rules if rule.kind is kind}

    def close_of(self, person_id: int) -> datetime:
        """Until when somebody hands in without being late."""
        return max(self.closes_at, self.closes.get(person_id, self.closes_at))

    def is_late(self, submission_id: int) -> bool:
        """Whether this work came in after its own close: the latest extension in its team counts."""
        return self.submitted_at[submission_id] >= max(self.close_of(person) for person in self.authors[submission_id])

    def places(self, submission_id: int, *, is_surplus: bool = False) -> int:
        """How many reviews this work is to get."""
        heads = len(self.authors[submission_id])
        is_asking = submission_id in self.asks_extra
        return places_of(self.reviews_each, heads, asks_extra=is_asking, is_surplus=is_surplus)

    def free_slot(self, submission_id: int, *, is_surplus: bool = False) -> int | None:
        """The first place for a review that nobody has; None when all are taken."""
        taken = {line.slot for line in self.reviews if line.submission_id == submission_id and line.slot is not None}
        places = range(self.places(submission_id, is_surplus=is_surplus))
        return next((slot for slot in places if slot not in taken), None)

    def waiting(self, *, among: Iterable[int] | None = None, is_surplus: bool = False) -> list[Waiting]:
        """Works that have fewer reviews than they are to get."""
        done, leased = Counter[int](), Counter[int]()
        reviewers: dict[int, set[int | str]] = {}
        for line in self.reviews:
            reviewers.setdefault(line.submission_id, set()).add(line.reviewer_id)
            done[line.submission_id] += line.done_at is not None
            leased[line.submission_id] += line.is_open
        chosen = self.authors if among is None else among
        lines = (
            Waiting(ident, self.authors[ident], done[ident], leased[ident], frozenset(reviewers.get(ident, ())))
            for ident in chosen
        )
        return [line for line in lines if line.cover < self.places(int(line.id), is_surplus=is_surplus)]

    def reviewer(self, person_id: int) -> Reviewer:
        """Somebody with the people they are kept from and those they met."""
        apart: set[int | str] = set()
        for rule in self.rules:
            if rule.kind is PairKind.APART and person_id in (rule.reviewer_id, rule.author_id):
                apart |= {rule.reviewer_id, rule.author_id} - {person_id}
            elif rule.kind is PairKind.MUST_NOT and rule.reviewer_id == person_id:
                apart.add(rule.author_id)
        met: dict[int | str, int] = {author: n for (who, author), n in self.met.items() if who == person_id}
        return Reviewer(person_id, frozenset(apart), met)

    def of(self, person_id: int) -> Iterator[ReviewLine]:
        """A person's duties."""
        return (line for line in self.reviews if line.reviewer_id == person_id)

    def state_of(self, person_id: int, *, now: datetime) -> ReviewerState:
        """A person's share. A duty that lapsed is owed again; one that somebody else asked for is on top."""
        lines = list(self.of(person_id))
        asked = sum(line.origin == ReviewOrigin.STAND_BY for line in lines if line.counts)
        return ReviewerState(
            owes=self.reviews_each + asked,
            gave=sum(line.done_at is not None for line in lines),
            in_hand=sum(line.is_open for line in lines),
            extra=self.offers.get(person_id, 0),
            handed_in=self.has_work(person_id),
            may_still_hand_in=now < self.close_of(person_id) + self.late_for,
        )

    def has_work(self, person_id: int) -> bool:
        """Whether somebody's own work is in, alone or in a team."""
        return any(person_id in people for people in self.authors.values())

    def people(self) -> list[int]:
        """Everybody who handed in or reviews."""
        authors = {person for people in self.authors.values() for person in people}
        return sorted(authors | {line.reviewer_id for line in self.reviews})


def board(assignment: Assignment) -> Board:
    """Eight statements, whatever the number of works."""
    authors: dict[int, list[int]] = {}
    for submission_id, person_id in db.session.execute(
        select(SubmissionMember.submission_id, SubmissionMember.person_id)
        .where(SubmissionMember.assignment_id == assignment.id)
        .order_by(SubmissionMember.submission_id, SubmissionMember.person_id)
    ):
        authors.setdefault(submission_id, []).append(person_id)
    works = db.session.execute(
        select(Submission.id, Submission.submitted_at).where(Submission.assignment_id == assignment.id)
    )
    offers = db.session.execute(
        select(ReviewOffer.person_id, ReviewOffer.extra).where(ReviewOffer.assignment_id == assignment.id)
    )
    return Board(
        authors={ident: tuple(people) for ident, people in authors.items()},
        submitted_at={row[0]: row[1] for row in works if row[0] in authors},
        asks_extra=_asking_extra(assignment.id),
        reviews=_lines(assignment.id),
        offers={row[0]: row[1] for row in offers},
        rules=tuple(pair_rules(assignment.cohort_id, assignment_id=assignment.id)),
        met=_met(assignment),
        reviews_each=assignment.reviews_each,
        closes={person: until for (_work, person), (until, *_why) in extensions_of([assignment.id]).items()},
        closes_at=assignment.closes_at,
        late_for=LateRule.read(assignment.late).taken_for,
    )


def _lines(assignment_id: int) -> tuple[ReviewLine, ...]:
    columns = (
        Review.id, Review.submission_id, Review.reviewer_id, Review.slot, Review.origin,
        Review.due_at, Review.done_at, Review.released_at,
    )  # fmt: skip
    rows = db.session.execute(
        select(*columns)
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.assignment_id == assignment_id)
        .order_by(Review.id)
    )
    return tuple(ReviewLine(*row) for row in rows)


def _asking_extra(assignment_id: int) -> frozenset[int]:
    return frozenset(
        db.session.scalars(
            select(WorkEstimate.submission_id)
            .join(Submission, Submission.id == WorkEstimate.submission_id)
            .where(Submission.assignment_id == assignment_id, WorkEstimate.asks_extra)
        )
    )


def _met(assignment: Assignment) -> Counter[tuple[int, int]]:
    """How often (reviewer, author) happened in the cohort's other assignments."""
    rows = db.session.execute(
        select(Review.reviewer_id, SubmissionMember.person_id)
        .join(SubmissionMember, SubmissionMember.submission_id == Review.submission_id)
        .join(Assignment, Assignment.id == SubmissionMember.assignment_id)
        .where(Assignment.cohort_id == assignment.cohort_id, Assignment.id != assignment.id)
    )
    return Counter((row[0], row[1]) for row in rows)


def kept_apart(cohort_id: int, people: Collection[int], *, assignment_id: int) -> set[int]:
    """Everybody whom a standing rule keeps from reviewing these people, or these people from reviewing them."""
    found: set[int] = set()
    for rule in pair_rules(cohort_id, assignment_id=assignment_id):
        if rule.kind is PairKind.MUST:
            continue
        pair = {rule.reviewer_id, rule.author_id}
        if pair & set(people):
            found |= pair - set(people)
    return found


def pair_rules(cohort_id: int, *, assignment_id: int | None = None) -> list[PairLine]:
    """Standing rules about pairs; with an assignment only those that hold for it."""
    later = aliased(PairRule)
    statement = (
        select(PairRule)
        .outerjoin(later, later.supersedes_id == PairRule.id)
        .where(PairRule.cohort_id == cohort_id, later.id.is_(None), PairRule.kind != PairKind.LIFTED)
        .order_by(PairRule.id)
    )
    if assignment_id is not None:
        statement = statement.where(or_(PairRule.assignment_id.is_(None), PairRule.assignment_id == assignment_id))
    return [
        PairLine(
            row.id, PairKind(row.kind), row.reviewer_id, row.author_id, row.assignment_id, row.is_private,
            row.reason, row.at,
        )
        for row in db.session.scalars(statement)
    ]  # fmt: skip
