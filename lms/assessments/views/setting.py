"""Pages of setting an assignment: new, copied, changed; the second round."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, rules, services
from lms.assessments.access import STANDARD_KEY
from lms.assessments.forms import AssignmentForm, SecondRoundForm, local, moment_of
from lms.assessments.types import Settings
from lms.assessments.types.assignments import AssignmentSetting, ModuleChoice
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotAllowed, Refused
from lms.core.markdown import render_safely
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor

DAYS_TO_WORK = 7


@bp.get("/new")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def new_assignment() -> ResponseReturnValue:
    """A new assignment, or a copy of one (``?copy=``)."""
    form = AssignmentForm(formdata=None)
    form.fill_settings(Settings())
    form.rubric.data = STANDARD_KEY
    copied = request.args.get("copy", type=int)
    if copied is not None:
        form.fill(access.setting_for_staff(actor(), copied), with_dates=False)
        form.rubric.data = f"a-{copied}"
    ends = local(clock.now() + timedelta(days=DAYS_TO_WORK)).replace(hour=18, minute=0)
    form.closes_at.data = form.closes_at.data or ends
    form.cohort_id.data = request.args.get("cohort", type=int)
    return _new_page(form)


def _new_page(form: AssignmentForm, status: int = 200, *, error: str = "", preview: str = "") -> ResponseReturnValue:
    own = access.cohorts_to_set(actor())
    if not own:
        raise NotAllowed
    form.cohort_id.choices = [SelectChoice(card.id, card.name) for card in own]
    _fill_modules(form, access.module_choices(actor()))
    choices = access.rubric_choices(actor(), _("Standard rubric"))
    form.rubric.choices = [SelectChoice(choice.key, choice.name) for choice in choices]
    page = render_template(
        "assessments/assignment_edit.html",
        form=form,
        setting=None,
        closed={},
        choices=choices,
        error=error,
        preview=preview,
    )
    return page, status


def _fill_modules(form: AssignmentForm, choices: list[ModuleChoice]) -> None:
    form.module.choices = [
        SelectChoice("", _("none: always open")),
        *(SelectChoice(choice.place.stored(), choice.name) for choice in choices),
    ]


@bp.post("/new")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def create_assignment() -> ResponseReturnValue:
    """Set it."""
    form = AssignmentForm()
    if not form.validate_on_submit():
        return _new_page(form, 422)
    if "preview" in request.form:
        return _new_page(form, preview=_preview(form))
    try:
        assignment = services.set_assignment(
            actor(),
            cohort_id=form.cohort_id.data or 0,
            title=form.texts("title"),
            brief=form.texts("brief"),
            criteria=access.chosen_rubric(actor(), form.rubric.data or ""),
            window=form.window(clock.now()),
            now=clock.now(),
            strategy=form.strategy.data,
            settings=form.settings(),
        )
    except Refused as refusal:
        return _new_page(form, 409, error=why(refusal.reason))
    flash(_("The assignment is set. Look at its rubric before it opens."), "good")
    return redirect(url_for(".show_overview", assignment_id=assignment.id))


@bp.post("/preview")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def preview_brief() -> ResponseReturnValue:
    """How the task will look, as a part of the page."""
    return render_template("assessments/_preview.html", preview=_preview(AssignmentForm()))


def _preview(form: AssignmentForm) -> str:
    return "<hr>".join(render_safely(text, language=code).html for code, text in form.texts("brief").items())


@bp.get("/<int:assignment_id>/edit")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def edit_assignment(assignment_id: int) -> ResponseReturnValue:
    """How it is set."""
    setting = access.setting_for_staff(actor(), assignment_id)
    form = AssignmentForm(formdata=None)
    form.fill(setting, with_dates=True)
    return _edit_page(setting, form)


def _edit_page(
    setting: AssignmentSetting, form: AssignmentForm, status: int = 200, *, error: str = "", preview: str = ""
) -> ResponseReturnValue:
    cohort_id = setting.card.cohort_id
    _fill_modules(form, [each for each in access.module_choices(actor()) if cohort_id in each.cohort_ids])
    page = render_template(
        "assessments/assignment_edit.html",
        form=form,
        setting=setting,
        closed=rules.closed_settings(works=setting.works, is_allocated=setting.allocated_at is not None),
        choices=[],
        error=error,
        preview=preview,
    )
    return page, status


@bp.post("/<int:assignment_id>/edit")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def change_assignment(assignment_id: int) -> ResponseReturnValue:
    """Set it differently."""
    setting = access.setting_for_staff(actor(), assignment_id)
    form = AssignmentForm()
    _keep_closed(form, setting)
    if not form.validate_on_submit():
        return _edit_page(setting, form, 422)
    if "preview" in request.form:
        return _edit_page(setting, form, preview=_preview(form))
    try:
        services.change_assignment(
            actor(),
            assignment_id=assignment_id,
            title=form.texts("title"),
            brief=form.texts("brief"),
            window=form.window(setting.card.window.opens_at),
            settings=form.settings(),
            strategy=form.strategy.data,
        )
    except Refused as refusal:
        return _edit_page(setting, form, 409, error=why(refusal.reason))
    flash(_("The assignment was changed."), "good")
    return redirect(url_for(".show_overview", assignment_id=assignment_id))


def _keep_closed(form: AssignmentForm, setting: AssignmentSetting) -> None:
    """Fields that the page shows as closed are not sent; they stay as they are."""
    closed = rules.closed_settings(works=setting.works, is_allocated=setting.allocated_at is not None)
    stored = local(setting.card.window.closes_at)
    for name in closed:
        if name not in request.form:
            value = stored if name == "closes_at" else getattr(setting.settings, name)
            form[name].data, form[name].raw_data = value, [str(value)]


@bp.post("/<int:assignment_id>/second-round")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def open_second_round(assignment_id: int) -> ResponseReturnValue:
    """Take new versions after the reviews."""
    access.assignment_for_staff(actor(), assignment_id)
    form = SecondRoundForm()
    if not form.validate_on_submit() or form.until.data is None:
        flash(form.first_error(), "bad")
        return redirect(url_for(".show_overview", assignment_id=assignment_id))
    services.open_second_round(actor(), assignment_id=assignment_id, until=moment_of(form.until.data), now=clock.now())
    flash(_("The second round is open. Authors see what changed since the reviewed version."), "good")
    return redirect(url_for(".show_overview", assignment_id=assignment_id))
