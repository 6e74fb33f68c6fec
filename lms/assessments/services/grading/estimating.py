"""Estimating a course: the rater model over its whole history, and what is kept of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from lms.assessments import rules
from lms.assessments.grading import (
    DEFAULT_STRATEGY,
    Estimate,
    Estimates,
    Verdict,
    estimate,
    flags,
    wants_extra_review,
)
from lms.assessments.models import Assignment, Estimation, WorkEstimate
from lms.assessments.queries.history import Course, course
from lms.core.actor import Actor
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Fit:
    """A course with what the model says: ``main`` over everything, ``own`` by the settings of each assignment."""

    course: Course
    main: Estimates
    own: dict[int, Estimates]

    def of(self, submission_id: int) -> tuple[Estimate, Estimates]:
        """One submission's estimate and the fit it comes from."""
        whole = self.own[self.course.of_assignment[submission_id]]
        return whole.of(submission_id), whole


def fit_course(cohort_id: int) -> Fit:
    """Estimate every grade of a cohort. Where the instructor has a part of the grade, the peers' part is estimated
    without the instructor's gradings of that assignment, so that they count once."""
    known = course(cohort_id)
    fitted: dict[tuple[str, int | None], Estimates] = {}

    def fit(strategy: str, apart: int | None) -> Estimates:
        if (strategy, apart) not in fitted:
            history = known.history if apart is None else known.without_anchors_of(apart)
            fitted[strategy, apart] = estimate(history, strategy)
        return fitted[strategy, apart]

    main = fit(DEFAULT_STRATEGY, None)
    own = {ident: fit(row.strategy, ident if has_two_parts(row) else None) for ident, row in known.assignments.items()}
    return Fit(known, main, own)


def has_two_parts(assignment: Assignment) -> bool:
    """Whether peers and instructor both have a part of the grade."""
    return assignment.peer_weight > 0 and assignment.instructor_weight > 0


def keep_fit(actor: Actor, fit: Fit, *, cohort_id: int, now: datetime) -> bool:
    """Append what the model says about reviewers, when it is something new. False when nothing changed."""
    newest = db.session.scalar(
        select(Estimation).where(Estimation.cohort_id == cohort_id).order_by(Estimation.id.desc()).limit(1)
    )
    if newest is not None and newest.fingerprint == fit.main.fingerprint:
        return False
    noticed = flags(fit.course.history, fit.main)
    db.session.add(
        Estimation(
            at=now,
            actor_id=actor.user_id,
            cohort_id=cohort_id,
            version=fit.main.version,
            fingerprint=fit.main.fingerprint,
            is_calibrated=fit.main.is_calibrated,
            anchors=len(fit.course.history.anchors),
            leniency=fit.main.leniency,
            leniency_sd=fit.main.leniency_sd,
            reviewers=[asdict(one) for one in fit.main.reviewers],
            flags=[
                {"pattern": str(one.pattern), "people": list(one.people), "evidence": dict(one.evidence)}
                for one in noticed
            ],
        )
    )
    return True


def keep_estimates(fit: Fit, *, assignment_id: int, now: datetime) -> None:
    """Today's estimates of one assignment take the place of yesterday's."""
    assignment = fit.course.assignments[assignment_id]
    ids = fit.course.submissions_of(assignment_id)
    db.session.execute(delete(WorkEstimate).where(WorkEstimate.submission_id.in_(ids)))
    rows = [_row(fit, assignment, submission_id, now) for submission_id in ids]
    if rows:
        db.session.execute(insert(WorkEstimate), rows)


def _row(fit: Fit, assignment: Assignment, submission_id: int, now: datetime) -> dict[str, Any]:
    one, whole = fit.of(submission_id)
    given = [part.given for part in one.breakdown.reviews]
    return {
        "submission_id": submission_id,
        "at": now,
        "grade": one.grade,
        "sd": one.sd,
        "low": one.low,
        "high": one.high,
        "verdict": str(one.verdict),
        "review_count": one.review_count,
        "spread": max(given) - min(given) if given else 0.0,
        "asks_extra": wants_extra_review(one, wanted=assignment.reviews_each) and bool(assignment.peer_weight),
        "facts": facts(fit, submission_id, one, whole),
    }


def facts(fit: Fit, submission_id: int, one: Estimate, whole: Estimates) -> dict[str, Any]:
    """What reproduces a submission's peer grade."""
    names = {reviewer: name for (reviewer, of), name in fit.course.names.items() if of == submission_id}
    return rules.facts_of(one, whole, reviews=names, anchors=len(fit.course.history.anchors))


__all__ = ["Fit", "Verdict", "facts", "fit_course", "has_two_parts", "keep_estimates", "keep_fit"]
