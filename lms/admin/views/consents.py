"""Consents: what stands today by purpose and recipient, and who has not decided."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.consents import PURPOSES
from lms.accounts.types import Role
from lms.admin import access
from lms.admin.queries import consents
from lms.admin.types import PAGE_SIZE
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/consents")
@guard.needs(Role.ADMINISTRATOR)
def list_consents() -> ResponseReturnValue:
    """How many agree to what; below, who has not decided on the chosen purpose."""
    centre_ids = access.centre_ids(actor())
    known = {purpose.key for purpose in PURPOSES}
    asked = request.args.get("purpose", "")
    purpose = asked if asked in known else PURPOSES[0].key
    page = max(1, min(number(request.args.get("page")) or 1, 10_000))
    people, total = consents.undecided(centre_ids, purpose, page=page)
    return render_template(
        "admin/consents.html",
        counts=consents.consent_counts(centre_ids),
        purpose=purpose,
        people=people,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        page_url=lambda wanted: url_for(".list_consents", purpose=purpose, page=wanted),
    )
