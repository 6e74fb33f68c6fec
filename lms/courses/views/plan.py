"""The rules of a course: which module waits for what, and whom a change would touch."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, queries, services
from lms.courses.delivery.rules import why_not_plan
from lms.courses.delivery.types import EventKind, Plan
from lms.courses.forms.plan import MOST_EVENTS, plan_from_form
from lms.courses.views.blueprint import bp

SPARE_ROWS = 2


@bp.get("/<int:course_id>/plan")
@guard.signed_in
def show_plan(course_id: int) -> ResponseReturnValue:
    """The rules of a course as they are."""
    access.course_for_editing(actor(), course_id)
    return _page(course_id, queries.plan_of(course_id))


@bp.post("/<int:course_id>/plan")
@guard.signed_in
def decide_plan(course_id: int) -> ResponseReturnValue:
    """Show whom the rules would touch; store them when that was seen and confirmed."""
    access.course_for_editing(actor(), course_id)
    plan = plan_from_form(request.form, queries.newest_shapes(course_id))
    if why_not := why_not_plan(plan, queries.newest_shapes(course_id), queries.gates_of(course_id)):
        return _page(course_id, plan, why_not=why_not), 422
    if request.form.get("confirmed") != "1":
        touched = queries.touched_by(course_id, plan, now=clock.now())
        return _page(course_id, plan, touched=touched, asks=True)
    services.decide_plan(
        actor(), course_id=course_id, plan=plan, reason=request.form.get("reason", ""), now=clock.now()
    )
    flash(_("The rules were saved. They count from now on."), "good")
    return redirect(url_for(".show_plan", course_id=course_id))


def _page(course_id: int, plan: Plan, **facts: object) -> str:
    now: datetime = clock.now()
    reader = access.reader_of(actor(), course_id, now=now)
    return render_template(
        "courses/plan_edit.html",
        course=reader.course,
        reader=reader,
        plan=plan,
        shapes=queries.newest_shapes(course_id),
        rows=min(MOST_EVENTS, len(plan.events) + SPARE_ROWS),
        quizzes=queries.gates_of(course_id),
        kinds=list(EventKind),
        history=queries.plans_of(course_id),
        **facts,
    )
