"""Pages of rubrics: the editor of an assignment's rubric, and the centre's catalogue."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, rules, services
from lms.assessments.forms import EmptyForm, criteria_from_form
from lms.assessments.types import Criterion
from lms.assessments.views.blueprint import bp
from lms.cohorts import access as cohorts
from lms.core import clock
from lms.core.errors import NotAllowed, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>/rubric")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def edit_rubric(assignment_id: int) -> ResponseReturnValue:
    """The criteria, one after the other; ``?from=`` shows another rubric to take over."""
    setting = access.setting_for_staff(actor(), assignment_id)
    taken = request.args.get("from", "")
    criteria = access.chosen_rubric(actor(), taken) if taken else setting.criteria
    return _rubric_page(assignment_id, criteria)


def _rubric_page(
    assignment_id: int, criteria: tuple[Criterion, ...], status: int = 200, *, blank: int = 0, error: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "assessments/rubric_edit.html",
        setting=access.setting_for_staff(actor(), assignment_id),
        criteria=criteria,
        blank=blank,
        percents=rules.percents([criterion.weight for criterion in criteria]),
        choices=access.rubric_choices(actor(), _("Standard rubric")),
        error=error,
    )
    return page, status


@bp.post("/<int:assignment_id>/rubric")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def change_rubric(assignment_id: int) -> ResponseReturnValue:
    """Save a new version, add a criterion to the form, or keep the rubric in the catalogue."""
    setting = access.setting_for_staff(actor(), assignment_id)
    if not EmptyForm().validate_on_submit():
        return _rubric_page(assignment_id, setting.criteria, 422)
    criteria = tuple(criteria_from_form(request.form))
    if "add" in request.form:
        return _rubric_page(assignment_id, criteria, blank=1)
    try:
        if "keep" in request.form:
            services.keep_rubric(
                actor(),
                cohort_id=setting.card.cohort_id,
                name=request.form.get("name", ""),
                criteria=criteria,
                now=clock.now(),
            )
            flash(_("The rubric is in the catalogue of your centre."), "good")
            return redirect(url_for(".list_rubrics", cohort_id=setting.card.cohort_id))
        number = services.change_rubric(actor(), assignment_id=assignment_id, criteria=criteria, now=clock.now())
    except Refused as refusal:
        return _rubric_page(assignment_id, criteria, 409, error=why(refusal.reason))
    flash(_("Version %(n)s of the rubric counts from now on.", n=number), "good")
    return redirect(url_for(".edit_rubric", assignment_id=assignment_id))


@bp.get("/rubrics/<int:cohort_id>")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def list_rubrics(cohort_id: int) -> ResponseReturnValue:
    """The catalogue of a cohort's centre."""
    cohort = cohorts.cohort_for_member(actor(), cohort_id)
    if cohort.id not in {card.id for card in access.cohorts_to_set(actor())}:
        raise NotAllowed
    kept = [choice for _centre, choice in queries.catalogue_of([cohort.centre_id])]
    return render_template("assessments/rubric_list.html", cohort=cohort, kept=kept)


@bp.post("/rubrics/<int:cohort_id>/<int:template_id>/drop")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def drop_rubric(cohort_id: int, template_id: int) -> ResponseReturnValue:
    """Take a rubric out of the catalogue."""
    services.drop_rubric(actor(), cohort_id=cohort_id, template_id=template_id)
    flash(_("Taken out of the catalogue. Assignments that use it keep it."), "good")
    return redirect(url_for(".list_rubrics", cohort_id=cohort_id))
