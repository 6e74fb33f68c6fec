"""Terms: every version by kind, and writing a new one where a form exists."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.admin import access, services
from lms.admin.queries.terms import versions_of
from lms.admin.shapes import OTHERS, SHAPES
from lms.admin.types import WhyNot
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/terms")
@guard.needs(Role.ADMINISTRATOR)
def list_terms() -> ResponseReturnValue:
    """What holds from when on, in which place, and who wrote it."""
    return _page()


def _page(*, error: str = "", status: int = 200, wrong: str = "") -> ResponseReturnValue:
    centres = access.centres_for_managing(actor())
    versions = versions_of([centre.id for centre in centres])
    by_kind = {kind: list(rows) for kind, rows in groupby(versions, key=lambda each: each[0].kind)}
    is_of_site = access.is_site_administrator(actor())
    page = render_template(
        "admin/terms.html",
        by_kind={kind: by_kind.get(kind, []) for kind in [*SHAPES, *(kind for kind in by_kind if kind not in SHAPES)]},
        shapes=SHAPES,
        others=OTHERS,
        writable={kind for kind, shape in SHAPES.items() if is_of_site or not shape.of_site},
        centres=[(centre.id, pick(centre.name)) for centre in centres],
        today=clock.local_date(clock.now()),
        error=error,
        wrong=wrong,
        typed=request.form if wrong else {},
    )
    return page, status


@bp.post("/terms/<kind>")
@guard.needs(Role.ADMINISTRATOR)
def write_terms(kind: str) -> ResponseReturnValue:
    """Append a version; earlier ones stay, since decisions rest on them."""
    if kind not in SHAPES:
        raise NotFound
    try:
        valid_from = date.fromisoformat(request.form.get("valid_from", ""))
    except ValueError:
        return _page(error=why(WhyNot.VALUE_UNFIT), status=422, wrong=kind)
    try:
        services.write_terms(
            actor(),
            kind=kind,
            centre_id=number(request.form.get("centre")) or 0,
            valid_from=valid_from,
            typed=request.form,
            now=clock.now(),
        )
    except Refused as refusal:
        return _page(error=why(refusal.reason), status=409, wrong=kind)
    flash(_("The new version is stored. It holds from its day on; earlier decisions keep theirs."), "good")
    return redirect(url_for(".list_terms"))
