"""The audit trail: who did what, when; searched, checked and exported."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.types import Role
from lms.admin import access, services
from lms.admin.forms.people import ExportForm
from lms.admin.queries import trail
from lms.admin.services.trailing import HEADINGS
from lms.admin.trail_words import in_order, subject_word
from lms.admin.types import TrailQuestion
from lms.admin.views.blueprint import bp
from lms.admin.views.places import number
from lms.admin.views.trainees import as_download
from lms.cohorts import queries as cohorts
from lms.core import audit, sheets
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

_ASKED = frozenset({"person", "action", "kind", "subject", "since", "until"})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _question() -> TrailQuestion:
    asked = request.args
    return TrailQuestion(
        person=asked.get("person", "").strip()[:80],
        action=asked.get("action", "")[:80],
        kind=asked.get("kind", "")[:60],
        subject=asked.get("subject", "").strip()[:60],
        since=_day(asked.get("since")),
        until=_day(asked.get("until")),
        page=min(number(asked.get("page")) or 1, 1_000),
    )


def _within() -> tuple[frozenset[int] | None, frozenset[int]]:
    own = access.centre_ids(actor())
    everywhere = frozenset(centre.id for centre in cohorts.centres())
    return own, everywhere - (own or everywhere)


@bp.get("/trail")
@guard.needs(Role.ADMINISTRATOR)
def show_trail() -> ResponseReturnValue:
    """Entries that answer the question, newest first; with ``check`` the chain of seals is computed again."""
    return _page(ExportForm(formdata=None))


def _page(form: ExportForm, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    own, others = _within()
    question = _question()
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key in _ASKED}
    is_checked = "check" in request.args
    total, sealed = trail.sealed_counts()
    page = render_template(
        "admin/trail.html",
        found=trail.trail(question, own=own, others=others),
        question=question,
        actions=audit.sentences(),
        kinds=in_order(trail.subject_kinds()),
        subject_word=subject_word,
        total=total,
        sealed=sealed,
        is_checked=is_checked,
        broken=audit.first_broken_seal() if is_checked else None,
        kept=kept,
        page_url=lambda wanted: url_for(".show_trail", **kept, page=wanted),
        export_form=form,
        error=error,
    )
    return page, status


@bp.post("/trail/export")
@guard.needs(Role.ADMINISTRATOR)
def export_trail() -> ResponseReturnValue:
    """The entries that are shown, as a file; on record with its reason."""
    form = ExportForm()
    if not form.validate_on_submit():
        return _page(form, status=422)
    own, others = _within()
    try:
        rows = services.export_trail(
            actor(), question=_question(), own=own, others=others, reason=(form.reason.data or "").strip()
        )
    except Refused as refusal:
        return _page(form, error=why(refusal.reason), status=409)
    if form.kind.data == "csv":
        return as_download(sheets.csv_file(HEADINGS, rows), "감사기록.csv", sheets.CSV_TYPE)
    return as_download(sheets.xlsx_file(HEADINGS, rows, sheet="감사기록"), "감사기록.xlsx", sheets.XLSX_TYPE)
