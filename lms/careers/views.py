"""Pages of outcomes, cases and preparation sessions."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from lms.accounts import queries as people
from lms.accounts.types import Role
from lms.careers import access, policies, queries, services
from lms.careers.types import OutcomeKind, SessionKind
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.forms import Form, SelectChoice
from lms.core.web.identity import actor
from lms.core.web.pages import navigate

bp = Blueprint("careers", __name__, url_prefix="/careers", template_folder="templates")
BLUEPRINTS = (bp,)
OUTCOMES = {
    OutcomeKind.EMPLOYED: _l("employed"),
    OutcomeKind.SELF_EMPLOYED: _l("started a business"),
    OutcomeKind.FURTHER_STUDY: _l("further study"),
    OutcomeKind.ENLISTED: _l("military service"),
    OutcomeKind.UNABLE: _l("unable to work"),
    OutcomeKind.SEEKING: _l("still looking"),
}
SESSIONS = {
    SessionKind.LETTER_CLINIC: _l("cover-letter clinic"),
    SessionKind.PORTFOLIO_REVISION: _l("portfolio revision"),
    SessionKind.MOCK_INTERVIEW: _l("mock interview"),
    SessionKind.LECTURE: _l("lecture"),
}
navigate(_l("Sessions"), "careers.list_sessions", icon="calendar", roles=[Role.TRAINEE, Role.MENTOR], order=55)
navigate(_l("Placement"), "careers.show_placement", icon="chart", roles=[Role.MENTOR, Role.ADMINISTRATOR], order=70)


class OutcomeForm(Form):
    """What became of a graduate."""

    kind = SelectField(
        _l("What became of them"), choices=[SelectChoice(kind.value, label) for kind, label in OUTCOMES.items()]
    )
    effective_on = DateField(_l("Since"), [InputRequired(_l("Enter a day."))])
    employer = StringField(_l("Company"), [Length(max=120)])
    evidence = StringField(_l("Evidence"), [Length(max=60)])


class SessionForm(Form):
    """A new preparation session."""

    kind = SelectField(_l("Kind"), choices=[SelectChoice(kind.value, label) for kind, label in SESSIONS.items()])
    title = StringField(_l("Title"), [DataRequired(_l("Enter a title.")), Length(max=120)])
    room = StringField(_l("Room"), [Length(max=60)])
    starts_at = DateTimeLocalField(_l("Begins"), [InputRequired(_l("Enter a day and a time."))])
    ends_at = DateTimeLocalField(_l("Ends"), [InputRequired(_l("Enter a day and a time."))])
    capacity = IntegerField(_l("Seats"), [NumberRange(min=1, max=200)], default=1)


@bp.context_processor
def _words() -> dict[str, object]:
    return {"outcome_labels": OUTCOMES, "session_labels": SESSIONS}


def _followed() -> list[CohortCard]:
    return [card for card in cohorts.cohorts_of(actor()) if policies.may_follow_up(actor(), card.place)]


@bp.get("/sessions")
@guard.signed_in
def list_sessions() -> ResponseReturnValue:
    """Preparation sessions to come, with one's own bookings."""
    centres = {card.centre_id for card in cohorts.cohorts_of(actor())}
    me, kind = actor().user_id or 0, request.args.get("kind", "")
    every = queries.sessions(centres, since=clock.now(), person_id=me)
    return render_template(
        "careers/session_list.html",
        sessions=[each for each in every if kind in ("", each.kind)],
        has_any=bool(every),
        kind=kind,
        case=queries.case_of(me),
        may_offer=bool(_followed()),
    )


@bp.post("/sessions/<int:session_id>/book")
@guard.signed_in
def book(session_id: int) -> ResponseReturnValue:
    """Take a seat."""
    services.book_session(actor(), session_id=session_id, now=clock.now())
    flash(_("Your seat is booked. An invitation for your calendar is on its way."), "good")
    return redirect(url_for(".list_sessions"))


@bp.post("/sessions/<int:session_id>/cancel")
@guard.signed_in
def cancel(session_id: int) -> ResponseReturnValue:
    """Give a seat back."""
    services.cancel_booking(actor(), session_id=session_id, now=clock.now())
    flash(_("Your seat is free again."), "good")
    return redirect(url_for(".list_sessions"))


@bp.route("/sessions/new", methods=["GET", "POST"])
@guard.needs(Role.MENTOR, Role.ADMINISTRATOR)
def new_session() -> ResponseReturnValue:
    """Offer a session."""
    followed = _followed()
    if not followed:
        raise NotFound
    form = SessionForm()
    if form.validate_on_submit():
        title = form.title.data or ""
        services.offer_session(
            actor(),
            centre_id=followed[0].centre_id,
            mentor_id=actor().user_id or 0,
            kind=SessionKind(form.kind.data),
            title={"ko": title, "en": title},
            starts_at=_at_centre(form.starts_at.data),
            ends_at=_at_centre(form.ends_at.data),
            capacity=form.capacity.data or 1,
            room=form.room.data or "",
        )
        flash(_("The session is open for booking."), "good")
        return redirect(url_for(".list_sessions"))
    return render_template("careers/session_new.html", form=form), 422 if form.is_submitted() else 200


def _at_centre(value: datetime | None) -> datetime:
    zone = ZoneInfo(current_app.config["LMS_SETTINGS"].timezone)
    return (value or clock.now()).replace(tzinfo=zone)


@bp.get("/placement")
@guard.needs(Role.MENTOR, Role.ADMINISTRATOR)
def show_placement() -> ResponseReturnValue:
    """Cohorts that are over with both rates, and the open cases."""
    now = clock.now()
    ended = [card for card in _followed() if card.ends_on < clock.local_date(now)]
    rows = [(card, queries.placement(card.id)) for card in ended]
    cases = queries.open_cases([card.id for card in ended], now=now)
    names = {card.id: card.name for card in ended}
    words, cohort = request.args.get("q", "").casefold().split(), request.args.get("cohort", type=int)
    chosen = [
        each
        for each in cases
        if cohort in (None, each.cohort_id) and all(word in each.name.casefold() for word in words)
    ]
    return render_template(
        "careers/placement.html", rows=rows, cases=chosen, has_cases=bool(cases), names=names, now=now
    )


@bp.route("/cases/<int:case_id>", methods=["GET", "POST"])
@guard.signed_in
def show_case(case_id: int) -> ResponseReturnValue:
    """A graduate's case: sessions so far, and what became of them."""
    case = access.case_for_follow_up(actor(), case_id)
    form = OutcomeForm()
    if form.validate_on_submit() and form.effective_on.data:
        services.record_outcome(
            actor(),
            enrolment_id=case.enrolment_id,
            kind=OutcomeKind(form.kind.data),
            effective_on=form.effective_on.data,
            employer=form.employer.data or "",
            evidence=form.evidence.data or "",
            now=clock.now(),
        )
        flash(_("Recorded. If a job was found, the case is closed and future seats are free again."), "good")
        return redirect(url_for(".show_placement"))
    page = render_template(
        "careers/case_show.html",
        case=case,
        person=people.card(case.person_id),
        bookings=queries.bookings_of_case(case_id),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200
