"""Unit periods: their sheets, closing them, what they pay, and corrections that wait for a second person."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.attendance import access, marks, policies, printing, queries, services
from lms.attendance.queries import ClosedUnit, CoursePlan
from lms.attendance.sheets import UnitSheet
from lms.attendance.views.answers import document, spreadsheet
from lms.attendance.views.blueprint import bp
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit as a page shows it: the sheet as it stands or as it was closed."""

    card: CohortCard
    plan: CoursePlan
    sheet: UnitSheet
    closed: ClosedUnit | None


def _unit(cohort_id: int, number: int) -> UnitPage:
    card = access.cohort_for_marking(actor(), cohort_id)
    plan = queries.course_plan(card, on=clock.local_date(clock.now()))
    unit = next((each for each in plan.units if each.number == number), None)
    if unit is None:
        raise NotFound
    sheet = queries.closed_sheet(cohort_id, number)
    closed = queries.closed_units(cohort_id).get(number) if sheet else None
    return UnitPage(card, plan, sheet or queries.live_sheet(card, plan, unit), closed)


@bp.get("/<int:cohort_id>/units")
@guard.signed_in
def list_units(cohort_id: int) -> ResponseReturnValue:
    """Every unit period with its state, and corrections of closed ones."""
    return _list(cohort_id)


def _list(cohort_id: int, error: str = "", status: int = 200) -> ResponseReturnValue:
    card = access.cohort_for_marking(actor(), cohort_id)
    today = clock.local_date(clock.now())
    plan = queries.course_plan(card, on=today)
    closed = queries.closed_units(cohort_id)
    unmarked = queries.unmarked_days(cohort_id, until=min(today, card.ends_on))
    page = render_template(
        "attendance/units.html",
        cohort=card,
        plan=plan,
        closed=closed,
        next_number=next((unit.number for unit in plan.units if unit.number not in closed), None),
        unmarked={unit.number: sum(unit.first <= day <= unit.last for day in unmarked) for unit in plan.units},
        proposals=queries.proposals(cohort_id),
        me=actor().user_id,
        today=today,
        error=error,
    )
    return page, status


@bp.get("/<int:cohort_id>/units/<int:number>")
@guard.signed_in
def show_unit(cohort_id: int, number: int) -> ResponseReturnValue:
    """The sheet of a unit period."""
    return _show(_unit(cohort_id, number))


def _show(page: UnitPage, error: str = "", status: int = 200) -> ResponseReturnValue:
    today = clock.local_date(clock.now())
    all_closed = queries.closed_units(page.card.id)
    proposals = [each for each in queries.proposals(page.card.id) if page.sheet.first <= each.day <= page.sheet.last]
    shown = render_template(
        "attendance/unit_sheet.html",
        cohort=page.card,
        sheet=page.sheet,
        closed_by=page.closed,
        proposals=proposals,
        may_close=policies.may_close(actor(), page.card.place),
        why_not_close=marks.why_not_close(
            has_ended=today > page.sheet.last,
            unmarked=page.sheet.unmarked > 0,
            earlier_open=any(number not in all_closed for number in range(1, page.sheet.number)),
            is_closed=page.closed is not None,
        ),
        units=page.plan.units,
        today=today,
        error=error,
    )
    return shown, status


@bp.post("/<int:cohort_id>/units/<int:number>/close")
@guard.signed_in
def close_unit(cohort_id: int, number: int) -> ResponseReturnValue:
    """Close a unit period for good."""
    page = _unit(cohort_id, number)
    try:
        services.close_unit(actor(), cohort_id=cohort_id, number=number, now=clock.now())
    except Refused as refusal:
        return _show(page, why(refusal.reason), 409)
    flash(_("Closed. From now on a correction takes a reason and a second person."), "good")
    return redirect(url_for(".show_unit", cohort_id=cohort_id, number=number))


@bp.post("/<int:cohort_id>/units/<int:number>/export")
@guard.signed_in
def export_unit(cohort_id: int, number: int) -> ResponseReturnValue:
    """The sheet or the allowance list as a file; on record with its reason."""
    page = _unit(cohort_id, number)
    kind = request.form.get("kind", "")
    if kind not in ("xlsx", "pdf", "allowance"):
        abort(400)
    try:
        services.note_export(
            actor(),
            cohort_id=cohort_id,
            what=f"unit {number} {kind}",
            rows=len(page.sheet.rows),
            reason=request.form.get("reason", ""),
            now=clock.now(),
        )
    except Refused as refusal:
        return _show(page, why(refusal.reason), 422)
    digest = page.closed.digest if page.closed else ""
    title = f"{page.card.name} {number}차 단위기간"
    if kind == "pdf":
        return document(printing.unit_document(page.sheet, digest=digest), f"{title} 출석부")
    if kind == "xlsx":
        return spreadsheet(printing.unit_workbook(page.sheet, digest=digest), f"{title} 출석부")
    return spreadsheet(printing.allowance_workbook(page.sheet), f"{title} 훈련장려금")


@bp.get("/<int:cohort_id>/units/<int:number>/allowance")
@guard.signed_in
def show_allowance(cohort_id: int, number: int) -> ResponseReturnValue:
    """What a unit period pays to whom, and why not."""
    page = _unit(cohort_id, number)
    return render_template(
        "attendance/allowance.html",
        cohort=page.card,
        sheet=page.sheet,
        closed_by=page.closed,
        total=sum(row.won for row in page.sheet.rows),
        due=sum(row.is_due for row in page.sheet.rows),
        has_ended=clock.local_date(clock.now()) > page.sheet.last,
    )


@bp.post("/corrections/<int:proposal_id>")
@guard.signed_in
def decide_correction(proposal_id: int) -> ResponseReturnValue:
    """Confirm or decline a correction that someone else proposed."""
    asked = access.proposal_for_deciding(actor(), proposal_id)
    cohort_id = asked.cohort_id
    verdict = request.form.get("verdict", "")
    if verdict not in ("confirm", "decline"):
        abort(400)
    try:
        services.decide_correction(
            actor(),
            proposal_id=proposal_id,
            confirms=verdict == "confirm",
            answer=request.form.get("answer", "")[:500],
            now=clock.now(),
        )
    except Refused as refusal:
        return _list(cohort_id, why(refusal.reason), 409)
    except Conflict:
        return _list(cohort_id, _("This day was corrected otherwise meanwhile. Decline this proposal."), 409)
    flash(_("Confirmed: the new mark counts.") if verdict == "confirm" else _("Declined: nothing changed."), "good")
    return redirect(url_for(".list_units", cohort_id=cohort_id))
