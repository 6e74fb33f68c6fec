"""Pages of reviewing: somebody's work without its author, and the rubric."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import access, rules, services
from lms.assessments.forms import ReviewForm, levels_from
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/reviews/<int:review_id>")
@guard.signed_in
def show_review(review_id: int) -> ResponseReturnValue:
    """Work to review, without its author."""
    return _review_page(review_id, ReviewForm(), {})


def _review_page(
    review_id: int, form: ReviewForm, chosen: dict[int, int], status: int = 200, error: str = ""
) -> ResponseReturnValue:
    work, card, criteria = access.work_for_review(actor(), review_id)
    page = render_template(
        "assessments/review_show.html",
        work=work,
        card=card,
        brief=pick(access.brief_of(card.id)),
        criteria=criteria,
        closed=rules.why_not_review(card.window, now=clock.now(), is_done=work.is_done),
        chosen=chosen or work.given,
        form=form,
        error=error,
    )
    return page, status


@bp.post("/reviews/<int:review_id>")
@guard.signed_in
def give_review(review_id: int) -> ResponseReturnValue:
    """Give a review."""
    access.work_for_review(actor(), review_id)
    form = ReviewForm()
    chosen = levels_from(request.form)
    if not form.validate_on_submit():
        return _review_page(review_id, form, chosen, 422)
    try:
        services.give_review(
            actor(), review_id=review_id, levels=chosen, comment=form.comment.data or "", now=clock.now()
        )
    except Refused as refusal:
        return _review_page(review_id, form, chosen, 409, why(refusal.reason))
    flash(_("Thank you. The author reads your review when the grades are out."), "good")
    return redirect(url_for(".list_assignments"))
