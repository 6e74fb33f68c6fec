"""Pages of handing in: the assignment, the draft that saves itself, the receipt, one's own files."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as people
from lms.assessments import access, policies, queries, rules, services
from lms.assessments.forms import WorkForm
from lms.assessments.types import Anonymity
from lms.assessments.types.handing_in import Saved, WhyNotHandIn
from lms.assessments.views.blueprint import bp
from lms.cohorts import access as cohorts
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import pick
from lms.core.markdown import render_safely
from lms.core.web import guard
from lms.core.web.downloads import send_stored
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>")
@guard.signed_in
def show(assignment_id: int) -> ResponseReturnValue:
    """One assignment: the brief, one's own work and its reviews; for staff the overview."""
    card = access.assignment_for_member(actor(), assignment_id)
    cohort = cohorts.cohort_for_member(actor(), card.cohort_id)
    if policies.may_set_work(actor(), cohort.place):
        return redirect(url_for(".show_overview", assignment_id=assignment_id))
    return _page(assignment_id, WorkForm(formdata=None))


def _page(
    assignment_id: int,
    form: WorkForm,
    status: int = 200,
    *,
    error: str = "",
    traces: tuple[str, ...] = (),
    preview: str = "",
) -> ResponseReturnValue:
    card = access.assignment_for_trainee(actor(), assignment_id)
    me = actor().user_id or 0
    terms = queries.terms_for(assignment_id, me)
    if terms is None:
        raise NotFound
    submission = queries.submission_of(assignment_id, me)
    began, round_ = queries.round_began(submission), submission.round if submission else 1
    writing = queries.writing_of(assignment_id, me, submission)
    if not form.is_submitted() or form.body.data is None:
        form.body.data, form.repository.data, form.commit_id.data = writing.body, writing.repository, writing.commit_id
        form.epoch.data = str(writing.epoch)
    grade = access.own_grade(actor(), assignment_id)
    verdict = access.why_closed(actor(), assignment_id, now=clock.now()) if submission is None else None
    closed = WhyNotHandIn.MODULE_CLOSED if verdict else None
    page = render_template(
        "assessments/assignment_show.html",
        card=card,
        terms=terms,
        last_moment=rules.last_moment(terms),
        verdict=verdict,
        brief="" if verdict else pick(access.brief_of(assignment_id)),
        criteria=queries.rubric(assignment_id)[1],
        submission=submission,
        newest=queries.version(submission.id, submission.version) if submission else None,
        locks_at=rules.locks_at(terms, began, round_=round_) if began else None,
        closed=closed or rules.why_not_hand_in(terms, now=clock.now(), began=began, round_=round_),
        writing=writing,
        kept=queries.kept_drafts(assignment_id, me),
        team=queries.team_of(assignment_id, me) if terms.is_team else None,
        grade=grade,
        has_practice=len(queries.exemplars(assignment_id)) > 0,
        reviews=access.reviews_for_author(actor(), assignment_id) if grade else [],
        form=form,
        error=error,
        traces=traces,
        preview=preview,
        now=clock.now(),
    )
    return page, status


@bp.post("/<int:assignment_id>")
@guard.signed_in
def submit(assignment_id: int) -> ResponseReturnValue:
    """Hand in work; first the files that came along are added to the draft."""
    access.assignment_for_trainee(actor(), assignment_id)
    form = WorkForm()
    if not form.validate_on_submit():
        return _page(assignment_id, form, 422)
    try:
        _attach(assignment_id)
        if traces := _traces(assignment_id, form):
            return _page(assignment_id, form, 409, error=why(WhyNotHandIn.NAMES_ITS_AUTHOR), traces=traces)
        services.submit_work(
            actor(),
            assignment_id=assignment_id,
            body=form.body.data or "",
            repository=form.repository.data or "",
            commit_id=form.commit_id.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _page(assignment_id, form, 409, error=_sentence(refusal))
    flash(_("Your work is in. You can change it for 30 minutes; then it is locked for its reviewers."), "good")
    return redirect(url_for(".show_receipt", assignment_id=assignment_id))


def _attach(assignment_id: int) -> None:
    uploads = [(file.filename or "", file.stream.read()) for file in request.files.getlist("files") if file.filename]
    if uploads:
        services.attach_files(actor(), assignment_id=assignment_id, uploads=uploads, now=clock.now())


def _traces(assignment_id: int, form: WorkForm) -> tuple[str, ...]:
    """What names the author in blind work, unless the author has read the warning."""
    me = actor().user_id or 0
    terms, person = queries.terms_for(assignment_id, me), people.card(me)
    if form.confirmed.data or terms is None or person is None or terms.anonymity is Anonymity.OPEN:
        return ()
    writing = queries.writing_of(assignment_id, me, queries.submission_of(assignment_id, me))
    return access.names_in(actor(), email=person.email, body=form.body.data or "", files=writing.files)


def _sentence(refusal: Refused) -> str:
    name = refusal.facts.get("name")
    return f"{name}: {why(refusal.reason)}" if name else why(refusal.reason)


@bp.post("/<int:assignment_id>/draft")
@guard.signed_in
def save_draft(assignment_id: int) -> ResponseReturnValue:
    """Keep what was typed: by itself every few seconds, or by the button together with files."""
    access.assignment_for_trainee(actor(), assignment_id)
    form = WorkForm()
    if not form.validate_on_submit():
        return _page(assignment_id, form, 422)
    try:
        saved = _save(assignment_id, form)
        _attach(assignment_id)
    except Refused as refusal:
        if "HX-Request" in request.headers:
            return render_template("assessments/_draft_state.html", error=_sentence(refusal))
        return _page(assignment_id, form, 409, error=_sentence(refusal))
    if "HX-Request" in request.headers:
        return render_template("assessments/_draft_state.html", saved=saved)
    flash(_("Draft saved. Only you can see it until you hand it in."), "good")
    return redirect(url_for(".show", assignment_id=assignment_id) + "#work")


def _save(assignment_id: int, form: WorkForm) -> Saved:
    given = form.epoch.data or "0"
    return services.save_draft(
        actor(),
        assignment_id=assignment_id,
        body=form.body.data or "",
        repository=form.repository.data or "",
        commit_id=form.commit_id.data or "",
        epoch=int(given) if given.isdecimal() and len(given) < 9 else 0,
        now=clock.now(),
    )


@bp.post("/<int:assignment_id>/draft/files/<int:file_id>/remove")
@guard.signed_in
def remove_file(assignment_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file out of the draft."""
    services.remove_file(actor(), assignment_id=assignment_id, file_id=file_id, now=clock.now())
    return redirect(url_for(".show", assignment_id=assignment_id) + "#work")


@bp.post("/<int:assignment_id>/preview")
@guard.signed_in
def preview(assignment_id: int) -> ResponseReturnValue:
    """How the text will look."""
    access.assignment_for_trainee(actor(), assignment_id)
    form = WorkForm()
    if not form.validate_on_submit():
        return _page(assignment_id, form, 422)
    html = render_safely(form.body.data or "").html
    if "HX-Request" in request.headers:
        return render_template("assessments/_preview.html", preview=html)
    return _page(assignment_id, form, preview=html)


@bp.get("/<int:assignment_id>/receipt")
@guard.signed_in
def show_receipt(assignment_id: int) -> ResponseReturnValue:
    """What was handed in, when, and the digest that proves it."""
    card = access.assignment_for_trainee(actor(), assignment_id)
    newest, versions = access.own_version(actor(), assignment_id)
    terms = queries.terms_for(assignment_id, actor().user_id or 0)
    submission = queries.submission_of(assignment_id, actor().user_id or 0)
    began = queries.round_began(submission)
    if terms is None or submission is None or began is None:
        raise NotFound
    return render_template(
        "assessments/work_receipt.html",
        card=card,
        newest=newest,
        versions=versions,
        late_off=submission.late_off,
        locks_at=rules.locks_at(terms, began, round_=submission.round),
        names=people.cards({version.author_id for version in versions}),
        now=clock.now(),
    )


@bp.get("/<int:assignment_id>/files/<int:file_id>")
@guard.signed_in
def download_own_file(assignment_id: int, file_id: int) -> ResponseReturnValue:
    """A file of one's own."""
    return send_stored(access.own_file(actor(), assignment_id, file_id))


@bp.get("/work/<int:submission_id>/files/<int:file_id>")
@guard.signed_in
def download_file(submission_id: int, file_id: int) -> ResponseReturnValue:
    """A file of somebody's work, for those who set it."""
    return send_stored(access.file_for_staff(actor(), submission_id, file_id))
