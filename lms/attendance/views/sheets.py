"""Pages of presence."""

from __future__ import annotations

from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.accounts.types import Role
from lms.attendance import policies, queries, services
from lms.attendance.marks import SHEET
from lms.attendance.rules import DayStatus
from lms.attendance.views.blueprint import bp
from lms.attendance.views.mark_words import LABELS, SIGNS, TONES
from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import Form
from lms.core.web.identity import actor
from lms.core.web.pages import navigate

navigate(
    _l("Attendance"),
    "attendance.start",
    icon="clock",
    roles=[Role.TRAINEE, Role.INSTRUCTOR, Role.ADMINISTRATOR],
    order=40,
)


@bp.context_processor
def _words() -> dict[str, object]:
    labels = {status: str(label) for status, label in LABELS.items()}
    return {"mark_labels": labels, "mark_signs": SIGNS, "mark_tones": TONES, "sheet_marks": SHEET}


@bp.get("/")
@guard.signed_in
def start() -> ResponseReturnValue:
    """Staff choose a class; trainees see their own six months."""
    mine = cohort_queries.enrolments_of(actor().user_id or 0)
    marking = [card for card in cohort_queries.cohorts_of(actor()) if policies.may_mark(actor(), card.place)]
    if not marking and mine:
        return redirect(url_for(".show_trainee", enrolment_id=mine[0][0].id))
    today = clock.local_date(clock.now())
    return render_template("attendance/cohort_choice.html", cohorts=marking, today=today)


def _cohort(cohort_id: int) -> CohortCard:
    card = cohorts.cohort_for_member(actor(), cohort_id)
    if not policies.may_mark(actor(), card.place):
        raise NotAllowed
    return card


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


@bp.get("/<int:cohort_id>/<day>")
@guard.signed_in
def show_sheet(cohort_id: int, day: str) -> ResponseReturnValue:
    """The sheet of a class day."""
    return _sheet(cohort_id, _day(day), {})


def _sheet(
    cohort_id: int, day: date, chosen: dict[int, str], status: int = 200, error: str = ""
) -> ResponseReturnValue:
    card = _cohort(cohort_id)
    section = request.args.get("section", type=int)
    trainees = cohort_queries.trainees(cohort_id, on=day, section_id=section)
    known = {who: mark for who, (_id, mark) in queries.marks_of_day(cohort_id, day).items()}
    class_days = [each.day for each in cohort_queries.class_days(cohort_id)]
    today = clock.local_date(clock.now())
    page = render_template(
        "attendance/sheet.html",
        cohort=card,
        day=day,
        trainees=trainees,
        chosen={**known, **chosen},
        is_marked=bool(known),
        sections=cohort_queries.sections(cohort_id),
        section=section,
        is_class_day=day in class_days,
        is_past=day < today,
        before=max((each for each in class_days if each < day), default=None),
        after=min((each for each in class_days if each > day), default=None),
        form=Form(),
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/<day>")
@guard.signed_in
def mark(cohort_id: int, day: str) -> ResponseReturnValue:
    """Store the sheet of a class day, all or nothing."""
    _cohort(cohort_id)
    on = _day(day)
    chosen = _chosen()
    if chosen is None:
        abort(400)
    try:
        changed = services.mark_attendance(
            actor(),
            cohort_id=cohort_id,
            day=on,
            statuses=chosen,
            now=clock.now(),
            reason=request.form.get("reason", "")[:500],
        )
    except Refused as refusal:
        return _sheet(cohort_id, on, {who: str(mark) for who, mark in chosen.items()}, 409, why(refusal.reason))
    flash(ngettext("%(num)s mark stored.", "%(num)s marks stored.", changed), "good")
    return redirect(url_for(".show_sheet", cohort_id=cohort_id, day=day, section=request.args.get("section")))


def _chosen() -> dict[int, DayStatus] | None:
    chosen = {}
    for name, value in request.form.items():
        if not name.startswith("mark-"):
            continue
        who = name.removeprefix("mark-")
        if not who.isdecimal() or value not in set(DayStatus):
            return None
        chosen[int(who)] = DayStatus(value)
    return chosen


@bp.get("/<int:cohort_id>/report")
@guard.signed_in
def show_report(cohort_id: int) -> ResponseReturnValue:
    """Everybody's days so far, those at risk first."""
    card = _cohort(cohort_id)
    today = clock.local_date(clock.now())
    sums = queries.tallies(card, on=today)
    people = cohort_queries.trainees(cohort_id, on=min(today, card.ends_on), states=None)
    rows = [(person, sums[person.enrolment_id]) for person in people if person.enrolment_id in sums]
    rows.sort(key=lambda row: (row[1].left, row[0].name))
    unmarked = queries.unmarked_days(cohort_id, until=min(today, card.ends_on))
    return render_template("attendance/report.html", cohort=card, rows=rows, unmarked=unmarked)


@bp.get("/trainees/<int:enrolment_id>")
@guard.signed_in
def show_trainee(enrolment_id: int) -> ResponseReturnValue:
    """A trainee's own six months as a heat map."""
    enrolment, card = cohorts.enrolment_for_reading(actor(), enrolment_id)
    if enrolment.person_id != actor().user_id and not policies.may_mark(actor(), card.place):
        raise NotFound
    marks = queries.marks_of_enrolment(enrolment_id)
    days = {each.day for each in cohort_queries.class_days(card.id)}
    sums = queries.tallies(card, on=clock.local_date(clock.now()), enrolment_id=enrolment_id).get(enrolment_id)
    weeks = _weeks(card)
    person = cohort_queries.trainees(card.id, on=card.starts_on, states=None)
    name = next((each.name for each in person if each.enrolment_id == enrolment_id), "")
    return render_template(
        "attendance/trainee.html",
        cohort=card,
        weeks=weeks,
        marks=marks,
        days=days,
        sums=sums,
        name=name,
        enrolment_id=enrolment_id,
    )


def _weeks(card: CohortCard) -> list[list[date]]:
    monday = card.starts_on - timedelta(days=card.starts_on.weekday())
    weeks = []
    while monday <= card.ends_on:
        weeks.append([monday + timedelta(days=number) for number in range(5)])
        monday += timedelta(days=7)
    return weeks


@bp.get("/trainees/<int:enrolment_id>/<day>")
@guard.signed_in
def explain_day(enrolment_id: int, day: str) -> ResponseReturnValue:
    """What was marked for one day, by whom and why."""
    enrolment, card = cohorts.enrolment_for_reading(actor(), enrolment_id)
    if enrolment.person_id != actor().user_id and not policies.may_mark(actor(), card.place):
        raise NotFound
    history = queries.history_of_day(enrolment_id, _day(day))
    return render_template(
        "attendance/day_explained.html", cohort=card, day=_day(day), history=history, enrolment_id=enrolment_id
    )
