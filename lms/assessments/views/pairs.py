"""Pages about who is kept from whom: a trainee's private word, the instructor's pairs."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, services
from lms.assessments.forms import ConflictForm, PairForm
from lms.assessments.types import PairKind
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor


def _names(cohort_id: int) -> dict[int, str]:
    people = cohorts.trainees(cohort_id, on=clock.local_date(clock.now()), states=None)
    return {person.person_id: person.name for person in people}


@bp.route("/apart/<int:cohort_id>", methods=["GET", "POST"])
@guard.needs(Role.TRAINEE)
def show_conflicts(cohort_id: int) -> ResponseReturnValue:
    """Classmates whom one would rather not review or be reviewed by; only instructors see it."""
    cohort = access.cohort_for_trainee(actor(), cohort_id)
    names = _names(cohort_id)
    form = ConflictForm()
    me = actor().user_id or 0
    form.other.choices = [SelectChoice(ident, name) for ident, name in names.items() if ident != me]
    error = ""
    if form.validate_on_submit():
        try:
            services.declare_conflict(
                actor(),
                cohort_id=cohort_id,
                other_id=form.other.data,
                reason=form.reason.data or "",
                now=clock.now(),
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("Noted. You two will not be given each other's work."), "good")
            return redirect(url_for(".show_conflicts", cohort_id=cohort_id))
    own = [line for line in queries.pair_rules(cohort_id) if line.is_private and line.reviewer_id == me]
    page = render_template("assessments/conflicts.html", cohort=cohort, form=form, lines=own, names=names, error=error)
    return page, 409 if error else 422 if form.is_submitted() else 200


@bp.route("/<int:assignment_id>/pairs", methods=["GET", "POST"])
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def show_pairs(assignment_id: int) -> ResponseReturnValue:
    """Who must or must not review whom, and what trainees declared."""
    card = access.assignment_for_staff(actor(), assignment_id)
    names = _names(card.cohort_id)
    form = PairForm()
    form.reviewer.choices = form.author.choices = [SelectChoice(ident, name) for ident, name in names.items()]
    error = ""
    if form.validate_on_submit():
        try:
            services.set_pair(
                actor(),
                assignment_id=assignment_id,
                reviewer_id=form.reviewer.data,
                author_id=form.author.data,
                kind=PairKind(form.kind.data),
                reason=form.reason.data or "",
                now=clock.now(),
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The rule is set; the round keeps to it."), "good")
            return redirect(url_for(".show_pairs", assignment_id=assignment_id))
    lines = queries.pair_rules(card.cohort_id, assignment_id=assignment_id)
    page = render_template(
        "assessments/pairs.html",
        card=card,
        form=form,
        lines=lines,
        names=names,
        is_allocated=queries.is_allocated(assignment_id),
        error=error,
    )
    return page, 409 if error else 422 if form.is_submitted() else 200


@bp.post("/pairs/<int:entry_id>/lift")
@guard.signed_in
def lift_pair(entry_id: int) -> ResponseReturnValue:
    """Take a rule back."""
    rule = access.pair_rule_for_lifting(actor(), entry_id)
    services.lift_pair(actor(), entry_id=entry_id, now=clock.now())
    flash(_("The rule holds no longer."), "good")
    if rule.assignment_id is None:
        return redirect(url_for(".show_conflicts", cohort_id=rule.cohort_id))
    return redirect(url_for(".show_pairs", assignment_id=rule.assignment_id))
