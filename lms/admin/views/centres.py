"""Centres (for administrators of the whole site) and programmes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.admin import access
from lms.admin.forms.cohorts import CentreForm, ProgrammeForm
from lms.admin.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.cohorts import services as cohort_services
from lms.core.errors import Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _names(korean: str | None, english: str | None) -> dict[str, str]:
    first = (korean or "").strip()
    return {"ko": first, "en": (english or "").strip() or first}


@bp.route("/centres", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def list_centres() -> ResponseReturnValue:
    """Every centre, and founding one."""
    access.site_for_managing(actor())
    form = CentreForm()
    error = ""
    if form.validate_on_submit():
        names = _names(form.name_ko.data, form.name_en.data)
        try:
            cohort_services.found_centre(
                actor(), code=form.code.data or "", name=names, address=form.address.data or ""
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The centre is founded. Give it an administrator next."), "good")
            return redirect(url_for(".list_centres"))
    status = 409 if error else 422 if form.is_submitted() else 200
    return render_template("admin/centre_list.html", centres=cohorts.centres(), form=form, error=error), status


@bp.route("/programmes", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def list_programmes() -> ResponseReturnValue:
    """What the actor's centres teach, and founding a programme."""
    centres = access.centres_for_managing(actor())
    form = ProgrammeForm()
    form.offer([(centre.id, pick(centre.name)) for centre in centres])
    error = ""
    if form.validate_on_submit():
        try:
            cohort_services.found_programme(
                actor(),
                centre_id=int(form.centre.data),
                code=form.code.data or "",
                name=_names(form.name_ko.data, form.name_en.data),
                field=(form.field.data or "").strip(),
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The programme is founded. Start its first cohort next."), "good")
            return redirect(url_for(".start_cohort"))
    programmes = [(centre, cohorts.programmes(centre.id)) for centre in centres]
    status = 409 if error else 422 if form.is_submitted() else 200
    return render_template("admin/programme_list.html", programmes=programmes, form=form, error=error), status
