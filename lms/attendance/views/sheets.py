"""The class's day: choosing a class, the sheet, and saving it."""

from __future__ import annotations

import re
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.accounts.types import Role
from lms.attendance import access, marks, policies, queries, services
from lms.attendance.amounts import amount, bare, time_text
from lms.attendance.marks import SHEET
from lms.attendance.rules import DayStatus, official_label, takes_minutes
from lms.attendance.views.blueprint import bp
from lms.attendance.views.days import around, day_in
from lms.attendance.views.fact_words import fact_sentence
from lms.attendance.views.mark_words import LABELS, RISKS, SIGNS, SOURCES, TONES
from lms.cohorts import queries as cohort_queries
from lms.core import clock
from lms.core.errors import Conflict, Refused
from lms.core.web import guard
from lms.core.web.errors import why
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
    return {
        "mark_labels": {status: str(label) for status, label in LABELS.items()},
        "mark_signs": SIGNS,
        "mark_tones": TONES,
        "mark_sources": SOURCES,
        "sheet_marks": SHEET,
        "risk_words": RISKS,
        "official": lambda status: official_label(DayStatus(status)),
        "fact_sentence": fact_sentence,
        "amount": amount,
        "bare": bare,
        "time_text": time_text,
        "takes_minutes": takes_minutes,
    }


@bp.get("/")
@guard.signed_in
def start() -> ResponseReturnValue:
    """Staff choose a class; trainees see their own six months."""
    mine = cohort_queries.enrolments_of(actor().user_id or 0)
    marking = [card for card in cohort_queries.cohorts_of(actor()) if policies.may_mark(actor(), card.place)]
    if not marking and mine:
        return redirect(url_for(".show_trainee", enrolment_id=mine[0][0].id))
    today = clock.local_date(clock.now())
    return render_template(
        "attendance/cohort_choice.html",
        running=[card for card in marking if card.starts_on <= today <= card.ends_on],
        others=[card for card in marking if not card.starts_on <= today <= card.ends_on],
        today=today,
        may_write=any(policies.may_write_policy(actor(), card.place) for card in marking),
    )


@bp.get("/<int:cohort_id>/<day>")
@guard.signed_in
def show_sheet(cohort_id: int, day: str) -> ResponseReturnValue:
    """The sheet of a class day."""
    return _sheet(cohort_id, day_in(day), {})


def _sheet(
    cohort_id: int, day: date, chosen: dict[int, str], status: int = 200, error: str = ""
) -> ResponseReturnValue:
    card = access.cohort_for_marking(actor(), cohort_id)
    section = request.args.get("section", type=int)
    trainees = cohort_queries.trainees(cohort_id, on=day, section_id=section)
    known = queries.standing_marks_of_day(cohort_id, day)
    days = [each.day for each in cohort_queries.class_days(cohort_id)]
    today = clock.local_date(clock.now())
    _is_class_day, is_closed = queries.day_standing(cohort_id, day)
    before, after = around(days, day)
    page = render_template(
        "attendance/sheet.html",
        cohort=card,
        day=day,
        trainees=trainees,
        known=known,
        chosen=chosen,
        sections=cohort_queries.sections(cohort_id),
        section=section,
        closed=marks.why_not_mark(
            is_class_day=day in days, is_future=day > today, is_closed=is_closed, changes_past=False, reason=""
        ),
        is_past=day < today,
        planned=by_hours[1] if (by_hours := queries.day_by_hours(card, day)) else None,
        before=before,
        after=after,
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/<day>")
@guard.signed_in
def mark(cohort_id: int, day: str) -> ResponseReturnValue:
    """Store the sheet of a class day, all or nothing."""
    access.cohort_for_marking(actor(), cohort_id)
    on = day_in(day)
    chosen = _chosen()
    if chosen is None:
        abort(400)
    kept = {who: str(status) for who, status in chosen.items()}
    try:
        minutes = {who: hours_in(request.form[f"hours-{who}"]) for who in chosen if f"hours-{who}" in request.form}
        changed = services.mark_attendance(
            actor(),
            cohort_id=cohort_id,
            day=on,
            statuses=chosen,
            minutes=minutes,
            now=clock.now(),
            reason=request.form.get("reason", "")[:500],
        )
    except Refused as refusal:
        return _sheet(cohort_id, on, kept, 409, why(refusal.reason))
    except Conflict:
        return _sheet(cohort_id, on, kept, 409, _("Someone else marked this day meanwhile. Look again, then save."))
    flash(ngettext("%(num)s mark stored.", "%(num)s marks stored.", changed), "good")
    return redirect(url_for(".show_sheet", cohort_id=cohort_id, day=day, section=request.args.get("section")))


def hours_in(text: str) -> int | None:
    """Minutes of hours as staff write them (6, 6:30); None where nothing is written. Raises Refused."""
    if not text.strip():
        return None
    found = re.fullmatch(r"(\d{1,2})(?::([0-5]\d))?", text.strip())
    if found is None:
        raise Refused(marks.WhyNot.HOURS_UNREADABLE)
    return int(found[1]) * 60 + int(found[2] or 0)


def _chosen() -> dict[int, DayStatus] | None:
    chosen = {}
    for name, value in request.form.items():
        if not name.startswith("mark-"):
            continue
        who = name.removeprefix("mark-")
        if not who.isdecimal() or value not in SHEET:
            return None
        chosen[int(who)] = DayStatus(value)
    return chosen
