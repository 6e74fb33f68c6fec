"""A trainee's own six months, and each day explained."""

from __future__ import annotations

from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as people
from lms.attendance import marks, policies, queries, services
from lms.attendance.marks import SHEET
from lms.attendance.rules import DayStatus, minutes_worth
from lms.attendance.views.blueprint import bp
from lms.attendance.views.days import day_in
from lms.attendance.views.policy_words import lines_about_days, lines_about_months
from lms.cohorts import access as cohorts
from lms.cohorts.models import Enrolment
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _enrolment(enrolment_id: int) -> tuple[Enrolment, CohortCard, bool]:
    """The enrolment, its cohort, and whether the reader is staff; for the trainee and for those who mark."""
    enrolment, card = cohorts.enrolment_for_reading(actor(), enrolment_id)
    is_staff = policies.may_mark(actor(), card.place)
    if enrolment.person_id != actor().user_id and not is_staff:
        raise NotFound
    return enrolment, card, is_staff


@bp.get("/trainees/<int:enrolment_id>")
@guard.signed_in
def show_trainee(enrolment_id: int) -> ResponseReturnValue:
    """A trainee's six months as a heat map, with what may still be missed."""
    enrolment, card, is_staff = _enrolment(enrolment_id)
    today = clock.local_date(clock.now())
    view = queries.outlook_of(card, enrolment_id, on=min(today, card.ends_on))
    person = people.card(enrolment.person_id)
    return render_template(
        "attendance/trainee.html",
        cohort=card,
        weeks=_weeks(card, view.plan.days),
        marks=view.marks,
        days=set(view.plan.days),
        plan=view.plan,
        sums=view.tally,
        ahead=view.ahead,
        words=lines_about_months(view.plan.now.policy),
        name=person.name if person else "",
        enrolment_id=enrolment_id,
        is_staff=is_staff,
        today=today,
    )


def _weeks(card: CohortCard, days: object) -> list[list[date]]:
    """Weeks from Monday; with weekends only where there is class on one."""
    class_days = set(days) if isinstance(days, list | tuple) else set()
    width = 7 if any(day.weekday() > 4 for day in class_days) else 5
    monday = card.starts_on - timedelta(days=card.starts_on.weekday())
    weeks = []
    while monday <= card.ends_on:
        weeks.append([monday + timedelta(days=number) for number in range(width)])
        monday += timedelta(days=7)
    return weeks


@bp.get("/trainees/<int:enrolment_id>/<day>")
@guard.signed_in
def explain_day(enrolment_id: int, day: str) -> ResponseReturnValue:
    """What a day is, the facts it rests on, the policy's words, and everything that was ever marked."""
    return _day(enrolment_id, day_in(day))


def _day(enrolment_id: int, day: date, error: str = "", status: int = 200) -> ResponseReturnValue:
    enrolment, card, is_staff = _enrolment(enrolment_id)
    current = queries.terms_for(card, on=day)
    hours = queries.hours_of_days(card.id, [day], ordinary=current.policy.hours)
    _is_class_day, is_closed = queries.day_standing(card.id, day)
    history = queries.history_of_day(enrolment_id, day)
    events = queries.events_of_enrolment(enrolment_id, since=day, until=day).get(day, [])
    person = people.card(enrolment.person_id)
    standing = history[-1] if history else None
    by_hours = queries.day_by_hours(card, day)
    policy, planned = by_hours or (current.policy, None)
    worth = None
    if standing is not None and planned is not None:
        worth = minutes_worth(policy, DayStatus(standing.status), standing.minutes, planned=planned)
    page = render_template(
        "attendance/day_explained.html",
        cohort=card,
        day=day,
        name=person.name if person else "",
        history=history,
        standing=standing,
        planned=planned,
        worth=worth,
        events=events,
        hours=hours.get(day),
        words=lines_about_days(policy),
        policy=current,
        names=people.cards([row.actor_id for row in history if row.actor_id]),
        is_staff=is_staff,
        is_closed=is_closed,
        closed=None if is_closed else marks.WhyNot.UNIT_OPEN,
        enrolment_id=enrolment_id,
        error=error,
    )
    return page, status


@bp.post("/trainees/<int:enrolment_id>/<day>/correction")
@guard.signed_in
def propose_correction(enrolment_id: int, day: str) -> ResponseReturnValue:
    """Propose another mark for a day of a closed unit period."""
    _found, card, is_staff = _enrolment(enrolment_id)
    if not is_staff:
        raise NotFound
    status = request.form.get("status", "")
    if status not in SHEET:
        abort(400)
    try:
        services.propose_correction(
            actor(),
            enrolment_id=enrolment_id,
            day=day_in(day),
            status=DayStatus(status),
            reason=request.form.get("reason", "")[:500],
            now=clock.now(),
        )
    except Refused as refusal:
        return _day(enrolment_id, day_in(day), why(refusal.reason), 409)
    flash(_("Proposed. Someone else has to confirm it before anything changes."), "good")
    return redirect(url_for(".list_units", cohort_id=card.id))
