"""The completion terms of a centre: read in sentences, tried on the running cohorts, written as a dated version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Place
from lms.attendance import queries as attendance
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Centre
from lms.core import clock, terms
from lms.core.errors import NotFound, Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor
from lms.credentials import policies, queries, rules, services
from lms.credentials.forms import TermsForm
from lms.credentials.queries import CohortTrial, Draft
from lms.credentials.views.blueprint import bp
from lms.credentials.views.words import sentences


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds for a centre or for one programme today, and every version that was written there."""

    name: str
    lines: list[str]
    version: queries.TermsInForce
    is_own: bool


@bp.get("/terms/<int:centre_id>")
@guard.signed_in
def show_terms(centre_id: int) -> ResponseReturnValue:
    """What completion takes here, with every version."""
    centre = _centre(centre_id)
    form = _form(centre, data=_in_force(centre))
    return _page(centre, form, is_open="programme" in request.args)


@bp.post("/terms/<int:centre_id>")
@guard.signed_in
def write_terms(centre_id: int) -> ResponseReturnValue:
    """Try the terms of the form on the running cohorts, or write them as a new version."""
    centre = _centre(centre_id)
    form = _form(centre)
    if not form.validate_on_submit():
        return _page(centre, form, is_open=True, status=422)
    draft = _draft(centre, form)
    if request.form.get("step") != "write":
        today = clock.local_date(clock.now())
        if reason := rules.why_not_write(valid_from=draft.valid_from, today=today):
            return _page(centre, form, is_open=True, error=why(reason), status=409)
        trials = queries.what_would_change(draft, today=today, now=clock.now())
        return _page(centre, form, is_open=True, trials=trials)
    try:
        services.write_terms(actor(), draft, now=clock.now())
    except Refused as refusal:
        return _page(centre, form, is_open=True, error=why(refusal.reason), status=409)
    flash(_("Written. It holds for cohorts that end on or after its day; settled lists never change."), "good")
    return redirect(url_for(".show_terms", centre_id=centre_id))


def _centre(centre_id: int) -> Centre:
    centre = cohorts.centre_of(centre_id)
    if centre is None or not policies.may_settle(actor(), Place(centre_id)):
        raise NotFound
    return centre


def _form(centre: Centre, data: dict[str, object] | None = None) -> TermsForm:
    form = TermsForm(data=data) if data is not None else TermsForm()
    form.programme.choices = [
        SelectChoice(0, _("every cohort of this centre")),
        *(SelectChoice(each.id, pick(each.name)) for each in cohorts.programmes(centre.id)),
    ]
    return form


def _draft(centre: Centre, form: TermsForm) -> Draft:
    wanted = rules.CompletionTerms(form.least_mean.data, form.handed_in.data, form.passed.data)
    valid_from = form.valid_from.data or date.max
    draft = Draft(centre.id, form.programme.data or None, valid_from, wanted)
    percent = form.presence.data
    numerator, denominator = _share(draft.scopes, valid_from)
    if percent is None or percent * denominator == numerator * 100:
        return draft
    return Draft(centre.id, draft.programme_id, valid_from, wanted, (percent, 100))


def _share(scopes: tuple[tuple[str, int], ...], on: date) -> tuple[int, int]:
    book = attendance.PolicyBook(terms.histories(attendance.KIND, scopes=scopes))
    return book.on(on).policy.completion


def _in_force(centre: Centre) -> dict[str, object]:
    """What the form begins with: today's terms of the centre, or of the programme that was asked for."""
    today = clock.local_date(clock.now())
    asked = request.args.get("programme", "")
    programme = next((each.id for each in cohorts.programmes(centre.id) if str(each.id) == asked), None)
    draft = Draft(centre.id, programme, today, rules.CompletionTerms())
    held = queries.in_force(terms.histories(queries.KIND, scopes=draft.scopes), on=today)
    numerator, denominator = _share(draft.scopes, today)
    exact, rest = divmod(numerator * 100, denominator)
    return {
        "programme": programme or 0,
        "valid_from": today,
        "presence": None if rest else exact,
        **rules.terms_to(held.terms),
    }


def _page(
    centre: Centre,
    form: TermsForm,
    *,
    is_open: bool = False,
    error: str = "",
    trials: list[CohortTrial] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "credentials/terms_show.html",
        centre=centre,
        form=form,
        holdings=_holdings(centre),
        is_open=is_open,
        error=error,
        trials=trials,
        changed=sum(len(trial.changed) for trial in trials or ()),
        affected=sum(trial.trainees for trial in trials or ()),
        history=_history(centre),
    )
    return page, status


def _holdings(centre: Centre) -> list[Holding]:
    """The centre, and each of its programmes: three statements whatever their number."""
    today = clock.local_date(clock.now())
    programmes = cohorts.programmes(centre.id)
    wide: tuple[tuple[str, int], ...] = (("centre", centre.id), ("site", 0))
    own: tuple[tuple[str, int], ...] = tuple(("programme", each.id) for each in programmes)
    works = terms.histories(queries.KIND, scopes=(*wide, *own))
    days = terms.histories(attendance.KIND, scopes=(*wide, *own))

    def holding(name: str, at: list[int]) -> Holding:
        held = queries.in_force([works[each] for each in at], on=today)
        policy = attendance.PolicyBook([days[each] for each in at]).on(today).policy
        is_own = any(each.valid_from <= today for each in (*works[at[0]], *days[at[0]]))
        return Holding(name, sentences(policy.completion, held.terms, basis=policy.basis), held, is_own)

    return [
        holding(_("every cohort of this centre"), [0, 1]),
        *(holding(pick(each.name), [number, 0, 1]) for number, each in enumerate(programmes, 2)),
    ]


@dataclass(frozen=True, slots=True)
class Written:
    """A version in the history: what it says of work, or what it says of days."""

    place: str
    version: int
    valid_from: date
    lines: list[str]
    is_ahead: bool


def _history(centre: Centre) -> list[Written]:
    today = clock.local_date(clock.now())
    programmes = cohorts.programmes(centre.id)
    names = {("centre", centre.id): _("every cohort of this centre")}
    names |= {("programme", each.id): pick(each.name) for each in programmes}
    rows = [
        Written(names[scope], each.version, each.valid_from, says(each), each.valid_from > today)
        for kind, says in ((queries.KIND, _of_work), (attendance.KIND, _of_days))
        for scope, found in zip(names, terms.histories(kind, scopes=tuple(names)), strict=True)
        for each in found
    ]
    return sorted(rows, key=lambda row: (row.valid_from, row.version), reverse=True)


def _of_work(version: terms.Terms) -> list[str]:
    return sentences((0, 1), rules.terms_from(version.numbers))[1:] or [_("Nothing but presence is asked for.")]


def _of_days(version: terms.Terms) -> list[str]:
    policy = attendance.read_numbers(version)
    return sentences(policy.completion, rules.CompletionTerms(), basis=policy.basis)
