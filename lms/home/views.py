"""The start page: what is due, per role."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from lms.accounts.types import Role
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.core.web.pages import navigate
from lms.credentials import queries as credentials
from lms.credentials.types import Verdict
from lms.home.due import Reader, due_for
from lms.notifications import queries as notices
from lms.notifications import services as notifications

bp = Blueprint("home", __name__, template_folder="templates")
BLUEPRINTS = (bp,)
VERDICTS = {
    Verdict.COMPLETED: _l("completed"),
    Verdict.EARLY_EMPLOYED: _l("employed early"),
    Verdict.NOT_COMPLETED: _l("not completed"),
}
navigate(_l("Start"), "home.start", icon="home", roles=list(Role), order=10)


@bp.get("/")
@guard.public
def start() -> ResponseReturnValue:
    """What should I do next?"""
    if not actor().signed_in:
        return redirect(url_for("accounts.sign_in"))
    now = clock.now()
    reader = Reader(actor(), tuple(cohorts.cohorts_of(actor())), now, clock.local_date(now))
    return render_template(
        "home/start.html",
        due=due_for(reader),
        cohorts=reader.cohorts,
        verdicts=credentials.verdicts_on(reader.person_id) if Role.TRAINEE in actor().roles else {},
        verdict_names=VERDICTS,
        notices=notices.notices_of(reader.person_id, most=8),
    )


@bp.post("/notices/read")
@guard.signed_in
def read_notices() -> ResponseReturnValue:
    """Mark one's notices as read."""
    notifications.mark_read(actor(), now=clock.now())
    return redirect(url_for(".start"))
