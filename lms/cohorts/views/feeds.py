"""The secret address of one's calendar, for the calendar of a phone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.queries import actor_of
from lms.accounts.secrets import digest
from lms.cohorts import queries, services
from lms.cohorts.feed import Entry, calendar_file
from lms.cohorts.types import CohortCard, DayKind
from lms.cohorts.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.post("/feed")
@guard.signed_in
def make_feed() -> ResponseReturnValue:
    """Make an address; it is shown this once."""
    token = services.make_feed(actor(), now=clock.now())
    address = current_app.config["LMS_SETTINGS"].base_url + url_for(".show_feed", feed=token)
    return render_template("cohorts/feed_made.html", address=address)


@bp.post("/feed/end")
@guard.signed_in
def end_feed() -> ResponseReturnValue:
    """End the address."""
    services.end_feed(actor(), now=clock.now())
    flash(_("The address does not work any more."), "good")
    return redirect(url_for(".start_calendar"))


@bp.get("/feeds/<feed>.ics")
@guard.public
def show_feed(feed: str) -> ResponseReturnValue:
    """The calendar behind an address: what its owner may see today, or nothing at all."""
    person_id = queries.feed_owner(digest(feed))
    owner = actor_of(person_id) if person_id is not None else None
    if owner is None:
        raise NotFound
    host = urlsplit(current_app.config["LMS_SETTINGS"].base_url).hostname or "localhost"
    entries = [entry for card in queries.cohorts_of(owner) for entry in _entries(card, host)]
    body = calendar_file(entries, name=_("Baeum"), now=clock.now())
    return Response(body, mimetype="text/calendar", headers={"Cache-Control": "private, max-age=900"})


def _entries(card: CohortCard, host: str) -> Iterator[Entry]:
    """Sessions where the timetable has some, else the class day as a whole."""
    sessions = queries.sessions_between(card.id, card.starts_on, card.ends_on)
    for day, stored in queries.calendar_between(card.id, card.starts_on, card.ends_on).items():
        if stored.kind not in (DayKind.CLASS, DayKind.MAKE_UP) or stored.starts is None or stored.ends is None:
            continue
        if day not in sessions:
            title = f"{card.name} · {pick(stored.label)}" if stored.label else card.name
            yield Entry(f"day-{stored.id}@{host}", day, stored.starts, stored.ends, title)
        for session in sessions.get(day, []):
            uid = f"session-{card.id}-{day:%Y%m%d}-{session.starts:%H%M}-{session.room}@{host}"
            title = f"{session.title or card.name} · {card.name}" if session.title else card.name
            yield Entry(uid, day, session.starts, session.ends, title, session.room, session.teacher)
