"""The trainee's side of checking in: a scan, a typed code, one tap."""

from __future__ import annotations

import secrets

from flask import Response, current_app, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.attendance import queries, services
from lms.attendance.checkin.types import EventKind, WhyNot
from lms.attendance.views.blueprint import bp
from lms.attendance.views.door_words import DONE, PURPOSES
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.pages import clock_time

_YEAR = 365 * 24 * 3600
BY_SCRIPT = "X-Check-In"
"""Sent by the script that keeps an attempt while the network is away; it wants JSON."""


def _cookie() -> str:
    secure = current_app.config["LMS_SETTINGS"].secure_cookies
    return "__Host-baeum-device" if secure else "baeum-device"


def _device() -> str:
    return request.cookies.get(_cookie(), "")[:64]


def this_phone() -> services.Phone:
    """What is known of the browser that asks."""
    return services.Phone(_device(), request.remote_addr or "", request.form.get("place", ""))


def _remember(answer: Response, device: str) -> Response:
    secure = current_app.config["LMS_SETTINGS"].secure_cookies
    answer.set_cookie(_cookie(), device, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure)
    return answer


@bp.get("/scan/<token>")
@guard.public
def scan(token: str) -> ResponseReturnValue:
    """Where a QR leads: the moment is signed at once, signing in may take its time."""
    device = _device() or secrets.token_urlsafe(16)
    try:
        ticket = services.take_ticket(actor(), token=token, device=device, now=clock.now())
    except Refused as refusal:
        return _check_in_page(error=why(refusal.reason), status=409)
    return _remember(make_response(redirect(url_for(".show_attempt", ticket=ticket))), device)


@bp.get("/check-in/attempt")
@guard.signed_in
def show_attempt() -> ResponseReturnValue:
    """The last tap after a scan."""
    text = request.args.get("ticket", "")[:1000]
    try:
        ticket, window = services.read_ticket(text)
    except Refused as refusal:
        return _check_in_page(error=why(refusal.reason), status=409)
    return render_template(
        "attendance/check_in_attempt.html",
        text=text,
        ticket=ticket,
        window=window,
        purpose=PURPOSES[window.purpose],
        cohort=cohorts.cohort(window.cohort_id),
        place=_place_of(window.cohort_id),
    )


@bp.get("/check-in")
@guard.signed_in
def show_check_in() -> ResponseReturnValue:
    """Type the code on the screen, and see one's day so far."""
    answer = make_response(_check_in_page())
    return answer if _device() else _remember(answer, secrets.token_urlsafe(16))


@bp.post("/check-in")
@guard.signed_in
def check_in() -> ResponseReturnValue:
    """Record a scan or a typed code."""
    ticket, code = request.form.get("ticket", "")[:1000], request.form.get("code", "")[:40]
    now = clock.now()
    try:
        if ticket:
            recorded = services.use_ticket(actor(), text=ticket, phone=this_phone(), now=now)
        else:
            recorded = services.use_code(actor(), text=code, phone=this_phone(), now=now)
    except Refused as refusal:
        return _refused(refusal, code)
    message = DONE[recorded.kind] % {"time": clock_time(recorded.happened_at)}
    if BY_SCRIPT in request.headers:
        return jsonify(done=True, message=message, url=url_for(".show_check_in"))
    flash(message, "good")
    return redirect(url_for(".show_check_in"))


def _refused(refusal: Refused, code: str) -> ResponseReturnValue:
    message = why(refusal.reason)
    if refusal.reason is WhyNot.USED_ALREADY:
        message = _("You are recorded at %(time)s already. Nothing more is needed.", time=_time_in(refusal))
    if BY_SCRIPT in request.headers:
        return jsonify(done=False, message=message, url=url_for(".show_check_in")), 409
    return _check_in_page(error=message, code=code, status=409)


def _time_in(refusal: Refused) -> str:
    return clock_time(refusal.facts["happened_at"])  # type: ignore[arg-type]


def _check_in_page(*, error: str = "", code: str = "", status: int = 200) -> ResponseReturnValue:
    now = clock.now()
    today = clock.local_date(now)
    days = []
    if actor().signed_in:
        enrolled = cohorts.enrolments_of(actor().user_id or 0)
        running = [(row, card) for row, card in enrolled if card.starts_on <= today <= card.ends_on]
        for enrolment, card in running:
            events = queries.events_of_enrolment(enrolment.id, since=today, until=today).get(today, [])
            days.append((card, events))
    page = render_template(
        "attendance/check_in.html",
        days=days,
        prompts=queries.prompts_due(actor().user_id or 0, now=now),
        open=queries.open_windows([card.id for card, _events in days], now=now),
        purposes=PURPOSES,
        kinds=EventKind,
        today=today,
        error=error,
        code=code,
    )
    return page, status


def _place_of(cohort_id: int) -> dict[str, object] | None:
    """Where the centre is, for the phone to compare with; the phone tells only yes or no."""
    card = cohorts.cohort(cohort_id)
    if card is None:
        return None
    terms = queries.check_in_terms(card, on=clock.local_date(clock.now()))
    if not terms.asks_for_place:
        return None
    return {"latitude": terms.latitude, "longitude": terms.longitude, "radius": terms.radius}
