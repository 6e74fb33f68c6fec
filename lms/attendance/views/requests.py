"""Requests: what trainees ask for, and the queue of those who decide."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from lms.accounts import queries as people
from lms.accounts.types import Role
from lms.attendance import access, policies, queries, services
from lms.attendance.forms import DecisionForm, RequestForm
from lms.attendance.queries import RequestCard
from lms.attendance.requests import rules
from lms.attendance.requests.types import Asked, RequestKind, Verdict
from lms.attendance.rules import ExcuseKind
from lms.attendance.services.asking import situation
from lms.attendance.views.blueprint import bp
from lms.attendance.views.request_words import KINDS, LEADS, PAPERS, REASONS, VERDICTS
from lms.cohorts import queries as cohorts
from lms.cohorts.types import PRESENT_STATES, CohortCard
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.downloads import send_stored
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.core.web.pages import navigate

SIZE = 25
navigate(
    _l("Requests"),
    "attendance.list_requests",
    icon="inbox",
    roles=[Role.TRAINEE, Role.INSTRUCTOR, Role.ADMINISTRATOR],
    order=41,
)


@bp.context_processor
def _request_words() -> dict[str, object]:
    return {
        "request_kinds": KINDS,
        "request_leads": LEADS,
        "request_reasons": REASONS,
        "request_papers": PAPERS,
        "request_verdicts": VERDICTS,
    }


@bp.get("/requests")
@guard.signed_in
def list_requests() -> ResponseReturnValue:
    """Staff: the queue of a class. Trainees: what they asked for, and what they may ask."""
    deciding = [card for card in cohorts.cohorts_of(actor()) if policies.may_mark(actor(), card.place)]
    if not deciding:
        return _own_requests()
    counts = queries.open_counts([card.id for card in deciding])
    chosen = request.args.get("cohort", type=int)
    cohort = next((card for card in deciding if card.id == chosen), None)
    if cohort is None:
        cohort = max(deciding, key=lambda card: (counts.get(card.id, 0) > 0, card.starts_on))
    return _queue(cohort, deciding, counts)


def _queue(
    cohort: CohortCard, deciding: list[CohortCard], counts: dict[int, int], *, error: str = "", status: int = 200
) -> ResponseReturnValue:
    is_open = request.args.get("state") != "decided"
    page = max(1, request.args.get("page", 1, type=int))
    cards, count = queries.queue(cohort.id, is_open=is_open, page=page, size=SIZE)
    today = clock.local_date(clock.now())
    text = render_template(
        "attendance/request_queue.html",
        cohort=cohort,
        deciding=deciding,
        counts=counts,
        cards=cards,
        outcomes=queries.outcomes(cohort, cards, today=today) if is_open else {},
        is_open=is_open,
        page=page,
        pages=-(-count // SIZE),
        form=DecisionForm(),
        trainees=cohorts.trainees(cohort.id, on=today),
        chosen=set(request.form.getlist("which", type=int)),
        error=error,
    )
    return text, status


def _own_requests() -> ResponseReturnValue:
    mine = cohorts.enrolments_of(actor().user_id or 0)
    today = clock.local_date(clock.now())
    running = [(row, card) for row, card in mine if row.state in PRESENT_STATES and card.ends_on >= today]
    return render_template(
        "attendance/request_list.html",
        running=running,
        cards=queries.requests_of([row.id for row, _card in mine]),
        kinds=KINDS,
    )


def _kind(text: str) -> RequestKind:
    if text not in set(RequestKind):
        raise NotFound
    return RequestKind(text)


@bp.get("/trainees/<int:enrolment_id>/requests/<request_kind>")
@guard.signed_in
def new_request(enrolment_id: int, request_kind: str) -> ResponseReturnValue:
    """The form of a request, with what is left of leave and days of illness."""
    form = RequestForm(formdata=None).for_kind(_kind(request_kind), REASONS)
    if day := request.args.get("day", type=date.fromisoformat):
        form.first.data = day
    return _form_page(enrolment_id, _kind(request_kind), form)


def _form_page(
    enrolment_id: int, kind: RequestKind, form: RequestForm, *, error: str = "", status: int = 200
) -> ResponseReturnValue:
    enrolment, cohort = access.enrolment_for_asking(actor(), enrolment_id)
    now = clock.now()
    today = clock.local_date(now)
    facts = situation(cohort, enrolment.id, _blank(kind, today), now=now)
    caller = None if enrolment.person_id == actor().user_id else people.card(enrolment.person_id)
    page = render_template(
        "attendance/request_new.html",
        enrolment_id=enrolment.id,
        caller=caller.name if caller else "",
        cohort=cohort,
        kind=kind,
        form=form,
        facts=facts,
        deadline=rules.deadline(_blank(kind, today), policy=facts.policy, terms=facts.terms),
        largest=services.LARGEST_PAPER // 1024 // 1024,
        error=error,
    )
    return page, status


def _blank(kind: RequestKind, today: date) -> Asked:
    """A request for today, to tell what is left and how long one may wait."""
    return Asked(kind, ExcuseKind.LEAVE if kind is RequestKind.LEAVE else ExcuseKind.OTHER, today, today)


@bp.post("/trainees/<int:enrolment_id>/requests/<request_kind>")
@guard.signed_in
def make_request(enrolment_id: int, request_kind: str) -> ResponseReturnValue:
    """Send a request."""
    wanted = _kind(request_kind)
    form = RequestForm().for_kind(wanted, REASONS)
    if not form.validate_on_submit():
        return _form_page(enrolment_id, wanted, form, status=422)
    try:
        made = services.ask(
            actor(),
            enrolment_id=enrolment_id,
            asked=form.asked(wanted),
            text=form.text.data or "",
            paper=_paper(form.paper.data),
            now=clock.now(),
        )
    except Refused as refusal:
        return _form_page(enrolment_id, wanted, form, error=why(refusal.reason), status=409)
    if made.filed_by is None:
        flash(_("Your request is on its way. You get a message when it is decided."), "good")
    else:
        flash(_("Written down. It waits for its decision; the paper can be added here when it comes."), "good")
    return redirect(url_for(".show_request", request_id=made.id))


def _paper(upload: FileStorage | None) -> services.Paper | None:
    if upload is None or not upload.filename:
        return None
    return services.Paper(upload.filename, upload.read(services.LARGEST_PAPER + 1))


@bp.get("/<int:cohort_id>/requests/new")
@guard.signed_in
def write_down_request(cohort_id: int) -> ResponseReturnValue:
    """Staff: on to the form of a trainee that called."""
    cohort = access.cohort_for_marking(actor(), cohort_id)
    who, kind = request.args.get("who", type=int), request.args.get("kind", "")
    own = {each.enrolment_id for each in cohorts.trainees(cohort.id, on=clock.local_date(clock.now()))}
    if who not in own or kind not in set(RequestKind):
        return redirect(url_for(".list_requests", cohort=cohort.id))
    return redirect(url_for(".new_request", enrolment_id=who, request_kind=kind))


@bp.get("/requests/<int:request_id>")
@guard.signed_in
def show_request(request_id: int) -> ResponseReturnValue:
    """A request with its history; for those who decide, with what an approval makes."""
    card, cohort = access.request_for_reading(actor(), request_id)
    return _request_page(card, cohort)


def _request_page(card: RequestCard, cohort: CohortCard, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    decides = policies.may_mark(actor(), cohort.place)
    today = clock.local_date(clock.now())
    outcome = None
    if card.verdict is None:
        outcome = queries.outcomes(cohort, [card], today=today).get(card.id)
    page = render_template(
        "attendance/request_show.html",
        card=card,
        cohort=cohort,
        outcome=outcome,
        decides=decides,
        is_mine=card.person_id == actor().user_id,
        why_no_paper=rules.why_not_add_paper(verdict=card.verdict, has_paper=card.evidence_id is not None),
        marked=queries.days_of_request(card.enrolment_id, card.asked.first, card.asked.last),
        form=DecisionForm(),
        error=error,
    )
    return page, status


@bp.get("/requests/<int:request_id>/paper")
@guard.signed_in
def show_paper(request_id: int) -> ResponseReturnValue:
    """The file that shows the reason, for the trainee and for those who decide."""
    card, _cohort = access.request_for_reading(actor(), request_id)
    file = queries.paper_of(card)
    if file is None:
        raise NotFound
    return send_stored(file)


@bp.post("/requests/<int:request_id>/paper")
@guard.signed_in
def add_paper(request_id: int) -> ResponseReturnValue:
    """Add the paper that was still missing."""
    card, cohort = access.request_for_reading(actor(), request_id)
    try:
        services.add_paper(actor(), request_id=request_id, paper=_paper(request.files.get("paper")), now=clock.now())
    except Refused as refusal:
        return _request_page(card, cohort, error=why(refusal.reason), status=409)
    flash(_("The paper is added."), "good")
    return redirect(url_for(".show_request", request_id=request_id))


@bp.post("/requests/<int:request_id>/revoke")
@guard.signed_in
def revoke_request(request_id: int) -> ResponseReturnValue:
    """Take an approval back, with a reason."""
    card, cohort = access.request_for_deciding(actor(), request_id)
    reason = request.form.get("reason", "")[:500]
    try:
        services.revoke(actor(), request_id=request_id, reason=reason, now=clock.now())
    except Refused as refusal:
        return _request_page(card, cohort, error=why(refusal.reason), status=409)
    flash(_("The approval is revoked, and the trainee has a message."), "good")
    return redirect(url_for(".show_request", request_id=request_id))


@bp.post("/requests/<int:request_id>/withdraw")
@guard.signed_in
def withdraw_request(request_id: int) -> ResponseReturnValue:
    """Take one's request back."""
    services.withdraw(actor(), request_id=request_id, now=clock.now())
    flash(_("Your request is withdrawn."), "good")
    return redirect(url_for(".list_requests"))


@bp.post("/<int:cohort_id>/requests")
@guard.signed_in
def decide_requests(cohort_id: int) -> ResponseReturnValue:
    """Approve or decline the chosen requests, all or none."""
    cohort = access.cohort_for_marking(actor(), cohort_id)
    verdict = request.form.get("verdict", "")
    if verdict not in (Verdict.APPROVED, Verdict.DECLINED):
        abort(400)
    try:
        decided = services.decide(
            actor(),
            cohort_id=cohort.id,
            request_ids=request.form.getlist("which", type=int),
            verdict=Verdict(verdict),
            reason=request.form.get("reason", "")[:500],
            now=clock.now(),
        )
    except Refused as refusal:
        return _queue(cohort, [cohort], queries.open_counts([cohort.id]), error=why(refusal.reason), status=409)
    flash(ngettext("%(num)s request decided.", "%(num)s requests decided.", decided), "good")
    return redirect(url_for(".list_requests", cohort=cohort.id))
