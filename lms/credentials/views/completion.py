"""Settling a cohort, its list, and how a decision came about."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.accounts import queries as people
from lms.accounts.types import Place, Role
from lms.attendance import queries as attendance
from lms.attendance.amounts import bare
from lms.attendance.rules import Basis
from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.sheets import CSV_TYPE, XLSX_TYPE
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.pages import navigate
from lms.credentials import exporting, policies, queries, rules, services
from lms.credentials.forms import ExportForm
from lms.credentials.types import CompletionRow
from lms.credentials.views.blueprint import bp
from lms.credentials.views.words import sentences

navigate(_l("Completion"), "credentials.list_cohorts", icon="award", roles=[Role.ADMINISTRATOR], order=60)


@bp.get("/")
@guard.needs(Role.ADMINISTRATOR)
def list_cohorts() -> ResponseReturnValue:
    """Cohorts whose completion this person settles."""
    mine = [card for card in cohort_queries.cohorts_of(actor()) if policies.may_settle(actor(), card.place)]
    centres = [each for each in cohort_queries.centres() if policies.may_settle(actor(), Place(each.id))]
    counts = cohort_queries.head_counts([card.id for card in mine])
    today = clock.local_date(clock.now())
    return render_template("credentials/cohort_list.html", cohorts=mine, counts=counts, today=today, centres=centres)


def _cohort(cohort_id: int) -> CohortCard:
    card = cohorts.cohort_for_member(actor(), cohort_id)
    if not policies.may_settle(actor(), card.place):
        raise NotAllowed
    return card


@bp.get("/<int:cohort_id>")
@guard.signed_in
def show_cohort(cohort_id: int) -> ResponseReturnValue:
    """The completion list of a cohort, and what can be done with it."""
    return _page(_cohort(cohort_id), ExportForm(formdata=None))


def _page(card: CohortCard, form: ExportForm, status: int = 200, error: str = "") -> ResponseReturnValue:
    today = clock.local_date(clock.now())
    unmarked = attendance.unmarked_days(card.id, until=card.ends_on) if today > card.ends_on else []
    decisions = queries.standing_decisions(card.id)
    rows = queries.completion_rows(card, on=today, decisions=decisions)
    basis = queries.basis_of(card, decisions)
    page = render_template(
        "credentials/cohort_show.html",
        cohort=card,
        rows=_chosen(rows),
        counts=Counter(row.verdict for row in rows),
        is_settled=any(row.verdict for row in rows),
        settled_by=sentences(basis.share, basis.terms.terms, basis=basis.policy.policy.basis),
        counts_hours=basis.policy.policy.basis is Basis.HOURS,
        bare=bare,
        closed=rules.why_not_settle(ends_on=card.ends_on, today=today, unmarked=unmarked),
        sealed=queries.sealed_lists(card.id),
        form=form,
        error=error,
    )
    return page, status


def _chosen(rows: list[CompletionRow]) -> list[CompletionRow]:
    """The lines that the page's search (``q``, ``verdict``, ``sort``) lets through; the export always has all."""
    words, verdict = request.args.get("q", "").casefold().split(), request.args.get("verdict", "")
    found = [row for row in rows if all(word in row.name.casefold() for word in words)]
    if verdict:
        found = [row for row in found if row.verdict == verdict]
    if request.args.get("sort") == "rate":
        found.sort(key=lambda row: row.credited / row.scheduled if row.scheduled else 0.0)
    return found


@bp.post("/<int:cohort_id>/settle")
@guard.signed_in
def settle(cohort_id: int) -> ResponseReturnValue:
    """Decide on everybody."""
    card = _cohort(cohort_id)
    try:
        changed = services.settle_completion(actor(), cohort_id=cohort_id, now=clock.now())
    except Refused as refusal:
        return _page(card, ExportForm(formdata=None), 409, why(refusal.reason))
    flash(_("%(n)s decisions changed.", n=changed), "good")
    return redirect(url_for(".show_cohort", cohort_id=cohort_id))


@bp.post("/<int:cohort_id>/export")
@guard.signed_in
def export(cohort_id: int) -> ResponseReturnValue:
    """The list as a file; on record with its reason."""
    card = _cohort(cohort_id)
    form = ExportForm()
    if not form.validate_on_submit():
        return _page(card, form, 422)
    try:
        rows, digest = services.export_list(
            actor(), cohort_id=cohort_id, reason=form.reason.data or "", now=clock.now()
        )
    except Refused as refusal:
        return _page(card, form, 409, why(refusal.reason))
    if form.kind.data == "csv":
        return _file(exporting.csv_bytes(rows), card, "csv", CSV_TYPE, digest)
    sheet = exporting.xlsx_bytes(rows, title=f"{card.name} 수료자 명단")
    return _file(sheet, card, "xlsx", XLSX_TYPE, digest)


def _file(data: bytes, card: CohortCard, ending: str, media_type: str, digest: str) -> Response:
    name = quote(f"{card.name} 수료자 명단.{ending}")
    response = Response(data, mimetype=media_type.split(";", maxsplit=1)[0], content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=completion.{ending}; filename*=UTF-8''{name}"
    response.headers["X-List-Digest"] = digest
    return response


@bp.get("/enrolments/<int:enrolment_id>")
@guard.signed_in
def explain(enrolment_id: int) -> ResponseReturnValue:
    """Why it was decided so, with the numbers; for the trainee and those who settle."""
    enrolment, card = cohorts.enrolment_for_reading(actor(), enrolment_id)
    if enrolment.person_id != actor().user_id and not policies.may_settle(actor(), card.place):
        raise NotFound
    decisions = queries.decisions_of_enrolment(enrolment_id)
    person = people.card(enrolment.person_id)
    url = url_for(".show_cohort", cohort_id=card.id)
    crumbs = (
        [(_("Completion of %(cohort)s", cohort=card.name), url)] if policies.may_settle(actor(), card.place) else []
    )
    name = person.name if person else ""
    return render_template(
        "credentials/decision_explained.html", cohort=card, decisions=decisions, name=name, crumbs=crumbs
    )
