"""Pages of reviewing: somebody's work without its author, the rubric, and one's own share of reviews."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, rules, services
from lms.assessments.forms import OfferForm, QuestionForm, ReviewForm, given_from
from lms.assessments.queries.board import board
from lms.assessments.services.reviewing.allocating import why_not_next
from lms.assessments.types import Given
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.downloads import send_stored
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>/reviewing")
@guard.signed_in
def show_reviewing(assignment_id: int) -> ResponseReturnValue:
    """One's share of an assignment's reviews: which to give next, which are given, how to give more."""
    return _reviewing_page(assignment_id)


def _reviewing_page(assignment_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    card = access.assignment_for_trainee(actor(), assignment_id)
    assignment = queries.assignment(assignment_id)
    if assignment is None:
        raise NotFound
    share = board(assignment).state_of(actor().user_id or 0, now=clock.now())
    closed = why_not_next(assignment, share, now=clock.now())
    page = render_template(
        "assessments/reviewing_show.html",
        card=card,
        share=share,
        most_extra=assignment.extra_reviews,
        reviews=queries.own_reviews(assignment_id, actor().user_id or 0),
        closed=closed,
        changes_for=rules.CHANGES_FOR,
        now=clock.now(),
        form=OfferForm(extra=share.extra),
        error=error,
    )
    return page, status


@bp.post("/<int:assignment_id>/reviewing/next")
@guard.needs(Role.TRAINEE)
def take_next(assignment_id: int) -> ResponseReturnValue:
    """Get the work that needs a review most."""
    try:
        review_id = services.take_next(actor(), assignment_id=assignment_id, now=clock.now())
    except Refused as refusal:
        return _reviewing_page(assignment_id, 409, why(refusal.reason))
    return redirect(url_for(".show_review", review_id=review_id))


@bp.post("/<int:assignment_id>/reviewing/offer")
@guard.needs(Role.TRAINEE)
def offer_extra(assignment_id: int) -> ResponseReturnValue:
    """Offer to give more reviews than one's share."""
    access.assignment_for_trainee(actor(), assignment_id)
    form = OfferForm()
    if not form.validate_on_submit():
        return _reviewing_page(assignment_id, 422, form.first_error())
    try:
        services.offer_extra(actor(), assignment_id=assignment_id, extra=form.extra.data or 0, now=clock.now())
    except Refused as refusal:
        return _reviewing_page(assignment_id, 409, why(refusal.reason))
    flash(_("Thank you; your offer is noted. You are asked when work waits."), "good")
    return redirect(url_for(".show_reviewing", assignment_id=assignment_id))


@bp.get("/reviews/<int:review_id>")
@guard.signed_in
def show_review(review_id: int) -> ResponseReturnValue:
    """Work to review, without its author."""
    return _review_page(review_id, ReviewForm(), None)


def _review_page(
    review_id: int, form: ReviewForm, typed: Given | None, status: int = 200, error: str = ""
) -> ResponseReturnValue:
    work, card, criteria = access.work_for_review(actor(), review_id)
    given = typed or work.draft or Given(work.given, work.comments, work.comment, work.seconds)
    if typed is None:
        form.comment.data = given.comment
    earlier = queries.own_comments(actor().user_id or 0, but=review_id)
    is_filled = bool(given.levels) and bool(given.comment)
    page = render_template(
        "assessments/review_show.html",
        work=work,
        card=card,
        brief=pick(access.brief_of(card.id)),
        criteria=criteria,
        closed=rules.why_not_give(card.window, now=clock.now(), done_at=work.done_at),
        until=work.done_at + rules.CHANGES_FOR if work.done_at else None,
        given=given,
        hints=rules.care_hints(given, earlier_comments=earlier) if is_filled else (),
        questions=queries.questions_about(review_id),
        question=QuestionForm(formdata=None),
        form=form,
        error=error,
    )
    return page, status


def review_page(review_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    """The page of one's review, also with a refusal on it."""
    return _review_page(review_id, ReviewForm(formdata=None), None, status, error)


@bp.post("/reviews/<int:review_id>")
@guard.signed_in
def give_review(review_id: int) -> ResponseReturnValue:
    """Give a review, or keep it as a draft."""
    access.work_for_review(actor(), review_id)
    form = ReviewForm()
    given = given_from(request.form)
    if request.form.get("then") == "draft":
        services.keep_review_draft(actor(), review_id=review_id, given=given, now=clock.now())
        flash(_("Your draft is kept. Nobody else sees it."), "good")
        return redirect(url_for(".show_review", review_id=review_id))
    if not form.validate_on_submit():
        return _review_page(review_id, form, given, 422)
    try:
        services.give_review(
            actor(),
            review_id=review_id,
            levels=given.levels,
            comments=given.comments,
            comment=given.comment,
            seconds=given.seconds,
            now=clock.now(),
        )
    except Refused as refusal:
        return _review_page(review_id, form, given, 409, why(refusal.reason))
    flash(_("Thank you. You can change your review for 30 minutes; the author reads it when grades are out."), "good")
    _work, card, _criteria = access.work_for_review(actor(), review_id)
    return redirect(url_for(".show_reviewing", assignment_id=card.id))


@bp.post("/reviews/<int:review_id>/draft")
@guard.signed_in
def keep_review_draft(review_id: int) -> ResponseReturnValue:
    """Keep a draft while somebody writes; the answer is the line that says so."""
    services.keep_review_draft(actor(), review_id=review_id, given=given_from(request.form), now=clock.now())
    return render_template("assessments/_draft_saved.html", now=clock.now())


@bp.get("/reviews/<int:review_id>/files/<int:number>")
@guard.signed_in
def download_review_file(review_id: int, number: int) -> ResponseReturnValue:
    """A file of the work under review, under a name that does not tell its author."""
    file, name = access.file_for_review(actor(), review_id, number)
    return send_stored(file, name=name)
