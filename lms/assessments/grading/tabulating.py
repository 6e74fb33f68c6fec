"""From a history to columns, in an order that does not depend on how the caller listed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lms.assessments.grading.arrays import Floats, Ints
from lms.assessments.grading.profiles import profile_deviations, unsteadiness
from lms.assessments.grading.table import Table
from lms.assessments.grading.types import History, Key, Review, key_order


def table_of(history: History) -> Table:
    """The history's columns. Rows are sorted by reviewer and submission, so a shuffled history gives equal bits."""
    works = _sorted(submission.id for submission in history.submissions)
    tasks = _sorted(assignment.id for assignment in history.assignments)
    reviewers = _sorted({review.reviewer for review in history.reviews})
    work_at, task_at, reviewer_at = _places(works), _places(tasks), _places(reviewers)
    task = np.zeros(len(works), np.intp)
    for submission in history.submissions:
        task[work_at[submission.id]] = task_at[submission.assignment]
    reviewer = np.array([reviewer_at[review.reviewer] for review in history.reviews], np.intp)
    work = np.array([work_at[review.submission] for review in history.reviews], np.intp)
    order = np.lexsort((work, reviewer))
    reviewer, work = reviewer[order], work[order]
    pairs, pair = np.unique(reviewer * len(tasks) + task[work], return_inverse=True)
    anchored, anchor = _anchors(history, work_at)
    deviations = _deviations(history, [history.reviews[at] for at in order], work)
    return Table(
        works=works, reviewers=reviewers, tasks=tasks,
        score=_scores(history)[order], reviewer=reviewer, work=work, review_task=task[work],
        pair=pair.astype(np.intp), place=order,
        task=task, anchored=anchored, anchor=anchor,
        pair_reviewer=pairs // max(len(tasks), 1), pair_task=pairs % max(len(tasks), 1),
        unsteadiness=unsteadiness(deviations, reviewer, len(reviewers)),
    )  # fmt: skip


def _scores(history: History) -> Floats:
    rubric_of_task = {assignment.id: assignment.rubric for assignment in history.assignments}
    rubric_of_work = {work.id: rubric_of_task[work.assignment] for work in history.submissions}

    # Peers choose among few combinations of levels: each is worked out once.
    known: dict[tuple[int, tuple[int, ...]], float] = {}

    def score(review: Review) -> float:
        rubric = rubric_of_work[review.submission] if review.rubric is None else review.rubric
        key = id(rubric), review.levels
        if key not in known:
            known[key] = rubric.score(review.levels)
        return known[key]

    return np.array([score(review) for review in history.reviews], np.float64)


def _deviations(history: History, reviews: Sequence[Review], work: Ints) -> Floats:
    """By review, in the table's order: its profile against those of the work's other reviews under the same rubric."""
    assignments = {assignment.id: assignment for assignment in history.assignments}
    assignment_of = {one.id: assignments[one.assignment] for one in history.submissions}
    rows: dict[Key, list[int]] = {assignment: [] for assignment in assignments}
    for at, review in enumerate(reviews):
        assignment = assignment_of[review.submission]
        if review.rubric is None or review.rubric == assignment.rubric:
            rows[assignment.id].append(at)
    deviations = np.full(len(reviews), -1.0)
    for key, places in rows.items():
        chosen, rubric = [reviews[at] for at in places], assignments[key].rubric
        deviations[places] = profile_deviations(chosen, rubric, work[places], len(history.submissions))
    return deviations


def _anchors(history: History, work_at: dict[Key, int]) -> tuple[Floats, Floats]:
    anchored, anchor = np.zeros(len(work_at)), np.zeros(len(work_at))
    for given in history.anchors:
        anchored[work_at[given.submission]] = 1.0
        anchor[work_at[given.submission]] = given.score
    return anchored, anchor


def _sorted(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=key_order))


def _places(keys: tuple[Key, ...]) -> dict[Key, int]:
    return {key: place for place, key in enumerate(keys)}
