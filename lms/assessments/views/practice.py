"""Pages of practice: exemplars that the instructor scored first."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, rules, services
from lms.assessments.forms import ExemplarForm, given_from
from lms.assessments.services.grading.practising import EXEMPLARS
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>/practice")
@guard.needs(Role.TRAINEE)
def show_practice(assignment_id: int) -> ResponseReturnValue:
    """Score three pieces that the instructor scored first, and see how far off one was."""
    return _practice_page(assignment_id)


def _practice_page(assignment_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    card = access.assignment_for_trainee(actor(), assignment_id)
    _rubric_id, criteria = queries.rubric(assignment_id)
    pieces = queries.exemplars(assignment_id)
    own = queries.own_practice(assignment_id, actor().user_id or 0)
    errors = {
        piece.id: rules.signed_errors(criteria, own[piece.id], piece.levels) for piece in pieces if piece.id in own
    }
    page = render_template(
        "assessments/practice.html",
        card=card,
        criteria=criteria,
        pieces=pieces,
        is_ready=len(pieces) >= EXEMPLARS,
        own=own,
        errors=errors,
        distances={ident: rules.distance(criteria, found) for ident, found in errors.items()},
        following=next((piece for piece in pieces if piece.id not in own), None),
        error=error,
    )
    return page, status


@bp.post("/exemplars/<int:exemplar_id>")
@guard.needs(Role.TRAINEE)
def practise(exemplar_id: int) -> ResponseReturnValue:
    """Score one exemplar."""
    assignment_id = access.exemplar_for_trainee(actor(), exemplar_id)
    levels = given_from(request.form).levels
    try:
        services.practise(actor(), exemplar_id=exemplar_id, levels=levels, now=clock.now())
    except Refused as refusal:
        return _practice_page(assignment_id, 409, why(refusal.reason))
    return redirect(url_for(".show_practice", assignment_id=assignment_id) + f"#piece-{exemplar_id}")


@bp.route("/<int:assignment_id>/exemplars", methods=["GET", "POST"])
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def show_exemplars(assignment_id: int) -> ResponseReturnValue:
    """The pieces to practise on, with the instructor's own levels."""
    card = access.assignment_for_staff(actor(), assignment_id)
    form, error = ExemplarForm(), ""
    pieces = queries.exemplars(assignment_id)
    number = request.args.get("number", str(min(len(pieces) + 1, EXEMPLARS)))
    chosen = given_from(request.form).levels
    if form.validate_on_submit():
        try:
            services.set_exemplar(
                actor(),
                assignment_id=assignment_id,
                number=int(number) if number.isdecimal() else 0,
                body=form.body.data or "",
                levels=chosen,
                comment=form.comment.data or "",
                now=clock.now(),
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The piece is set."), "good")
            return redirect(url_for(".show_exemplars", assignment_id=assignment_id))
    page = render_template(
        "assessments/exemplars.html",
        card=card,
        criteria=queries.rubric(assignment_id)[1],
        pieces=pieces,
        number=number,
        most=EXEMPLARS,
        chosen=chosen,
        form=form,
        error=error,
    )
    return page, 409 if error else 422 if form.is_submitted() else 200
