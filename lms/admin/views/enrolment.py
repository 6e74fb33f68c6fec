"""The page of one enrolment: its history, the next step, another class."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.accounts.types import Role
from lms.admin import words
from lms.admin.forms.cohorts import MoveForm, StepForm
from lms.admin.forms.people import choices
from lms.admin.queries import rosters
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number
from lms.cohorts import access as cohort_access
from lms.cohorts import queries as cohorts
from lms.cohorts import rules
from lms.cohorts import services as cohort_services
from lms.cohorts.models import Enrolment
from lms.cohorts.types import CohortCard, EnrolmentState
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _load(enrolment_id: int) -> tuple[Enrolment, CohortCard]:
    enrolment, card = cohort_access.enrolment_for_staff(actor(), enrolment_id)
    cohort_access.cohort_for_managing(actor(), card.id)
    return enrolment, card


def _step_form(enrolment: Enrolment) -> StepForm:
    form = StepForm()
    possible = rules.STEPS[EnrolmentState(enrolment.state)]
    form.state.choices = choices((state, label) for state, label in words.STEPS.items() if state in possible)
    return form


def _move_form(card: CohortCard) -> MoveForm:
    form = MoveForm()
    form.offer([(section.id, section.name) for section in cohorts.sections(card.id)])
    return form


@bp.get("/enrolments/<int:enrolment_id>")
@guard.needs(Role.ADMINISTRATOR)
def show_enrolment(enrolment_id: int) -> ResponseReturnValue:
    """Where a person stands in a cohort, how it came so, and what may follow."""
    return _page(enrolment_id)


def _page(
    enrolment_id: int,
    *,
    step_form: StepForm | None = None,
    move_form: MoveForm | None = None,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    enrolment, card = _load(enrolment_id)
    today = clock.local_date(clock.now())
    if step_form is None:
        step_form = _step_form(enrolment)
        step_form.effective_on.data = today
    if move_form is None:
        move_form = _move_form(card)
        move_form.on.data = min(max(today, card.starts_on), card.ends_on)
    page = render_template(
        "admin/enrolment_show.html",
        enrolment=enrolment,
        cohort=card,
        person=accounts.card(enrolment.person_id),
        entries=rosters.entries_of(enrolment_id),
        memberships=rosters.memberships_of(enrolment_id),
        step_form=step_form,
        move_form=move_form,
        error=error,
    )
    return page, status


@bp.post("/enrolments/<int:enrolment_id>/state")
@guard.needs(Role.ADMINISTRATOR)
def change_enrolment(enrolment_id: int) -> ResponseReturnValue:
    """Take the next step, as of a day, with a reason where one is needed."""
    enrolment, _card = _load(enrolment_id)
    form = _step_form(enrolment)
    if not form.validate_on_submit() or form.effective_on.data is None:
        return _page(enrolment_id, step_form=form, status=422)
    try:
        cohort_services.change_state(
            actor(),
            enrolment_id=enrolment_id,
            state=EnrolmentState(form.state.data),
            effective_on=form.effective_on.data,
            reason=(form.reason.data or "").strip(),
            now=clock.now(),
        )
    except Refused as refusal:
        return _page(enrolment_id, step_form=form, error=why(refusal.reason), status=409)
    flash(_("The enrolment is changed."), "good")
    return redirect(url_for(".show_enrolment", enrolment_id=enrolment_id))


@bp.post("/enrolments/<int:enrolment_id>/class")
@guard.needs(Role.ADMINISTRATOR)
def move_enrolment(enrolment_id: int) -> ResponseReturnValue:
    """Another class from a day on; the days before stay with the old one."""
    _enrolment, card = _load(enrolment_id)
    form = _move_form(card)
    section_id = number(form.section.data)
    if not form.validate_on_submit() or form.on.data is None or section_id is None:
        return _page(enrolment_id, move_form=form, status=422)
    try:
        cohort_services.move_to_section(actor(), enrolment_id=enrolment_id, section_id=section_id, on=form.on.data)
    except Refused as refusal:
        return _page(enrolment_id, move_form=form, error=why(refusal.reason), status=409)
    except NotFound:
        return _page(enrolment_id, move_form=form, status=422)
    flash(_("The class is changed."), "good")
    return redirect(url_for(".show_enrolment", enrolment_id=enrolment_id))
