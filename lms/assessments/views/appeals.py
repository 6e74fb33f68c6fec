"""Answers to grades: appeals, questions, and the decisions about them."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, services
from lms.assessments.forms import DecisionForm, QuestionForm, given_from, numbered
from lms.assessments.views.blueprint import bp
from lms.assessments.views.grading import grade_page, work_grading_page
from lms.assessments.views.reviews import review_page
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.post("/<int:assignment_id>/grade/appeal")
@guard.needs(Role.TRAINEE)
def file_appeal(assignment_id: int) -> ResponseReturnValue:
    """Appeal against criteria of one's grade, or take the appeal back."""
    access.assignment_for_trainee(actor(), assignment_id)
    try:
        if request.form.get("then") == "withdraw":
            services.withdraw_appeal(actor(), assignment_id=assignment_id, now=clock.now())
            flash(_("Your appeal is withdrawn; your token is back."), "good")
        else:
            reasons = numbered(request.form, "appeal")
            services.file_appeal(actor(), assignment_id=assignment_id, reasons=reasons, now=clock.now())
            flash(_("Your appeal is in. Somebody who has not graded your work decides it."), "good")
    except Refused as refusal:
        return grade_page(assignment_id, 409, why(refusal.reason))
    return redirect(url_for(".explain_grade", assignment_id=assignment_id))


@bp.post("/work/<int:submission_id>/appeal")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def decide_appeal(submission_id: int) -> ResponseReturnValue:
    """Uphold or reject an appeal."""
    access.submission_for_staff(actor(), submission_id)
    form = DecisionForm()
    if not form.validate_on_submit():
        return work_grading_page(submission_id, 422, form.first_error())
    try:
        services.decide_appeal(
            actor(),
            submission_id=submission_id,
            is_upheld=form.decision.data == "upheld",
            levels=given_from(request.form).levels,
            answer=form.answer.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return work_grading_page(submission_id, 409, why(refusal.reason))
    flash(_("The appeal is decided; the trainee is told."), "good")
    return redirect(url_for(".show_work_grading", submission_id=submission_id))


@bp.post("/<int:assignment_id>/grade/question")
@guard.needs(Role.TRAINEE)
def ask_about(assignment_id: int) -> ResponseReturnValue:
    """Ask a reviewer or the instructor about one's grade. Costs nothing."""
    access.assignment_for_trainee(actor(), assignment_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return grade_page(assignment_id, 422, form.first_error())
    to = request.form.get("review", "")
    try:
        services.ask_about(
            actor(),
            assignment_id=assignment_id,
            review_id=int(to) if to.isdecimal() else None,
            body=form.body.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return grade_page(assignment_id, 409, why(refusal.reason))
    flash(_("Your question is on its way. The answer appears here."), "good")
    return redirect(url_for(".explain_grade", assignment_id=assignment_id))


@bp.post("/reviews/<int:review_id>/answer")
@guard.needs(Role.TRAINEE)
def answer_as_reviewer(review_id: int) -> ResponseReturnValue:
    """Answer a question about one's own review."""
    access.work_for_review(actor(), review_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return review_page(review_id, 422, form.first_error())
    try:
        services.answer_as_reviewer(actor(), review_id=review_id, body=form.body.data or "", now=clock.now())
    except Refused as refusal:
        return review_page(review_id, 409, why(refusal.reason))
    flash(_("Your answer is on its way."), "good")
    return redirect(url_for(".show_review", review_id=review_id))


@bp.post("/work/<int:submission_id>/answer")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def answer_as_staff(submission_id: int) -> ResponseReturnValue:
    """Answer a question that went to the instructor."""
    access.submission_for_staff(actor(), submission_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return work_grading_page(submission_id, 422, form.first_error())
    services.answer_as_staff(actor(), submission_id=submission_id, body=form.body.data or "", now=clock.now())
    flash(_("Your answer is on its way."), "good")
    return redirect(url_for(".show_work_grading", submission_id=submission_id))
