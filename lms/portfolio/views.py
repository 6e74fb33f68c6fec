"""Pages of portfolios, letters and the mentors' queue."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.accounts import queries as people
from lms.accounts.types import Role
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor
from lms.core.web.pages import navigate
from lms.portfolio import access, queries, rules, services
from lms.portfolio.forms import LetterForm, NoteForm, PortfolioForm, VersionForm
from lms.portfolio.models import CoverLetter
from lms.portfolio.types import LetterState

bp = Blueprint("portfolio", __name__, url_prefix="/portfolio", template_folder="templates")
BLUEPRINTS = (bp,)
STATES = {
    LetterState.DRAFT: _l("being written"),
    LetterState.WAITING: _l("waits for a mentor"),
    LetterState.REVISE: _l("to be revised"),
    LetterState.READY: _l("ready to send"),
}
navigate(_l("Portfolio"), "portfolio.show_own", icon="person", roles=[Role.TRAINEE], order=50)
navigate(_l("Letters to review"), "portfolio.show_queue", icon="mail", roles=[Role.MENTOR], order=50)


@bp.get("/")
@guard.signed_in
def show_own() -> ResponseReturnValue:
    """One's own portfolio and letters."""
    me = actor().user_id or 0
    return render_template(
        "portfolio/own.html", page=queries.newest_portfolio(me), letters=queries.letters_of(me), states=STATES
    )


@bp.route("/edit", methods=["GET", "POST"])
@guard.signed_in
def edit() -> ResponseReturnValue:
    """Write one's portfolio."""
    last = queries.newest_portfolio(actor().user_id or 0)
    form = PortfolioForm()
    if form.validate_on_submit():
        services.save_portfolio(
            actor(),
            headline=form.headline.data or "",
            body=form.body.data or "",
            skills=(form.skills.data or "").split(","),
            now=clock.now(),
        )
        flash(_("Your portfolio is saved as a new version."), "good")
        return redirect(url_for(".show_own"))
    if not form.is_submitted() and last is not None:
        form.headline.data, form.body.data = last.headline, last.body
        form.skills.data = ", ".join(last.skills)
    return render_template("portfolio/edit.html", form=form), 422 if form.is_submitted() else 200


@bp.get("/people/<int:person_id>")
@guard.signed_in
def show_person(person_id: int) -> ResponseReturnValue:
    """Someone's portfolio, for those who may read it."""
    page = access.portfolio_for_reading(actor(), person_id)
    return render_template("portfolio/person.html", page=page, person=people.card(person_id))


@bp.route("/letters/new", methods=["GET", "POST"])
@guard.needs(Role.TRAINEE)
def new_letter() -> ResponseReturnValue:
    """Start a cover letter."""
    form = LetterForm()
    mine = cohorts.enrolments_of(actor().user_id or 0)
    form.cohort.choices = [SelectChoice(str(card.id), card.name) for _enrolment, card in mine]
    if form.validate_on_submit():
        letter = services.start_letter(
            actor(),
            cohort_id=form.cohort.data,
            company=form.company.data or "",
            question=form.question.data or "",
            limit=form.limit.data or 1000,
            body=form.body.data or "",
            now=clock.now(),
        )
        return redirect(url_for(".show_letter", letter_id=letter.id))
    return render_template("portfolio/letter_new.html", form=form), 422 if form.is_submitted() else 200


@bp.get("/letters/<int:letter_id>")
@guard.signed_in
def show_letter(letter_id: int) -> ResponseReturnValue:
    """A letter: its newest text, notes carried to it, and what to do next."""
    return _letter_page(access.letter_for_reading(actor(), letter_id))


def _letter_page(letter: CoverLetter, status: int = 200, error: str = "", **forms: object) -> ResponseReturnValue:
    versions = queries.versions_of(letter.id)
    newest = versions[-1]
    notes = []
    for note, number in queries.notes_of(letter.id):
        place = rules.Anchor(note.quote, note.start, note.before, note.after)
        is_here = number == newest.number or rules.carry(place, newest.body) is not None
        notes.append((note, number, is_here))
    is_author = letter.person_id == actor().user_id
    revise = VersionForm(formdata=None, body=newest.body)
    page = render_template(
        "portfolio/letter_show.html",
        letter=letter,
        versions=versions,
        newest=newest,
        notes=notes,
        is_author=is_author,
        author=people.card(letter.person_id),
        count=rules.characters(newest.body),
        why_not_ask=rules.why_not_ask(LetterState(letter.state), newest.body),
        states=STATES,
        error=error,
        **{"revise": revise, "note_form": NoteForm(formdata=None), **forms},
    )
    return page, status


@bp.post("/letters/<int:letter_id>/versions")
@guard.signed_in
def revise(letter_id: int) -> ResponseReturnValue:
    """Store a new version."""
    letter = access.letter_for_author(actor(), letter_id)
    form = VersionForm()
    if not form.validate_on_submit():
        return _letter_page(letter, 422, revise=form)
    try:
        services.revise_letter(actor(), letter_id=letter_id, body=form.body.data or "", now=clock.now())
    except Refused as refusal:
        return _letter_page(letter, 409, why(refusal.reason), revise=form)
    flash(_("Version stored. Notes on the older version stay visible."), "good")
    return redirect(url_for(".show_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/ask")
@guard.signed_in
def ask(letter_id: int) -> ResponseReturnValue:
    """Ask the mentors for a review."""
    services.ask_for_review(actor(), letter_id=letter_id, now=clock.now())
    flash(_("Your letter is in the mentors' queue. You get an answer within three days."), "good")
    return redirect(url_for(".show_letter", letter_id=letter_id))


@bp.get("/queue")
@guard.needs(Role.MENTOR)
def show_queue() -> ResponseReturnValue:
    """Letters that wait, the one due first on top."""
    own = [card.id for card in cohorts.cohorts_of(actor(), roles=[Role.MENTOR])]
    lines = queries.queue(own, reader_id=actor().user_id or 0, now=clock.now())
    return render_template("portfolio/queue.html", lines=lines, now=clock.now())


@bp.post("/letters/<int:letter_id>/claim")
@guard.needs(Role.MENTOR)
def claim(letter_id: int) -> ResponseReturnValue:
    """Take a letter from the queue."""
    services.claim_letter(actor(), letter_id=letter_id, now=clock.now())
    return redirect(url_for(".show_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/notes")
@guard.needs(Role.MENTOR)
def write_note(letter_id: int) -> ResponseReturnValue:
    """Write a note on some words."""
    letter = access.letter_for_mentor(actor(), letter_id)
    form = NoteForm()
    if not form.validate_on_submit():
        return _letter_page(letter, 422, note_form=form)
    try:
        services.write_note(
            actor(),
            letter_id=letter_id,
            quote=form.quote.data or "",
            text=form.text.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _letter_page(letter, 409, why(refusal.reason), note_form=form)
    return redirect(url_for(".show_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/finish")
@guard.needs(Role.MENTOR)
def finish(letter_id: int) -> ResponseReturnValue:
    """Give a letter back to its author."""
    is_ready = request.form.get("verdict") == "ready"
    services.finish_round(actor(), letter_id=letter_id, is_ready=is_ready, now=clock.now())
    flash(_("The author was told."), "good")
    return redirect(url_for(".show_queue"))


@bp.post("/notes/<int:note_id>/resolve")
@guard.signed_in
def resolve(note_id: int) -> ResponseReturnValue:
    """Say that a note was dealt with."""
    letter_id = services.resolve_note(actor(), note_id=note_id, now=clock.now())
    return redirect(url_for(".show_letter", letter_id=letter_id))
