"""The class list of a cohort: filter, enrol, several at once, export."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from lms.accounts.types import NewPerson, Role
from lms.admin import services, words
from lms.admin.forms.cohorts import BulkForm, EnrolForm
from lms.admin.forms.people import ExportForm, choices
from lms.admin.queries.rosters import roster
from lms.admin.services.rostering import HEADINGS
from lms.admin.types import RosterRow, WhyNot
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number
from lms.cohorts import access as cohort_access
from lms.cohorts import queries as cohorts
from lms.cohorts import rules
from lms.cohorts import services as cohort_services
from lms.cohorts.types import CohortCard, EnrolmentState
from lms.core import clock, sheets
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _day_of(card: CohortCard) -> date:
    """The day whose classes are shown: today, or the nearest day of the cohort."""
    return min(max(clock.local_date(clock.now()), card.starts_on), card.ends_on)


def _filter(card: CohortCard) -> tuple[str, int | None]:
    asked = request.args
    state = asked.get("state", "") if asked.get("state") in set(EnrolmentState) else ""
    section = number(asked.get("section"))
    known = {each.id for each in cohorts.sections(card.id)}
    return state, section if section in known else None


@bp.get("/cohorts/<int:cohort_id>/trainees")
@guard.needs(Role.ADMINISTRATOR)
def list_trainees(cohort_id: int) -> ResponseReturnValue:
    """Everybody of a cohort."""
    return _page(cohort_id)


def _page(cohort_id: int, *, form: ExportForm | None = None, error: str = "", status: int = 200) -> ResponseReturnValue:
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    state, section_id = _filter(card)
    page = render_template(
        "admin/trainee_list.html",
        cohort=card,
        rows=roster(cohort_id, on=_day_of(card), state=state, section_id=section_id),
        sections=cohorts.sections(cohort_id),
        counts=cohorts.head_counts([cohort_id]).get(cohort_id, {}),
        state=state,
        section_id=section_id,
        export_form=form or ExportForm(formdata=None),
        error=error,
    )
    return page, status


@bp.post("/cohorts/<int:cohort_id>/trainees/export")
@guard.needs(Role.ADMINISTRATOR)
def export_trainees(cohort_id: int) -> ResponseReturnValue:
    """The list as shown, as a file; on record with its reason."""
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    form = ExportForm()
    if not form.validate_on_submit():
        return _page(cohort_id, form=form, status=422)
    state, section_id = _filter(card)
    try:
        rows = services.export_roster(
            actor(),
            cohort_id=cohort_id,
            reason=form.reason.data or "",
            on=_day_of(card),
            state=state,
            section_id=section_id,
        )
    except Refused as refusal:
        return _page(cohort_id, form=form, error=why(refusal.reason), status=409)
    if form.kind.data == "csv":
        return as_download(sheets.csv_file(HEADINGS, rows), f"{card.name} 명단.csv", sheets.CSV_TYPE)
    return as_download(sheets.xlsx_file(HEADINGS, rows, sheet="명단"), f"{card.name} 명단.xlsx", sheets.XLSX_TYPE)


def as_download(data: bytes, name: str, media_type: str) -> Response:
    """An answer that a browser stores under a name in any language."""
    ending = name.rpartition(".")[2]
    response = Response(data, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=list.{ending}; filename*=UTF-8''{quote(name)}"
    return response


@bp.route("/cohorts/<int:cohort_id>/enrol", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def enrol(cohort_id: int) -> ResponseReturnValue:
    """Enrol a person: new, or known by the address."""
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    form = EnrolForm()
    form.offer([(section.id, section.name) for section in cohorts.sections(cohort_id)])
    if not form.is_submitted():
        today = clock.local_date(clock.now())
        begun = card.starts_on <= today
        form.since.data = max(today, card.starts_on)
        form.state.data = EnrolmentState.ON_COURSE if begun else EnrolmentState.ADMITTED
    error = ""
    if form.validate_on_submit():
        try:
            _enrol(card, form)
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_said(card, form), "good")
            return redirect(url_for(".list_trainees", cohort_id=cohort_id))
    status = 409 if error else 422 if form.is_submitted() else 200
    earliest = cohorts.earliest_since(card)
    page = render_template(
        "admin/enrol.html",
        cohort=card,
        form=form,
        earliest=earliest,
        since_hint=_since_hint(card, earliest),
        error=error,
    )
    return page, status


def _since_hint(card: CohortCard, earliest: date) -> str:
    day = format_date(earliest, "long")
    if earliest > card.starts_on:
        return _(
            "Presence before %(day)s is closed. Class days since the day chosen here count for this person.", day=day
        )
    return _("From %(day)s on. Class days since the day chosen here count for this person.", day=day)


def _said(card: CohortCard, form: EnrolForm) -> str:
    """That somebody is enrolled, and how many class days their presence is still missing for."""
    since, yesterday = form.since.data, clock.local_date(clock.now()) - timedelta(days=1)
    days = [each for each in cohorts.class_days(card.id, until=yesterday) if since and each.day >= since]
    if not days or form.state.data != EnrolmentState.ON_COURSE:
        return _("%(name)s is enrolled.", name=form.name.data)
    return _(
        "%(name)s is enrolled. Presence of %(n)s earlier class days is theirs now and has to be entered.",
        name=form.name.data,
        n=len(days),
    )


def _enrol(card: CohortCard, form: EnrolForm) -> None:
    cohort_services.enrol_newcomer(
        actor(),
        cohort_id=card.id,
        newcomer=NewPerson(
            name=form.name.data or "",
            email=form.email.data or "",
            phone=form.phone.data or "",
            birth_date=form.birth_date.data,
        ),
        section_id=number(form.section.data),
        state=EnrolmentState(form.state.data),
        since=form.since.data,
        invites=bool(form.invites.data),
        now=clock.now(),
    )


def _bulk_form(card: CohortCard) -> BulkForm:
    form = BulkForm()
    moves = [(f"move:{each.id}", _("Move to class %(name)s", name=each.name)) for each in cohorts.sections(card.id)]
    form.action.choices = choices([*words.STEPS.items(), *moves])
    return form


@bp.route("/cohorts/<int:cohort_id>/several", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def change_several(cohort_id: int) -> ResponseReturnValue:
    """One step for several trainees: first what would happen to whom, then all or nobody."""
    card = cohort_access.cohort_for_managing(actor(), cohort_id)
    form = _bulk_form(card)
    source = request.form if request.method == "POST" else request.args
    chosen = {found for text in source.getlist("enrolment") if (found := number(text)) is not None}
    rows = [row for row in roster(cohort_id, on=_day_of(card)) if row.enrolment_id in chosen]
    if not form.is_submitted():
        form.action.data = request.args.get("action") or form.action.data
        form.on.data = _day_of(card)
    error = "" if rows else why(WhyNot.NOBODY_CHOSEN)
    if rows and form.validate_on_submit():
        try:
            changed = _change_several(cohort_id, form, chosen)
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("%(n)s trainees were changed.", n=changed), "good")
            return redirect(url_for(".list_trainees", cohort_id=cohort_id))
    status = 200 if not form.is_submitted() else 422 if form.errors or not rows else 409
    page = render_template(
        "admin/several.html", cohort=card, form=form, rows=[(row, _hindrance(row, form)) for row in rows], error=error
    )
    return page, status


def _hindrance(row: RosterRow, form: BulkForm) -> str:
    """Why the chosen step is not possible for this trainee; empty when it is."""
    wanted = form.action.data or ""
    if wanted not in set(EnrolmentState) or row.state == wanted:
        return ""
    return why(rules.why_not_step(EnrolmentState(row.state), EnrolmentState(wanted)))


def _change_several(cohort_id: int, form: BulkForm, chosen: set[int]) -> int:
    action, day = form.action.data or "", form.on.data
    if day is None:
        raise NotFound
    if action.startswith("move:"):
        return cohort_services.move_all_to_section(
            actor(), cohort_id=cohort_id, enrolment_ids=chosen, section_id=int(action.removeprefix("move:")), on=day
        )
    return cohort_services.change_states(
        actor(),
        cohort_id=cohort_id,
        enrolment_ids=chosen,
        state=EnrolmentState(action),
        effective_on=day,
        reason=(form.reason.data or "").strip(),
        now=clock.now(),
    )
