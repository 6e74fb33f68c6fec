"""The sessions of a class day: what is taught when, where, by whom, in a room or from afar."""

from __future__ import annotations

from datetime import date, time

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, DateField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from lms.cohorts import access, queries, services
from lms.cohorts.models import ClassSession
from lms.cohorts.rules import SessionDraft
from lms.cohorts.types import CohortCard
from lms.cohorts.views.blueprint import bp
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import Form, SelectChoice
from lms.core.web.identity import actor


class SessionForm(Form):
    """A session of a day."""

    starts = TimeField(_l("Session starts"), validators=[InputRequired(_l("Give a time as 09:00."))])
    ends = TimeField(_l("Session ends"), validators=[InputRequired(_l("Give a time as 09:00."))])
    title = StringField(
        _l("Subject"), validators=[InputRequired(_l("Say what the session is about.")), Length(max=120)]
    )
    section = SelectField(_l("Class"))
    is_remote = BooleanField(_l("Remote: people take part from home"))
    room = StringField(_l("Room or channel"), validators=[Length(max=40)])
    teacher = StringField(_l("Who teaches"), validators=[Length(max=80)])
    repeat_until = DateField(_l("Every week until"), validators=[Optional()])

    def of_cohort(self, cohort_id: int) -> SessionForm:
        """Offer the classes of a cohort."""
        own = [SelectChoice(str(each.id), each.name) for each in queries.sections(cohort_id)]
        self.section.choices = [SelectChoice("", str(_("Whole cohort"))), *own]
        return self

    def draft(self) -> SessionDraft:
        """The session as values. The form was found whole before."""
        section = int(self.section.data) if self.section.data else None
        return SessionDraft(
            self.starts.data or time(0),
            self.ends.data or time(0),
            self.title.data or "",
            self.room.data or "",
            self.teacher.data or "",
            is_remote=bool(self.is_remote.data),
            section_id=section,
        )


def _day(cohort: CohortCard, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if not cohort.starts_on <= day <= cohort.ends_on:
        raise NotFound
    return day


def _page(
    cohort: CohortCard,
    day: date,
    form: SessionForm,
    *,
    session: ClassSession | None = None,
    error: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "cohorts/calendar_sessions.html",
        cohort=cohort,
        day=day,
        form=form,
        session=session,
        sessions=queries.sessions_between(cohort.id, day, day).get(day, []),
        section_names={each.id: each.name for each in queries.sections(cohort.id)},
        error=error,
    )
    return page, status


@bp.get("/<int:cohort_id>/days/<day>/sessions")
@guard.signed_in
def show_sessions(cohort_id: int, day: str) -> ResponseReturnValue:
    """The sessions of a day, and the form of another one."""
    cohort = access.cohort_for_planning(actor(), cohort_id)
    return _page(cohort, _day(cohort, day), SessionForm(formdata=None).of_cohort(cohort.id))


@bp.post("/<int:cohort_id>/days/<day>/sessions")
@guard.signed_in
def plan_session(cohort_id: int, day: str) -> ResponseReturnValue:
    """Store a session."""
    cohort = access.cohort_for_planning(actor(), cohort_id)
    on = _day(cohort, day)
    form = SessionForm().of_cohort(cohort.id)
    if not form.validate_on_submit():
        return _page(cohort, on, form, status=422)
    try:
        count = services.plan_sessions(
            actor(), cohort_id=cohort.id, day=on, draft=form.draft(), repeat_until=form.repeat_until.data
        )
    except Refused as refusal:
        return _page(cohort, on, form, error=why(refusal.reason), status=409)
    flash(ngettext("%(num)s session stored.", "%(num)s sessions stored.", count), "good")
    return redirect(url_for(".show_sessions", cohort_id=cohort.id, day=day))


@bp.get("/sessions/<int:session_id>")
@guard.signed_in
def show_session(session_id: int) -> ResponseReturnValue:
    """One session, to be changed."""
    session, cohort = access.session_for_planning(actor(), session_id)
    form = SessionForm(formdata=None, obj=session).of_cohort(cohort.id)
    form.section.data = str(session.section_id or "")
    return _page(cohort, session.day, form, session=session)


@bp.post("/sessions/<int:session_id>")
@guard.signed_in
def change_session(session_id: int) -> ResponseReturnValue:
    """Store what was changed."""
    session, cohort = access.session_for_planning(actor(), session_id)
    day = session.day
    form = SessionForm().of_cohort(cohort.id)
    if not form.validate_on_submit():
        return _page(cohort, day, form, session=session, status=422)
    try:
        services.change_session(actor(), session_id=session_id, draft=form.draft())
    except Refused as refusal:
        session, cohort = access.session_for_planning(actor(), session_id)
        return _page(cohort, day, form, session=session, error=why(refusal.reason), status=409)
    flash(_("The session is changed."), "good")
    return redirect(url_for(".show_sessions", cohort_id=cohort.id, day=day.isoformat()))


@bp.post("/sessions/<int:session_id>/remove")
@guard.signed_in
def remove_session(session_id: int) -> ResponseReturnValue:
    """Take a session off its day."""
    cohort_id, day = services.remove_session(actor(), session_id=session_id)
    flash(_("The session is removed."), "good")
    return redirect(url_for(".show_sessions", cohort_id=cohort_id, day=day.isoformat()))
