"""Pages of the second round: what changed since the reviewed version, and what became of each comment."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import access, queries, rules, services
from lms.assessments.forms import EmptyForm
from lms.assessments.models import Submission
from lms.assessments.types import AssignmentCard
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>/changes")
@guard.signed_in
def show_changes(assignment_id: int) -> ResponseReturnValue:
    """One's own work since it was reviewed, draft included."""
    card = access.assignment_for_trainee(actor(), assignment_id)
    me = actor().user_id or 0
    submission = queries.submission_of(assignment_id, me)
    terms = queries.terms_for(assignment_id, me)
    if submission is None or terms is None or access.grade_for_author(actor(), assignment_id) is None:
        raise NotFound
    is_open = terms.revise_until is not None and clock.now() < terms.revise_until
    newest = queries.writing_of(assignment_id, me, submission).body if is_open else submission.body
    return _page(card, submission, newest, is_open=is_open, for_staff=False)


@bp.get("/work/<int:submission_id>/changes")
@guard.signed_in
def show_work_changes(submission_id: int) -> ResponseReturnValue:
    """Somebody's work since it was reviewed, for those who set it."""
    submission, card = access.submission_for_staff(actor(), submission_id)
    if access.is_blind_for(actor(), submission):
        return redirect(url_for(".show_check", submission_id=submission_id))
    return _page(card, submission, submission.body, is_open=False, for_staff=True)


def _page(
    card: AssignmentCard, submission: Submission, newest: str, *, is_open: bool, for_staff: bool
) -> ResponseReturnValue:
    reviewed = queries.reviewed_version(submission.id)
    if reviewed is None:
        raise NotFound
    return render_template(
        "assessments/work_changes.html",
        card=card,
        submission=submission,
        reviewed=reviewed,
        pieces=rules.differences(reviewed.body, newest),
        reviews=queries.reviews_to_read(submission.id),
        answers=queries.comment_answers(submission.id),
        is_open=is_open,
        for_staff=for_staff,
    )


@bp.post("/<int:assignment_id>/changes/<int:review_id>")
@guard.signed_in
def answer_comment(assignment_id: int, review_id: int) -> ResponseReturnValue:
    """Say whether a comment was addressed."""
    access.assignment_for_trainee(actor(), assignment_id)
    if EmptyForm().validate_on_submit():
        services.answer_comment(
            actor(),
            assignment_id=assignment_id,
            review_id=review_id,
            is_addressed=request.form.get("is_addressed") == "1",
            sentence=request.form.get("sentence", ""),
            now=clock.now(),
        )
        flash(_("Your word on this comment is kept; your instructor reads it."), "good")
    return redirect(url_for(".show_changes", assignment_id=assignment_id) + f"#review-{review_id}")
