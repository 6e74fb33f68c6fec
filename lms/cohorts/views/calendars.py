"""A cohort's calendar, month by month, and what an administrator decides about a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from lms.accounts.types import Role
from lms.cohorts import access, holding, policies, queries, services
from lms.cohorts.models import CalendarDay
from lms.cohorts.rules import Hours
from lms.cohorts.types import CohortCard, DayKind
from lms.cohorts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import CODES
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import Form, SelectChoice
from lms.core.web.identity import actor
from lms.core.web.pages import navigate

KINDS = {
    DayKind.CLASS: _l("class day"),
    DayKind.HOLIDAY: _l("public holiday"),
    DayKind.CENTRE_OFF: _l("centre closed"),
    DayKind.MAKE_UP: _l("make-up class"),
}
WEEKDAYS = (_l("Mon"), _l("Tue"), _l("Wed"), _l("Thu"), _l("Fri"), _l("Sat"), _l("Sun"))
navigate(_l("Calendar"), "cohorts.start_calendar", icon="calendar", roles=list(Role), order=35)


class DayForm(Form):
    """What a day is, what it is called, and why it was decided."""

    kind = SelectField(_l("This day is"), choices=[SelectChoice(str(kind), label) for kind, label in KINDS.items()])
    label_ko = StringField(_l("Name in Korean"), validators=[Length(max=80)])
    label_en = StringField(_l("Name in English"), validators=[Length(max=80)])
    starts = TimeField(_l("Class begins"), validators=[Optional()])
    ends = TimeField(_l("Class ends"), validators=[Optional()])
    breaks = StringField(_l("Breaks"), validators=[Length(max=120)])
    reason = StringField(_l("Why"), validators=[InputRequired(_l("Say in a few words why.")), Length(max=500)])

    def validate_breaks(self, field: StringField) -> None:
        """Pairs of times such as 12:00-13:00."""
        if field.data and breaks_in(field.data) is None:
            raise ValidationError(_("Write breaks as 12:00-13:00, several with a comma between them."))

    def hours(self) -> Hours | None:
        """The hours that were typed; None where the times are left empty."""
        if self.starts.data is None or self.ends.data is None:
            return None
        return Hours(self.starts.data, self.ends.data, breaks_in(self.breaks.data or "") or ())

    def show(self, stored: CalendarDay) -> None:
        """Fill in what is stored."""
        self.kind.data = stored.kind
        self.label_ko.data, self.label_en.data = ((stored.label or {}).get(code, "") for code in CODES)
        self.starts.data, self.ends.data = stored.starts, stored.ends
        self.breaks.data = ", ".join(f"{pair[0]}-{pair[1]}" for pair in stored.breaks or [])


def breaks_in(text: str) -> tuple[tuple[str, str], ...] | None:
    """Breaks as pairs of times; None when the text is none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found = [re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–~]\s*([01]\d|2[0-3]):([0-5]\d)", part) for part in parts]
    matches = [match.groups() for match in found if match]
    if len(matches) != len(parts):
        return None
    return tuple((f"{a}:{b}", f"{c}:{d}") for a, b, c, d in matches)


@bp.context_processor
def _words() -> dict[str, object]:
    return {"day_kinds": KINDS, "weekdays": WEEKDAYS}


@bp.get("/")
@guard.signed_in
def start_calendar() -> ResponseReturnValue:
    """One's cohort's calendar; with several, the one that runs and began last."""
    cards = queries.cohorts_of(actor())
    today = clock.local_date(clock.now())
    running = [card for card in cards if card.starts_on <= today <= card.ends_on] or cards
    if not running:
        return render_template("cohorts/calendar_none.html")
    return redirect(url_for(".show_calendar", cohort_id=running[0].id))


@bp.get("/<int:cohort_id>")
@guard.signed_in
def show_calendar(cohort_id: int) -> ResponseReturnValue:
    """A month of a cohort."""
    cohort = access.cohort_for_member(actor(), cohort_id)
    today = clock.local_date(clock.now())
    first = _month(cohort, request.args.get("month", ""), today)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    return render_template(
        "cohorts/calendar_month.html",
        cohort=cohort,
        cohorts=queries.cohorts_of(actor()),
        first=first,
        days=list(_days(first, last)),
        stored=queries.calendar_between(cohort.id, first, last),
        sessions=queries.sessions_between(cohort.id, first, last),
        today=today,
        before=before if before >= cohort.starts_on else None,
        after=after if after <= cohort.ends_on else None,
        plans=policies.may_plan_sessions(actor(), cohort.place),
        section_names={each.id: each.name for each in queries.sections(cohort.id)},
        manages=policies.may_manage_cohort(actor(), cohort.place),
        has_feed=queries.has_feed(actor().user_id or 0),
    )


def _month(cohort: CohortCard, text: str, today: date) -> date:
    try:
        wanted = date.fromisoformat(f"{text}-01") if text else today
    except ValueError:
        raise NotFound from None
    return min(max(wanted, cohort.starts_on), cohort.ends_on).replace(day=1)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


@bp.get("/<int:cohort_id>/days/<day>")
@guard.signed_in
def show_day(cohort_id: int, day: str) -> ResponseReturnValue:
    """Decide what a day is."""
    cohort = access.cohort_for_managing(actor(), cohort_id)
    on = _day(cohort, day)
    form = DayForm(formdata=None)
    if (stored := queries.day_of(cohort.id, on)) is not None:
        form.show(stored)
    return _day_page(cohort, on, form)


def _day_page(
    cohort: CohortCard, on: date, form: DayForm, *, error: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "cohorts/calendar_day.html",
        cohort=cohort,
        day=on,
        stored=queries.day_of(cohort.id, on),
        held=holding.why_held(cohort.id, [on]),
        form=form,
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/days/<day>")
@guard.signed_in
def decide_day(cohort_id: int, day: str) -> ResponseReturnValue:
    """Store what a day is, with the reason."""
    cohort = access.cohort_for_managing(actor(), cohort_id)
    on = _day(cohort, day)
    form = DayForm()
    if not form.validate_on_submit():
        return _day_page(cohort, on, form, status=422)
    typed = {"ko": (form.label_ko.data or "").strip(), "en": (form.label_en.data or "").strip()}
    try:
        services.decide_day(
            actor(),
            cohort_id=cohort.id,
            day=on,
            kind=DayKind(form.kind.data),
            label={code: text for code, text in typed.items() if text},
            reason=(form.reason.data or "").strip(),
            now=clock.now(),
            hours=form.hours(),
        )
    except Refused as refusal:
        return _day_page(cohort, on, form, error=why(refusal.reason), status=409)
    flash(_("The day is decided."), "good")
    return redirect(url_for(".show_calendar", cohort_id=cohort.id, month=f"{on:%Y-%m}"))


def _day(cohort: CohortCard, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if not cohort.starts_on <= day <= cohort.ends_on:
        raise NotFound
    return day
