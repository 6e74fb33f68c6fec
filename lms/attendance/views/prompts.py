"""Remote prompts: sent by staff, answered by trainees, and the list of those who stayed silent."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from lms.attendance import access, queries, services
from lms.attendance.checkin.prompts import MINUTES, PromptPurpose
from lms.attendance.views.blueprint import bp
from lms.attendance.views.phone import this_phone
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

PURPOSES = {
    PromptPurpose.ARRIVAL: _l("Beginning of the day"),
    PromptPurpose.PRESENCE: _l("In between"),
    PromptPurpose.DEPARTURE: _l("End of the day"),
}


@bp.context_processor
def _prompt_words() -> dict[str, object]:
    return {"prompt_purposes": PURPOSES}


@bp.get("/<int:cohort_id>/prompts")
@guard.signed_in
def show_prompts(cohort_id: int) -> ResponseReturnValue:
    """Today's prompts of a class, who answered, and sending the next one."""
    return _page(cohort_id)


def _page(cohort_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    cohort = access.cohort_for_marking(actor(), cohort_id)
    now = clock.now()
    today = clock.local_date(now)
    events = queries.events_of_day(cohort.id, today)
    trainees = cohorts.trainees(cohort.id, on=today)
    lines = []
    for prompt in queries.prompts_of_day(cohort.id, today):
        asked = [each for each in trainees if prompt.section_id in (None, each.section_id)]
        quiet = set(services.silent_at(prompt, events, [each.enrolment_id for each in asked]))
        lines.append((prompt, [each for each in asked if each.enrolment_id in quiet], len(asked)))
    sessions = cohorts.sessions_between(cohort.id, today, today).get(today, [])
    page = render_template(
        "attendance/prompts.html",
        cohort=cohort,
        day=today,
        lines=lines,
        now=now,
        minutes=MINUTES,
        sections=cohorts.sections(cohort.id),
        remote=[session for session in sessions if session.is_remote],
        is_class_day=queries.day_standing(cohort.id, today)[0],
        events=events,
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/prompts")
@guard.signed_in
def send_prompt(cohort_id: int) -> ResponseReturnValue:
    """Ask the class."""
    access.cohort_for_marking(actor(), cohort_id)
    purpose = request.form.get("purpose", "")
    if purpose not in set(PromptPurpose):
        abort(400)
    try:
        services.send_prompt(
            actor(),
            cohort_id=cohort_id,
            purpose=PromptPurpose(purpose),
            minutes=request.form.get("minutes", 0, type=int),
            section_id=request.form.get("section", type=int),
            now=clock.now(),
        )
    except Refused as refusal:
        return _page(cohort_id, error=why(refusal.reason), status=409)
    flash(_("The prompt is on its way to everybody's start page and messages."), "good")
    return redirect(url_for(".show_prompts", cohort_id=cohort_id))


@bp.post("/prompts/<int:prompt_id>/answer")
@guard.signed_in
def answer_prompt(prompt_id: int) -> ResponseReturnValue:
    """Say that one is there."""
    recorded = services.answer_prompt(actor(), prompt_id=prompt_id, phone=this_phone(), now=clock.now())
    flash(_("Recorded. Thank you.") if recorded.is_new else _("You have answered this already."), "good")
    return redirect(url_for(".show_check_in"))


@bp.post("/prompts/<int:prompt_id>/outings")
@guard.signed_in
def book_silence(prompt_id: int) -> ResponseReturnValue:
    """Book outings for those who did not answer."""
    prompt = queries.prompt(prompt_id)
    if prompt is None:
        raise NotFound
    access.cohort_for_marking(actor(), prompt.cohort_id)
    try:
        booked = services.book_silence(
            actor(), prompt_id=prompt_id, enrolment_ids=request.form.getlist("who", type=int), now=clock.now()
        )
    except Refused as refusal:
        return _page(prompt.cohort_id, error=why(refusal.reason), status=409)
    flash(ngettext("%(num)s outing booked.", "%(num)s outings booked.", booked), "good")
    return redirect(url_for(".show_prompts", cohort_id=prompt.cohort_id))
