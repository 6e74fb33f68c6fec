"""Whether the house runs: clock, jobs, mails."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.admin import access
from lms.admin.queries import machine
from lms.admin.views.blueprint import bp
from lms.core import clock, health
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.notifications import services as notifications


@bp.get("/machine")
@guard.needs(Role.ADMINISTRATOR)
def show_machine() -> ResponseReturnValue:
    """The beat of the clock, every job, and mails that failed."""
    now = clock.now()
    centre_ids = access.centre_ids(actor())
    return render_template(
        "admin/machine.html",
        report=health.examine(now=now),
        leader=machine.leader(),
        jobs=machine.job_lines(now=now),
        counts=machine.outbox_counts(centre_ids, now=now),
        failed=machine.failed_mails(centre_ids),
        now=now,
    )


@bp.post("/machine/mails/<int:mail_id>/again")
@guard.needs(Role.ADMINISTRATOR)
def send_again(mail_id: int) -> ResponseReturnValue:
    """Put a failed mail at the head of the queue."""
    failed = {row.id for row, _name, _email in machine.failed_mails(access.centre_ids(actor()), most=1_000)}
    if mail_id not in failed:
        raise NotFound
    notifications.send_again(actor(), message_id=mail_id, now=clock.now())
    flash(_("The mail is tried again within a minute."), "good")
    return redirect(url_for(".show_machine"))
