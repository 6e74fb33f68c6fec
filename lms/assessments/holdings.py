"""What assessments hold about a person: without anybody whom they reviewed or who reviewed them, and of grades only
what was released to them."""

from __future__ import annotations

from sqlalchemy import Select, or_, select

from lms.assessments import queries
from lms.assessments.models import (
    AppealEntry,
    Assignment,
    CommentAnswer,
    Defence,
    DefenceEntry,
    DefencePoint,
    DefenceSlot,
    DraftVersion,
    ExemplarScore,
    ExtensionEntry,
    GradeEntry,
    GradeRelease,
    PairRule,
    Review,
    ReviewEntry,
    ReviewOffer,
    ReviewQuestion,
    ReviewRating,
    Submission,
    SubmissionMember,
    SubmissionVersion,
    TeamMember,
    WorkDraft,
)
from lms.core.db import db
from lms.core.holdings import Holding, Holdings, Row, plain, register, rows


def _work(person_id: int) -> Select[int]:
    """The numbers of a person's pieces of work, alone or in a team."""
    return select(SubmissionMember.submission_id).where(SubmissionMember.person_id == person_id)


def _reviews_of_work(person_id: int) -> Select[int]:
    return select(Review.id).where(Review.submission_id.in_(_work(person_id)))


def _reviews_given(person_id: int) -> list[Row]:
    """Reviews that the person gave or still owes, with every change. The work is named by its assignment only."""
    found = db.session.execute(
        select(Review, Assignment.title)
        .join(Submission, Submission.id == Review.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Review.reviewer_id == person_id)
        .order_by(Review.id)
    ).all()
    turns: dict[int, list[Row]] = {}
    for entry in db.session.scalars(
        select(ReviewEntry)
        .join(Review, Review.id == ReviewEntry.review_id)
        .where(Review.reviewer_id == person_id)
        .order_by(ReviewEntry.id)
    ):
        turns.setdefault(entry.review_id, []).append(plain(entry, person_id))
    return [
        {
            "assignment": title,
            "due_at": review.due_at.isoformat(),
            "done_at": review.done_at.isoformat() if review.done_at else None,
            "draft": review.draft,
            "given": turns.get(review.id, []),
        }
        for review, title in found
    ]


def _reviews_received(person_id: int) -> list[Row]:
    """Reviews of the person's work as its page shows them: once the grade is released, reviewers by their aliases."""
    found: list[Row] = []
    for assignment_id in sorted(queries.released_assignments(person_id)):
        work = queries.submission_of(assignment_id, person_id)
        if work is None or queries.grade_of(work.id) is None:
            continue
        found += [
            {"assignment_id": assignment_id, "by": alias, "levels": levels, "comment": comment}
            for alias, levels, comment, _criteria in queries.done_reviews(work.id)
        ]
    return found


def _grades(person_id: int) -> list[Row]:
    """Grades that the person may see, with those that later ones replaced."""
    found = db.session.execute(
        select(Submission.assignment_id, GradeEntry)
        .join(Submission, Submission.id == GradeEntry.submission_id)
        .where(
            GradeEntry.submission_id.in_(_work(person_id)),
            Submission.assignment_id.in_(queries.seen_assignments(person_id)),
        )
        .order_by(GradeEntry.id)
    )
    return [{"assignment_id": ident, **plain(row, person_id, without=("facts",))} for ident, row in found]


_JUDGING = "how work was judged before its grade: it reaches its author with the grade, and would name reviewers"
HOLDINGS = Holdings(
    "assessments",
    (
        rows(
            DraftVersion,
            lambda person: DraftVersion.draft_id.in_(select(WorkDraft.id).where(WorkDraft.person_id == person)),
            erased=True,
        ),
        rows(WorkDraft, lambda person: WorkDraft.person_id == person, erased=True),
        rows(Submission, lambda person: Submission.id.in_(_work(person))),
        rows(SubmissionMember, lambda person: SubmissionMember.person_id == person),
        rows(SubmissionVersion, lambda person: SubmissionVersion.submission_id.in_(_work(person))),
        rows(TeamMember, lambda person: TeamMember.person_id == person),
        rows(ExtensionEntry, lambda person: ExtensionEntry.person_id == person),
        rows(GradeRelease, lambda person: GradeRelease.person_id == person),
        rows(ExemplarScore, lambda person: ExemplarScore.person_id == person),
        rows(ReviewOffer, lambda person: ReviewOffer.person_id == person, erased=True),
        rows(PairRule, lambda person: (PairRule.actor_id == person) & PairRule.is_private),
        Holding("reviews_given", frozenset({"review", "review_entry"}), _reviews_given),
        Holding("reviews_received", frozenset({"review"}), _reviews_received),
        Holding("grades", frozenset({"grade_entry"}), _grades),
        rows(
            ReviewRating,
            lambda person: ReviewRating.review_id.in_(_reviews_of_work(person)) & (ReviewRating.actor_id == person),
            without=("review_id",),
        ),
        rows(
            CommentAnswer, lambda person: CommentAnswer.review_id.in_(_reviews_of_work(person)), without=("review_id",)
        ),
        rows(
            ReviewQuestion,
            lambda person: ReviewQuestion.person_id == person,
            without=("submission_id", "review_id"),
        ),
        rows(AppealEntry, lambda person: AppealEntry.person_id == person),
        rows(DefenceSlot, lambda person: DefenceSlot.evaluator_id == person),
        rows(
            Defence,
            lambda person: or_(Defence.evaluator_id == person, Defence.author_id == person),
            without=("submission_id", "pair", "evaluator_code", "author_code"),
        ),
        rows(DefenceEntry, lambda person: DefenceEntry.actor_id == person),
        rows(DefencePoint, lambda person: DefencePoint.person_id == person),
    ),
    passed_over={
        "check_entry": _JUDGING,
        "check_pick": _JUDGING,
        "estimation": _JUDGING,
        "exemplar": "a piece of work to practise on; who wrote it is listed among deeds",
        "review_exclusion": _JUDGING,
        "review_step": "which reminders of a review went out; the mails themselves are in the copy",
        "reviewer_mark_entry": _JUDGING,
        "rubric_template": "a rubric of the centre; who wrote it is listed among deeds",
        "rubric_version": "a rubric of a cohort; who wrote it is listed among deeds",
        "similar_pair": _JUDGING,
        "work_estimate": _JUDGING,
    },
)
register(HOLDINGS)
