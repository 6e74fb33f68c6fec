"""The days of a cohort, and exceptions of single trainees."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotAllowed
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, conditions, policies, queries, services
from lms.courses.delivery.days import day_of
from lms.courses.views.blueprint import bp


@bp.get("/<int:course_id>/cohorts/<int:cohort_id>/days")
@guard.signed_in
def show_days(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """When each named day is in this cohort, what each named work means, who has an exception."""
    pin = access.pinned_cohort_for_staff(actor(), course_id, cohort_id)
    if not policies.may_decide_delivery(actor(), pin.cohort.place):
        raise NotAllowed
    plan, bound = queries.plan_of(course_id), queries.bindings_of(cohort_id, course_id)
    events = [
        (
            event,
            day_of(event, starts_on=pin.cohort.starts_on, class_days=bound.class_days),
            bound.decided.get(event.name),
        )
        for event in plan.events
    ]
    today = clock.local_date(clock.now())
    people = cohorts.trainees(cohort_id, on=today, states=None)
    shapes = queries.shapes_of_revision(pin.course.revision_id)
    return render_template(
        "courses/cohort_days.html",
        pin=pin,
        plan=plan,
        events=events,
        wanted=sorted({rule.work for rule in plan.rules if rule.work}),
        works=conditions.works_of(cohort_id),
        bound=bound,
        people=people,
        names={each.person_id: each.name for each in people},
        shapes=shapes,
        titles={key: shape.title for shape in shapes for key in shape.lessons},
        exceptions=queries.exceptions_of(cohort_id, course_id),
        chosen=request.args.get("person", 0, type=int),
        today=today,
    )


@bp.post("/<int:course_id>/cohorts/<int:cohort_id>/days")
@guard.signed_in
def bind_days(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """Store the days and works of this cohort."""
    plan = queries.plan_of(course_id)
    days = {
        event.name: request.form.get(f"day-{place}", None, type=date.fromisoformat)
        for place, event in enumerate(plan.events)
    }
    wanted = sorted({rule.work for rule in plan.rules if rule.work})
    works = {name: request.form.get(f"work-{place}", None, type=int) for place, name in enumerate(wanted)}
    services.bind_names(actor(), course_id=course_id, cohort_id=cohort_id, days=days, works=works)
    flash(_("The days of this cohort were saved."), "good")
    return redirect(url_for(".show_days", course_id=course_id, cohort_id=cohort_id))


@bp.post("/<int:course_id>/cohorts/<int:cohort_id>/exceptions")
@guard.signed_in
def open_for(course_id: int, cohort_id: int) -> ResponseReturnValue:
    """Open a module for one trainee."""
    now = clock.now()
    services.open_for(
        actor(),
        course_id=course_id,
        cohort_id=cohort_id,
        person_id=request.form.get("person", 0, type=int),
        module=request.form.get("module", ""),
        until=request.form.get("until", clock.local_date(now), type=date.fromisoformat),
        reason=request.form.get("reason", ""),
        now=now,
    )
    flash(_("The module is open for this trainee."), "good")
    return redirect(url_for(".show_days", course_id=course_id, cohort_id=cohort_id, _anchor="exceptions"))


@bp.post("/exceptions/<int:exception_id>/end")
@guard.signed_in
def end_exception(exception_id: int) -> ResponseReturnValue:
    """End an exception before its day."""
    row = access.exception_for_staff(actor(), exception_id)
    course_id, cohort_id = row.course_id, row.cohort_id
    services.end_exception(actor(), exception_id=exception_id, now=clock.now())
    flash(_("The exception was ended."), "good")
    return redirect(url_for(".show_days", course_id=course_id, cohort_id=cohort_id, _anchor="exceptions"))
