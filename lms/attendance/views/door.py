"""The staff's side of the door: windows with their turning code, the live roster, marking by hand."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, time

import segno
from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from lms.attendance import access, services
from lms.attendance.checkin import codes
from lms.attendance.checkin.roster import Whereabouts
from lms.attendance.checkin.types import EventKind, Purpose
from lms.attendance.queries import WindowCard
from lms.attendance.views import door_roster
from lms.attendance.views.blueprint import bp
from lms.attendance.views.door_words import KINDS, PURPOSES, SIGNALS, SOURCES, STATES, event_word
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.context_processor
def _door_words() -> dict[str, object]:
    return {
        "event_kinds": KINDS,
        "event_word": event_word,
        "event_sources": SOURCES,
        "whereabouts": STATES,
        "signal_words": SIGNALS,
        "purpose_words": PURPOSES,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


@bp.get("/<int:cohort_id>/door/<day>")
@guard.signed_in
def show_door(cohort_id: int, day: str) -> ResponseReturnValue:
    """A class day at the door: who came when, what is worth a look, and marking by hand."""
    return _door(cohort_id, _day(day))


def _door(cohort_id: int, day: date, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    cohort = access.cohort_for_marking(actor(), cohort_id)
    now = clock.now()
    board = door_roster.board(cohort, day)
    wanted = request.args.get("state", "")
    lines = [line for line in board.lines if wanted in ("", line.presence.state) or (wanted == "look" and line.look)]
    page = render_template(
        "attendance/door.html",
        cohort=cohort,
        day=day,
        board=board,
        lines=lines,
        wanted=wanted,
        counts=Counter(line.presence.state for line in board.lines),
        looks=sum(1 for line in board.lines if line.look),
        is_today=day == clock.local_date(now),
        is_future=day > clock.local_date(now),
        open=[window for window in board.windows if window.is_open(now)],
        batch=services.last_batch(actor(), board.events),
        kinds=EventKind,
        chosen=set(request.form.getlist("who", type=int)),
        typed=request.form,
        time_now=f"{clock.local_time(now):%H:%M}",
        error=error,
    )
    return page, status


@bp.post("/<int:cohort_id>/door/<day>")
@guard.signed_in
def mark_door(cohort_id: int, day: str) -> ResponseReturnValue:
    """Mark the chosen people by hand."""
    on = _day(day)
    access.cohort_for_marking(actor(), cohort_id)
    at, kind = _time(request.form.get("at", "")), request.form.get("kind", "")
    if at is None or kind not in set(EventKind):
        return _door(cohort_id, on, error=_("Choose what happened and give a time as 09:05."), status=422)
    try:
        marked = services.mark_by_hand(
            actor(),
            cohort_id=cohort_id,
            day=on,
            enrolment_ids=request.form.getlist("who", type=int),
            kind=EventKind(kind),
            at=at,
            reason=request.form.get("reason", "")[:500],
            now=clock.now(),
        )
    except Refused as refusal:
        return _door(cohort_id, on, error=why(refusal.reason), status=409)
    flash(ngettext("%(num)s person marked.", "%(num)s people marked.", marked), "good")
    return redirect(url_for(".show_door", cohort_id=cohort_id, day=day))


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


@bp.post("/<int:cohort_id>/door/<day>/undo")
@guard.signed_in
def undo_door(cohort_id: int, day: str) -> ResponseReturnValue:
    """Take back one's own last marking by hand."""
    undone = services.undo_last_batch(actor(), cohort_id=cohort_id, day=_day(day), now=clock.now())
    flash(ngettext("%(num)s mark taken back.", "%(num)s marks taken back.", undone), "good")
    return redirect(url_for(".show_door", cohort_id=cohort_id, day=day))


@bp.post("/<int:cohort_id>/door/<day>/events/<int:event_id>/take-back")
@guard.signed_in
def take_back(cohort_id: int, day: str, event_id: int) -> ResponseReturnValue:
    """Take one check-in back after a look at it."""
    services.take_back(
        actor(),
        cohort_id=cohort_id,
        day=_day(day),
        event_id=event_id,
        reason=request.form.get("reason", "")[:500],
        now=clock.now(),
    )
    flash(_("Taken back. The person can be marked again, and the reason is on record."), "good")
    return redirect(url_for(".show_door", cohort_id=cohort_id, day=day))


@bp.post("/<int:cohort_id>/door/<day>/events/<int:event_id>/fine")
@guard.signed_in
def settle_signals(cohort_id: int, day: str, event_id: int) -> ResponseReturnValue:
    """Say that a check-in is fine after a look at it."""
    services.settle_signals(
        actor(),
        cohort_id=cohort_id,
        day=_day(day),
        event_id=event_id,
        reason=request.form.get("reason", "")[:500],
        now=clock.now(),
    )
    flash(_("It stays as it is and is off the list."), "good")
    return redirect(url_for(".show_door", cohort_id=cohort_id, day=day, state="look"))


@bp.post("/<int:cohort_id>/windows")
@guard.signed_in
def open_window(cohort_id: int) -> ResponseReturnValue:
    """Open check-in for today and show its screen."""
    access.cohort_for_marking(actor(), cohort_id)
    purpose = request.values.get("purpose", "")
    if purpose not in set(Purpose):
        abort(400)
    section = request.values.get("section", type=int)
    window = services.open_window(
        actor(), cohort_id=cohort_id, purpose=Purpose(purpose), section_id=section, now=clock.now()
    )
    return redirect(url_for(".show_window", window_id=window.id))


@bp.get("/windows/<int:window_id>")
@guard.signed_in
def show_window(window_id: int) -> ResponseReturnValue:
    """The screen before the class: QR, code and roster. Asked for a part, it answers with that part."""
    window, cohort = access.window_for_staff(actor(), window_id)
    part = request.args.get("part") if "HX-Request" in request.headers else None
    facts = {} if part == "roster" else _code_facts(window)
    if part != "code":
        facts |= _roster_facts(door_roster.board(cohort, window.day, section_id=window.section_id, with_signals=False))
    name = {"code": "_window_code.html", "roster": "_window_roster.html"}.get(part or "", "window_show.html")
    return render_template(f"attendance/{name}", window=window, cohort=cohort, **facts)


def _code_facts(window: WindowCard) -> dict[str, object]:
    now = clock.now()
    if not window.is_open(now):
        return {"is_open": False}
    step, left = codes.step_of(now), codes.next_turn(now)
    token = codes.token(services.secret(), window.facts, step)
    address = current_app.config["LMS_SETTINGS"].base_url + url_for(".scan", token=token)
    return {
        "is_open": True,
        "code": codes.code(services.secret(), window.facts, step),
        "qr": Markup(segno.make(address, error="m").svg_inline(border=3, omitsize=True, dark="#000", light="#fff")),  # noqa: S704
        "turns_in_ms": int(left.total_seconds() * 1000) + 50,
        "turns_in_s": max(1, math.ceil(left.total_seconds())),
        "address": current_app.config["LMS_SETTINGS"].base_url + url_for(".show_check_in"),
    }


def _roster_facts(board: door_roster.Board) -> dict[str, object]:
    order = {state: number for number, state in enumerate(Whereabouts)}
    lines = sorted(board.lines, key=lambda line: (order[line.presence.state], line.name))
    return {"lines": lines, "counts": Counter(line.presence.state for line in lines)}


@bp.post("/windows/<int:window_id>/close")
@guard.signed_in
def close_window(window_id: int) -> ResponseReturnValue:
    """Close check-in."""
    window, _cohort = access.window_for_staff(actor(), window_id)
    services.close_window(actor(), window_id=window_id, now=clock.now())
    flash(_("Check-in is closed."), "good")
    return redirect(url_for(".show_door", cohort_id=window.cohort_id, day=window.day.isoformat()))
