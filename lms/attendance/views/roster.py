"""A class by week and month, and who is missing on a day."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.attendance import access, queries
from lms.attendance.rules import ABSENCES
from lms.attendance.views.blueprint import bp
from lms.attendance.views.days import around, day_in, month_of, week_of
from lms.cohorts import queries as cohort_queries
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/<int:cohort_id>/week/<day>")
@guard.signed_in
def show_week(cohort_id: int, day: str) -> ResponseReturnValue:
    """A class's week, a column a day."""
    first, last = week_of(day_in(day))
    return _span(cohort_id, first, last, span="week")


@bp.get("/<int:cohort_id>/month/<day>")
@guard.signed_in
def show_month(cohort_id: int, day: str) -> ResponseReturnValue:
    """A class's calendar month, a narrow column a day."""
    first, last = month_of(day_in(day))
    return _span(cohort_id, first, last, span="month")


def _span(cohort_id: int, first: date, last: date, *, span: str) -> ResponseReturnValue:
    card = access.cohort_for_marking(actor(), cohort_id)
    section = request.args.get("section", type=int)
    days = [each.day for each in cohort_queries.class_days(cohort_id) if first <= each.day <= last]
    shown = min(max(last, card.starts_on), card.ends_on)
    marked = queries.marks_between(cohort_id, first, last)
    everybody = cohort_queries.trainees(cohort_id, on=shown, section_id=section, states=None)
    present = {each.enrolment_id for each in cohort_queries.trainees(cohort_id, on=shown)}
    return render_template(
        "attendance/class_span.html",
        cohort=card,
        span=span,
        first=first,
        last=last,
        days=days,
        rows=[each for each in everybody if each.enrolment_id in marked or each.enrolment_id in present],
        marked=marked,
        sections=cohort_queries.sections(cohort_id),
        section=section,
        before=first - timedelta(days=1) if first > card.starts_on else None,
        after=last + timedelta(days=1) if last < card.ends_on else None,
        today=clock.local_date(clock.now()),
    )


@bp.get("/<int:cohort_id>/absentees/<day>")
@guard.signed_in
def show_absentees(cohort_id: int, day: str) -> ResponseReturnValue:
    """Who was away or not marked on a day, those longest away first."""
    card = access.cohort_for_marking(actor(), cohort_id)
    on = day_in(day)
    known = queries.standing_marks_of_day(cohort_id, on)
    view = queries.outlook(card, on=on)
    people = cohort_queries.trainees(cohort_id, on=on)
    away = [
        (person, known.get(person.enrolment_id), view.ahead.get(person.enrolment_id))
        for person in people
        if person.enrolment_id not in known or known[person.enrolment_id].status in ABSENCES
    ]
    away.sort(key=lambda line: (line[1] is None, -(line[2].in_a_row if line[2] else 0), line[0].name))
    before, after = around(view.plan.days, on)
    return render_template(
        "attendance/absentees.html",
        cohort=card,
        day=on,
        away=away if on in view.plan.days else [],
        counts=view.plan.now.policy.basis,
        is_class_day=on in view.plan.days,
        present=len(people) - len(away),
        before=before,
        after=after,
        today=clock.local_date(clock.now()),
    )
