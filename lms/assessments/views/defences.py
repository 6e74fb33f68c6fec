"""Pages of live defences: one's own times and meetings, a meeting, and what staff see."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import access, queries, rules
from lms.assessments.defence import (
    DefenceTerms,
    DefenceWhyNot,
    EntryKind,
    Flag,
    identity_is_shown,
    why_not_book,
    why_not_cancel,
    why_not_meet,
    why_not_report,
)
from lms.assessments.forms import given_from
from lms.assessments.forms.defence import (
    FLAGS,
    AnswerForm,
    BookForm,
    CodeForm,
    DecisionForm,
    NoteForm,
    OfferForm,
    ResultForm,
    SettingForm,
    checks_from,
)
from lms.assessments.models.defence import DefenceSetting
from lms.assessments.queries import defence as reads
from lms.assessments.services import defending
from lms.assessments.types import AssignmentCard
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _terms(cohort_id: int) -> DefenceTerms:
    return defending.terms_of(cohort_id, on=clock.local_date(clock.now()))


def _moment(day: date | None, at: time | None) -> datetime:
    zone = ZoneInfo(current_app.config["LMS_SETTINGS"].timezone)
    return datetime.combine(day or date.min, at or time.min, zone)


@bp.get("/defences")
@guard.signed_in
def list_defences() -> ResponseReturnValue:
    """One's own meetings, points, times on offer, and work that can be defended."""
    return _list(OfferForm())


def _list(form: OfferForm, status: int = 200, error: str = "") -> ResponseReturnValue:
    now, me = clock.now(), actor().user_id or 0
    cohort_ids = sorted(actor().ids("trainee", "cohort"))
    terms = {cohort_id: _terms(cohort_id) for cohort_id in cohort_ids}
    points = {cohort_id: reads.balance(me, cohort_id, start=terms[cohort_id].start_points) for cohort_id in cohort_ids}
    lines = reads.defences_of(me)
    shown = {line.id: identity_is_shown(line.starts_at, now=now, terms=DefenceTerms()) for line in lines}
    page = render_template(
        "assessments/defence_list.html",
        lines=lines,
        shown=shown,
        me=me,
        now=now,
        points=sum(points.values()),
        has_cohort=bool(cohort_ids),
        slots=reads.own_slots(me, after=now),
        wanted=reads.settings_of(cohort_ids),
        form=form,
        error=error,
    )
    return page, status


@bp.post("/defences/times")
@guard.needs("trainee")
def offer_times() -> ResponseReturnValue:
    """Offer a stretch of time in every cohort of one's own that asks for defences."""
    form = OfferForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    cohort_ids = sorted(actor().ids("trainee", "cohort"))
    asked = [cohort_id for cohort_id in cohort_ids if reads.settings_of([cohort_id])]
    if not asked:
        return _list(form, 409, why(DefenceWhyNot.NO_DEFENCE))
    try:
        count = defending.offer_times(
            actor(),
            cohort_id=asked[0],
            starts_at=_moment(form.day.data, form.begins.data),
            ends_at=_moment(form.day.data, form.ends.data),
            place=form.place.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _list(form, 409, why(refusal.reason))
    flash(_("%(n)s times are on offer.", n=count), "good")
    return redirect(url_for(".list_defences"))


@bp.post("/defences/times/<int:slot_id>/take-back")
@guard.signed_in
def take_back_time(slot_id: int) -> ResponseReturnValue:
    """Take back a time that nobody has booked."""
    defending.take_back_time(actor(), slot_id=slot_id)
    flash(_("This time is no longer on offer."), "good")
    return redirect(url_for(".list_defences"))


@bp.get("/<int:assignment_id>/defences/book")
@guard.signed_in
def show_times(assignment_id: int) -> ResponseReturnValue:
    """Times at which one's work can be defended; with whom stays unknown."""
    return _times(assignment_id)


def _times(assignment_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    card = access.assignment_for_trainee(actor(), assignment_id)
    setting = _setting(card)
    now, me, terms = clock.now(), actor().user_id or 0, _terms(card.cohort_id)
    submission = queries.submission_of(assignment_id, me)
    team = reads.members_of(submission.id) | {me} if submission else {me}
    live, done = reads.counts_of(assignment_id, team)
    points = reads.balance(me, card.cohort_id, start=terms.start_points)
    closed = why_not_book(
        locked_at=submission.submitted_at + rules.GRACE if submission else None,
        live=live,
        done=done,
        needed=setting.needed,
        points=points,
        starts_at=None,
        now=now,
        terms=terms,
    )
    times: list[datetime] = []
    if submission is not None and closed is None:
        slots = reads.free_slots(card.cohort_id, after=now, without=team)
        found = reads.candidates(slots, submission_id=submission.id, author_id=me)
        fit = {each.slot_id for each in found if not each.has_seen_this_work}
        times = sorted({slot.starts_at for slot in slots if slot.id in fit})
    page = render_template(
        "assessments/defence_book.html",
        card=card,
        setting=setting,
        times=times,
        closed=closed,
        done=done,
        points=points,
        terms=terms,
        error=error,
    )
    return page, status


def _setting(card: AssignmentCard) -> DefenceSetting:
    setting = reads.setting(card.id)
    if setting is None:
        raise NotFound
    return setting


@bp.post("/<int:assignment_id>/defences/book")
@guard.signed_in
def book(assignment_id: int) -> ResponseReturnValue:
    """Book a time."""
    _setting(access.assignment_for_trainee(actor(), assignment_id))
    form = BookForm()
    try:
        starts_at = datetime.fromisoformat(form.starts_at.data or "")
    except ValueError:
        starts_at = None
    if not form.validate_on_submit() or starts_at is None or starts_at.tzinfo is None:
        return _times(assignment_id, 422, _("Choose one of the times."))
    try:
        defence = defending.book_defence(actor(), assignment_id=assignment_id, starts_at=starts_at, now=clock.now())
    except Refused as refusal:
        return _times(assignment_id, 409, why(refusal.reason))
    flash(_("Booked. You learn whom you meet shortly before."), "good")
    return redirect(url_for(".show_defence", defence_id=defence.id))


@bp.get("/defences/<int:defence_id>")
@guard.signed_in
def show_defence(defence_id: int) -> ResponseReturnValue:
    """One meeting, for its two sides."""
    return _defence(defence_id)


def _defence(
    defence_id: int,
    *,
    status: int = 200,
    error: str = "",
    result: ResultForm | None = None,
    answer: AnswerForm | None = None,
) -> ResponseReturnValue:
    defence, card = access.defence_for_partner(actor(), defence_id)
    now, terms = clock.now(), _terms(card.cohort_id)
    line = next(each for each in reads.defences_of(actor().user_id or 0) if each.id == defence_id)
    is_evaluator = defence.evaluator_id == actor().user_id
    known = identity_is_shown(defence.starts_at, now=now, terms=terms)
    setting = reads.setting(card.id)
    page = render_template(
        "assessments/defence_show.html",
        card=card,
        line=line,
        is_evaluator=is_evaluator,
        partner=(line.author if is_evaluator else line.evaluator) if known else "",
        my_code=defence.evaluator_code if is_evaluator else defence.author_code,
        i_entered=defence.evaluator_met_at if is_evaluator else defence.author_met_at,
        work=access.work_for_evaluator(actor(), defence) if is_evaluator and known else "",
        shown_at=defence.starts_at - terms.reveal_before,
        criteria=queries.rubric(card.id)[1],
        checklist=setting.checklist if setting else [],
        chosen=given_from(request.form).levels,
        ticked=checks_from(request.form),
        why_not_meet=why_not_meet(line.state, defence.starts_at, now=now, terms=terms),
        why_not_cancel=why_not_cancel(line.state, defence.starts_at, now=now, terms=terms),
        why_not_report=why_not_report(line.state, defence.starts_at, now=now, terms=terms),
        code_form=CodeForm(),
        note_form=NoteForm(),
        result_form=result or ResultForm(),
        answer_form=answer or AnswerForm(),
        flags=FLAGS,
        error=error,
    )
    return page, status


@bp.post("/defences/<int:defence_id>/code")
@guard.signed_in
def enter_code(defence_id: int) -> ResponseReturnValue:
    """Say that both are there."""
    access.defence_for_partner(actor(), defence_id)
    form = CodeForm()
    if not form.validate_on_submit():
        return _defence(defence_id, status=422, error=form.first_error())
    try:
        defending.meet(actor(), defence_id=defence_id, code=form.code.data or "", now=clock.now())
    except Refused as refusal:
        return _defence(defence_id, status=409, error=why(refusal.reason))
    flash(_("The code is right."), "good")
    return redirect(url_for(".show_defence", defence_id=defence_id))


@bp.post("/defences/<int:defence_id>/cancel")
@guard.signed_in
def cancel_defence(defence_id: int) -> ResponseReturnValue:
    """Call a meeting off."""
    access.defence_for_partner(actor(), defence_id)
    defending.cancel_defence(actor(), defence_id=defence_id, now=clock.now())
    flash(_("The meeting is called off."), "good")
    return redirect(url_for(".list_defences"))


@bp.post("/defences/<int:defence_id>/missing")
@guard.signed_in
def report_missing(defence_id: int) -> ResponseReturnValue:
    """Say that the other side did not come."""
    access.defence_for_partner(actor(), defence_id)
    form = NoteForm()
    defending.report_no_show(actor(), defence_id=defence_id, note=form.note.data or "", now=clock.now())
    flash(_("Thank you. Staff look at it."), "good")
    return redirect(url_for(".show_defence", defence_id=defence_id))


@bp.post("/defences/<int:defence_id>/result")
@guard.signed_in
def give_result(defence_id: int) -> ResponseReturnValue:
    """The evaluator's result."""
    access.defence_for_partner(actor(), defence_id)
    form = ResultForm()
    if not form.validate_on_submit():
        return _defence(defence_id, status=422, result=form)
    try:
        defending.give_result(
            actor(),
            defence_id=defence_id,
            levels=given_from(request.form).levels,
            checks=checks_from(request.form),
            flag=Flag(form.flag.data),
            comment=form.comment.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _defence(defence_id, status=409, error=why(refusal.reason), result=form)
    flash(_("Thank you. You earned a point."), "good")
    return redirect(url_for(".show_defence", defence_id=defence_id))


@bp.post("/defences/<int:defence_id>/answer")
@guard.signed_in
def answer_defence(defence_id: int) -> ResponseReturnValue:
    """The author's answer."""
    access.defence_for_partner(actor(), defence_id)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _defence(defence_id, status=422, answer=form)
    try:
        defending.answer_defence(
            actor(),
            defence_id=defence_id,
            helpful=int(form.helpful.data),
            comment=form.comment.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _defence(defence_id, status=409, error=why(refusal.reason), answer=form)
    flash(_("Thank you for your answer."), "good")
    return redirect(url_for(".show_defence", defence_id=defence_id))


@bp.route("/<int:assignment_id>/defences", methods=["GET", "POST"])
@guard.signed_in
def manage_defences(assignment_id: int) -> ResponseReturnValue:
    """What the assignment asks for, every meeting, and what waits for a decision."""
    card = access.assignment_for_staff(actor(), assignment_id)
    setting = reads.setting(assignment_id)
    form = SettingForm(obj=setting)
    if setting is not None and not form.is_submitted():
        form.checklist_ko.data = "\n".join(line["ko"] for line in setting.checklist)
        form.checklist_en.data = "\n".join(line["en"] for line in setting.checklist)
    if form.validate_on_submit():
        defending.set_defence(
            actor(),
            assignment_id=assignment_id,
            needed=form.needed.data or 2,
            minutes=form.minutes.data or 30,
            checklist=form.checklist(),
            is_open=bool(form.is_open.data),
        )
        flash(_("Stored."), "good")
        return redirect(url_for(".manage_defences", assignment_id=assignment_id))
    lines = reads.defences_of_assignment(assignment_id)
    page = render_template(
        "assessments/defence_manage.html",
        card=card,
        setting=setting,
        form=form,
        lines=lines,
        waiting=[line for line in lines if line.waits_for_staff],
        flags=FLAGS,
        result=EntryKind.RESULT,
        no_show=EntryKind.NO_SHOW,
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/defences/<int:defence_id>/decision", methods=["GET", "POST"])
@guard.signed_in
def decide_defence(defence_id: int) -> ResponseReturnValue:
    """Decide on a report or a flag."""
    _found, card = access.defence_for_staff(actor(), defence_id)
    form = DecisionForm()
    error, status = "", 200
    if form.validate_on_submit():
        try:
            defending.decide_defence(
                actor(),
                defence_id=defence_id,
                confirmed=form.confirmed.data == "yes",
                reason=form.reason.data or "",
                now=clock.now(),
            )
        except Refused as refusal:
            error, status = why(refusal.reason), 409
        else:
            flash(_("Your decision is stored."), "good")
            return redirect(url_for(".manage_defences", assignment_id=card.id))
    elif form.is_submitted():
        status = 422
    line = next(each for each in reads.defences_of_assignment(card.id) if each.id == defence_id)
    page = render_template(
        "assessments/defence_decide.html",
        card=card,
        line=line,
        form=form,
        flags=FLAGS,
        criteria=queries.rubric(card.id)[1],
        error=error,
    )
    return page, status
