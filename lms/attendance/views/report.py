"""Everybody's days so far: searched, sorted, filtered, and exported as shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.attendance import access, printing, queries, services
from lms.attendance.rules import Basis, Foresight, Risk, Tally
from lms.attendance.views.answers import spreadsheet
from lms.attendance.views.blueprint import bp
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard, TraineeCard
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@dataclass(frozen=True, slots=True)
class Line:
    """A trainee of the report."""

    person: TraineeCard
    sums: Tally
    ahead: Foresight


ORDERS: dict[str, Callable[[Line], Any]] = {
    "left": lambda line: (line.sums.left, line.person.name),
    "name": lambda line: line.person.name,
    "rate": lambda line: (line.sums.credited / max(1, line.sums.held), line.person.name),
    "absent": lambda line: (-line.sums.missed, line.person.name),
    "late": lambda line: (-line.sums.late, line.person.name),
}


def _lines(card: CohortCard) -> list[Line]:
    """The lines that the address asks for: ``q`` in the name, a class, only those at risk, in an order."""
    today = min(clock.local_date(clock.now()), card.ends_on)
    view = queries.outlook(card, on=today)
    wanted = request.values.get("q", "").strip().lower()
    section = request.values.get("section", type=int)
    least = Risk.WATCH if request.values.get("show") == "risk" else Risk.NONE
    people = cohort_queries.trainees(card.id, on=today, section_id=section, states=None)
    lines = [
        Line(person, view.tallies[person.enrolment_id], view.ahead[person.enrolment_id])
        for person in people
        if person.enrolment_id in view.tallies and wanted in person.name.lower()
    ]
    chosen = [line for line in lines if line.ahead.risk >= least]
    return sorted(chosen, key=ORDERS.get(request.values.get("order", ""), ORDERS["left"]))


@bp.get("/<int:cohort_id>/report")
@guard.signed_in
def show_report(cohort_id: int) -> ResponseReturnValue:
    """Everybody's days so far, those at risk first."""
    return _report(access.cohort_for_marking(actor(), cohort_id))


def _report(card: CohortCard, error: str = "", status: int = 200) -> ResponseReturnValue:
    today = clock.local_date(clock.now())
    page = render_template(
        "attendance/report.html",
        cohort=card,
        lines=(lines := _lines(card)),
        counts_hours=bool(lines) and lines[0].sums.basis is Basis.HOURS,
        today=today,
        shown={name: request.values.get(name, "") for name in ("q", "section", "show", "order")},
        sections=cohort_queries.sections(card.id),
        unmarked=queries.unmarked_days(card.id, until=min(today, card.ends_on)),
        error=error,
    )
    return page, status


@bp.get("/<int:cohort_id>/risk")
@guard.signed_in
def show_risks(cohort_id: int) -> ResponseReturnValue:
    """Those who come near to missing too much, with what lies ahead of each."""
    card = access.cohort_for_marking(actor(), cohort_id)
    today = clock.local_date(clock.now())
    view = queries.outlook(card, on=min(today, card.ends_on))
    people = {each.enrolment_id: each for each in cohort_queries.trainees(cohort_id, on=min(today, card.ends_on))}
    lines = [
        Line(people[who], view.tallies[who], ahead)
        for who, ahead in view.ahead.items()
        if who in people and ahead.risk >= Risk.WATCH
    ]
    lines.sort(key=lambda line: (-line.ahead.risk, line.sums.left, -line.ahead.in_a_row, line.person.name))
    return render_template(
        "attendance/risks.html",
        cohort=card,
        lines=lines,
        policy=view.plan.now.policy,
        marked=len(view.ahead),
        today=today,
    )


@bp.post("/<int:cohort_id>/report")
@guard.signed_in
def export_report(cohort_id: int) -> ResponseReturnValue:
    """What is shown, as a spreadsheet; on record with its reason."""
    card = access.cohort_for_marking(actor(), cohort_id)
    if request.form.get("reason") is None:
        abort(400)
    lines = _lines(card)
    try:
        services.note_export(
            actor(), cohort_id=cohort_id, what="report", rows=len(lines), reason=request.form["reason"], now=clock.now()
        )
    except Refused as refusal:
        return _report(card, why(refusal.reason), 422)
    rows = [(line.person.name, line.person.section_name, line.sums, line.ahead) for line in lines]
    title = f"{card.name} 출결 현황"
    return spreadsheet(printing.report_workbook(rows, title=title), title)
