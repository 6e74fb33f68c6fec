"""Cohorts: the list, starting one, its page with classes and staff."""

from __future__ import annotations

from collections import Counter

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.accounts.types import Role
from lms.admin import access
from lms.admin.forms.cohorts import CohortDatesForm, CohortForm, SectionForm, StaffForm
from lms.admin.forms.people import ReasonForm
from lms.admin.queries import staff
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number, own_cohorts
from lms.cohorts import access as cohort_access
from lms.cohorts import queries as cohorts
from lms.cohorts import rules
from lms.cohorts import services as cohort_services
from lms.cohorts.holidays_decided import closed_days
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/cohorts")
@guard.needs(Role.ADMINISTRATOR)
def list_cohorts() -> ResponseReturnValue:
    """Every cohort of the actor's centres."""
    own = own_cohorts(actor())
    counts = cohorts.head_counts([card.id for card in own])
    return render_template("admin/cohort_list.html", cohorts=own, counts=counts, today=clock.local_date(clock.now()))


@bp.route("/cohorts/new", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def start_cohort() -> ResponseReturnValue:
    """Start a cohort with its calendar laid out."""
    form = CohortForm()
    programmes = [
        (programme.id, f"{pick(programme.name)} · {pick(centre.name)}")
        for centre in access.centres_for_managing(actor())
        for programme in cohorts.programmes(centre.id)
    ]
    form.offer(programmes)
    if not form.is_submitted():
        form.starts.data, form.ends.data = rules.Hours().starts, rules.Hours().ends
    error = ""
    if form.validate_on_submit():
        try:
            cohort_id = _start(form)
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The cohort and its calendar are laid out. Open a class and enrol people next."), "good")
            return redirect(url_for(".show_cohort", cohort_id=cohort_id))
    status = 409 if error else 422 if form.is_submitted() else 200
    return render_template("admin/cohort_new.html", form=form, has_programmes=bool(programmes), error=error), status


def _start(form: CohortForm) -> int:
    programme = access.programme_for_managing(actor(), int(form.programme.data))
    run = form.number.data or 1
    starts_on, ends_on = form.starts_on.data, form.ends_on.data
    if starts_on is None or ends_on is None or form.starts.data is None or form.ends.data is None:
        raise NotFound
    return cohort_services.start_cohort(
        actor(),
        programme_id=programme.id,
        number=run,
        name=(form.name.data or "").strip() or f"{pick(programme.name, 'ko')} {run}기",
        starts_on=starts_on,
        ends_on=ends_on,
        closed=closed_days(starts_on, ends_on) if form.holidays.data and starts_on <= ends_on else {},
        hours=rules.Hours(form.starts.data, form.ends.data),
    ).id


@bp.get("/cohorts/<int:cohort_id>")
@guard.needs(Role.ADMINISTRATOR)
def show_cohort(cohort_id: int) -> ResponseReturnValue:
    """A cohort's facts, classes and staff."""
    return _page(cohort_id)


def _page(
    cohort_id: int, *, section_form: SectionForm | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    staff_form = StaffForm(formdata=None)
    staff_form.offer([(person.id, f"{person.name} · {person.email}") for person in staff.employable(card.centre_id)])
    page = render_template(
        "admin/cohort_show.html",
        cohort=card,
        sections=cohorts.sections(cohort_id),
        staff=staff.staff_of(cohort_id),
        days=Counter(day.kind for day in cohorts.calendar(cohort_id)),
        counts=cohorts.head_counts([cohort_id]).get(cohort_id, {}),
        ended_at=staff.ended_at(cohort_id),
        today=clock.local_date(clock.now()),
        section_form=section_form or SectionForm(formdata=None),
        staff_form=staff_form,
        reason_form=ReasonForm(formdata=None),
        error=error,
    )
    return page, status


@bp.route("/cohorts/<int:cohort_id>/dates", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def change_cohort(cohort_id: int) -> ResponseReturnValue:
    """Rename a cohort or move its first and last day."""
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    form = CohortDatesForm(obj=card)
    error = ""
    if form.validate_on_submit() and form.starts_on.data and form.ends_on.data:
        starts_on, ends_on = form.starts_on.data, form.ends_on.data
        try:
            cohort_services.change_cohort(
                actor(),
                cohort_id=cohort_id,
                name=form.name.data or "",
                starts_on=starts_on,
                ends_on=ends_on,
                closed=closed_days(starts_on, ends_on) if starts_on <= ends_on else {},
                today=clock.local_date(clock.now()),
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The cohort is changed and its calendar follows."), "good")
            return redirect(url_for(".show_cohort", cohort_id=cohort_id))
    status = 409 if error else 422 if form.is_submitted() else 200
    return render_template("admin/cohort_edit.html", cohort=card, form=form, error=error), status


@bp.post("/cohorts/<int:cohort_id>/end")
@guard.needs(Role.ADMINISTRATOR)
def end_cohort(cohort_id: int) -> ResponseReturnValue:
    """Say that a cohort is over."""
    cohort_services.end_cohort(actor(), cohort_id=cohort_id, now=clock.now())
    flash(_("The cohort is closed. Settle its completion next."), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))


@bp.post("/cohorts/<int:cohort_id>/classes")
@guard.needs(Role.ADMINISTRATOR)
def open_section(cohort_id: int) -> ResponseReturnValue:
    """Open a class."""
    cohort_access.cohort_for_managing(actor(), cohort_id)
    form = SectionForm()
    if not form.validate_on_submit():
        return _page(cohort_id, section_form=form, status=422)
    try:
        cohort_services.open_section(
            actor(), cohort_id=cohort_id, name=(form.name.data or "").strip(), room=(form.room.data or "").strip()
        )
    except Refused as refusal:
        return _page(cohort_id, section_form=form, error=why(refusal.reason), status=409)
    flash(_("The class is open."), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))


@bp.post("/cohorts/<int:cohort_id>/classes/<int:section_id>")
@guard.needs(Role.ADMINISTRATOR)
def change_section(cohort_id: int, section_id: int) -> ResponseReturnValue:
    """Give a class another name or room."""
    cohort_access.cohort_for_managing(actor(), cohort_id)
    if section_id not in {section.id for section in cohorts.sections(cohort_id)}:
        raise NotFound
    form = SectionForm()
    if not form.validate_on_submit():
        return _page(cohort_id, error=form.first_error(), status=422)
    try:
        cohort_services.change_section(
            actor(), section_id=section_id, name=form.name.data or "", room=form.room.data or ""
        )
    except Refused as refusal:
        return _page(cohort_id, error=why(refusal.reason), status=409)
    flash(_("The class is changed."), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))


@bp.post("/cohorts/<int:cohort_id>/staff")
@guard.needs(Role.ADMINISTRATOR)
def staff_cohort(cohort_id: int) -> ResponseReturnValue:
    """Put an instructor or a mentor to work in the cohort."""
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    form = StaffForm()
    people = staff.employable(card.centre_id)
    form.offer([(person.id, person.name) for person in people])
    person_id = number(form.person.data)
    if not form.validate_on_submit() or person_id not in {person.id for person in people}:
        return _page(cohort_id, error=form.first_error() or _("Choose a person."), status=422)
    cohort_services.staff_cohort(
        actor(), cohort_id=cohort_id, person_id=person_id or 0, role=Role(form.role.data), now=clock.now()
    )
    flash(_("The cohort has new staff."), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))


@bp.post("/cohorts/<int:cohort_id>/staff/<int:person_id>/<role>/end")
@guard.needs(Role.ADMINISTRATOR)
def unstaff_cohort(cohort_id: int, person_id: int, role: str) -> ResponseReturnValue:
    """Take somebody off the cohort, with a reason."""
    cohort_access.cohort_for_managing(actor(), cohort_id)
    place = accounts.live_grants(person_id)
    if (role, "cohort", cohort_id) not in {(grant.role, grant.scope, grant.scope_id) for grant in place}:
        raise NotFound
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(cohort_id, error=form.first_error(), status=422)
    cohort_services.unstaff_cohort(
        actor(),
        cohort_id=cohort_id,
        person_id=person_id,
        role=Role(role),
        reason=(form.reason.data or "").strip(),
        now=clock.now(),
    )
    flash(_("This person no longer works in the cohort."), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))
