"""The policy of a cohort: read in words, tried on the class, and written as a new dated version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.attendance import access, queries, services
from lms.attendance.rules import (
    PRESETS,
    BadValueError,
    Basis,
    ConversionScope,
    Policy,
    Rounding,
    UnitStart,
    differences,
    policy_from,
    policy_to,
)
from lms.attendance.services import Trial
from lms.attendance.views.blueprint import bp
from lms.attendance.views.policy_form import SECTIONS, field_word, plain_from
from lms.attendance.views.policy_words import lines_about_days, lines_about_months
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

CHOICES = {
    "conversion_scope": tuple(ConversionScope),
    "unit_start": tuple(UnitStart),
    "rounding": tuple(Rounding),
    "basis": tuple(Basis),
    "grace_boundary": ("inclusive", "exclusive"),
}


@bp.get("/<int:cohort_id>/policy")
@guard.signed_in
def show_policy(cohort_id: int) -> ResponseReturnValue:
    """What is in force, in words, with every version."""
    card = access.cohort_for_closing(actor(), cohort_id)
    preset = PRESETS.get(request.args.get("preset", ""))
    start = preset.policy if preset is not None else _in_force(card)
    return _page(card, policy_to(start), opened=preset is not None)


def _in_force(card: CohortCard) -> Policy:
    today = clock.local_date(clock.now())
    return queries.terms_for(card, on=min(max(today, card.starts_on), card.ends_on)).policy


def _page(
    card: CohortCard,
    plain: Mapping[str, Any],
    *,
    opened: bool = False,
    error: str = "",
    wrong: str = "",
    trials: list[Trial] | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    today = clock.local_date(clock.now())
    book = queries.policy_book(card)
    current = book.on(min(max(today, card.starts_on), card.ends_on))
    page = render_template(
        "attendance/policy.html",
        cohort=card,
        current=current,
        day_words=lines_about_days(current.policy),
        month_words=lines_about_months(current.policy),
        scopes=[scope for scope, _ident in queries.scopes_of(card)],
        versions=book.versions,
        sections=SECTIONS,
        field_word=field_word,
        choices=CHOICES,
        plain=plain,
        presets=list(PRESETS),
        valid_from=request.form.get("valid_from") or (today + timedelta(days=1)).isoformat(),
        scope=request.form.get("scope", "cohort"),
        opened=opened or bool(error) or trials is not None,
        error=error,
        wrong=wrong,
        trials=trials,
        changes=changes,
    )
    return page, status


@bp.post("/<int:cohort_id>/policy")
@guard.signed_in
def write_policy(cohort_id: int) -> ResponseReturnValue:
    """Try the policy of the form on the class, or write it as a new version."""
    card = access.cohort_for_closing(actor(), cohort_id)
    plain = plain_from(request.form, base=policy_to(_in_force(card)))
    try:
        policy = policy_from(plain)
    except BadValueError as bad:
        key = bad.where.removeprefix("policy.").split(".")[0]
        text = _(
            "“%(field)s” cannot be read. Numbers are whole, shares look like 4/5 or 80 %%, times like 09:00.",
            field=field_word(key),
        )
        return _page(card, plain, error=text, wrong=key, status=422)
    if request.form.get("step") != "write":
        trials = services.try_policy(actor(), cohort_id=cohort_id, policy=policy)
        return _page(card, plain, trials=trials, changes=differences(_in_force(card), policy))
    return _write(card, plain)


def _write(card: CohortCard, plain: Mapping[str, Any]) -> ResponseReturnValue:
    try:
        since = date.fromisoformat(request.form.get("valid_from", ""))
    except ValueError:
        return _page(
            card, plain, error=_("Say from which day on the new version holds."), wrong="valid_from", status=422
        )
    try:
        services.write_policy(
            actor(),
            cohort_id=card.id,
            scope=request.form.get("scope", ""),
            valid_from=since,
            plain=plain,
            now=clock.now(),
        )
    except Refused as refusal:
        return _page(card, plain, error=why(refusal.reason), status=409)
    flash(_("Written. Unit periods that begin from that day on are settled by it; closed ones never change."), "good")
    return redirect(url_for(".show_policy", cohort_id=card.id))
