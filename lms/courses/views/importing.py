"""Pages of imports: upload, progress, preview, what was lost."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Place
from lms.core import clock
from lms.core.errors import NotAllowed
from lms.core.sheets import CSV_TYPE, csv_file
from lms.core.web import guard
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor
from lms.courses import access, policies, queries, services
from lms.courses.forms.importing import UploadForm, choice_from_form
from lms.courses.importing.types import AT_WORK, ImportState
from lms.courses.sentences import problem_sentence, reason_sentence
from lms.courses.views.blueprint import bp
from lms.courses.views.revisions import writers_centres

PAGE = 100


def _centres() -> list[tuple[int, str]]:
    found = writers_centres()
    if not found:
        raise NotAllowed
    return found


def _upload_form(centres: list[tuple[int, str]]) -> UploadForm:
    form = UploadForm()
    form.centre.choices = [SelectChoice(ident, name) for ident, name in centres]
    if len(centres) == 1:
        form.centre.data = centres[0][0]
    return form


@bp.get("/imports")
@guard.signed_in
def list_imports() -> ResponseReturnValue:
    """Upload a course; the imports so far."""
    centres = _centres()
    form = _upload_form(centres)
    form.code.data = form.code.data or request.args.get("code", "")
    return _imports_page(form, [ident for ident, _name in centres])


def _imports_page(form: UploadForm, centres: list[int]) -> str:
    everyones = [ident for ident in centres if policies.may_edit_course(actor(), Place(ident))]
    rows = queries.imports_of(everyones or centres, person_id=None if everyones else actor().user_id)
    return render_template("courses/import/import_list.html", form=form, rows=rows, state_word=state_word)


@bp.post("/imports")
@guard.signed_in
def begin_import() -> ResponseReturnValue:
    """Keep the upload and have it read."""
    centres = _centres()
    form = _upload_form(centres)
    upload = request.files.get("file")
    data = upload.read() if upload else b""
    if not form.validate_on_submit() or not data:
        if not data:
            form.file.errors = [_("Please choose a file.")]
        return _imports_page(form, [ident for ident, _name in centres]), 422
    import_id = services.begin_import(
        actor(),
        centre_id=form.centre.data,
        code=(form.code.data or "").strip(),
        data=data,
        name=(upload.filename if upload else "") or "course",
        language=form.language.data or "",
        now=clock.now(),
    )
    return redirect(url_for(".show_import", import_id=import_id))


@bp.get("/imports/<int:import_id>")
@guard.signed_in
def show_import(import_id: int) -> ResponseReturnValue:
    """Where the import is: progress, preview, or how it ended."""
    row = access.import_for_writing(actor(), import_id)
    state = ImportState(row.state)
    facts: dict[str, Any] = {"row": row, "state": state, "at_work": state in AT_WORK, "state_word": state_word}
    if state in AT_WORK:
        progress = queries.progress_of_import(import_id)
        facts["progress"] = progress
        facts["is_orphan"] = progress is not None and progress.claimed_until <= clock.now()
    if state is ImportState.FAILED:
        facts["problem"] = failure(row.problem, row.problem_name)
    facts["known"] = queries.course_by_code(row.centre_id, row.code)
    if request.headers.get("HX-Request") == "true":
        answer = Response(render_template("courses/import/_state.html", **facts))
        if state not in AT_WORK:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render_template("courses/import/import_show.html", **facts)


@bp.post("/imports/<int:import_id>/choose")
@guard.signed_in
def choose_import(import_id: int) -> ResponseReturnValue:
    """Store what was chosen."""
    row = access.import_for_writing(actor(), import_id)
    choice = choice_from_form(request.form, row.outline.get("modules", []))
    services.choose_import(actor(), import_id=import_id, choice=choice, now=clock.now())
    return redirect(url_for(".show_import", import_id=import_id))


@bp.post("/imports/<int:import_id>/cancel")
@guard.signed_in
def cancel_import(import_id: int) -> ResponseReturnValue:
    """Stop it."""
    services.cancel_import(actor(), import_id=import_id, now=clock.now())
    flash(_("The import was cancelled; nothing of it was stored."), "good")
    return redirect(url_for(".list_imports"))


@bp.post("/imports/<int:import_id>/resume")
@guard.signed_in
def resume_import(import_id: int) -> ResponseReturnValue:
    """Have it worked on again."""
    services.resume_import(actor(), import_id=import_id, now=clock.now())
    return redirect(url_for(".show_import", import_id=import_id))


@bp.get("/imports/<int:import_id>/losses")
@guard.signed_in
def show_losses(import_id: int) -> ResponseReturnValue:
    """What was kept, changed and dropped, item by item; ``format=csv`` as a file."""
    row = access.import_for_writing(actor(), import_id)
    loss = row.outline.get("loss", {"items": [], "kept": 0, "changed": 0, "dropped": 0, "total": 0})
    wanted, words = request.args.get("outcome", ""), request.args.get("q", "").strip().lower()
    items = [
        item for item in loss["items"] if (not wanted or item[0] == wanted) and (not words or words in item[2].lower())
    ]
    if request.args.get("format") == "csv":
        return _losses_csv(items)
    page = max(1, min(request.args.get("page", 1, type=int), (len(items) + PAGE - 1) // PAGE or 1))
    return render_template(
        "courses/import/losses.html",
        row=row,
        loss=loss,
        items=items[(page - 1) * PAGE : page * PAGE],
        found=len(items),
        page=page,
        pages=(len(items) + PAGE - 1) // PAGE,
        wanted=wanted,
        words=request.args.get("q", ""),
        reason=reason_sentence,
        outcome_word=outcome_word,
        what_word=what_word,
    )


def _losses_csv(items: list[list[str]]) -> Response:
    headings = [_("Outcome"), _("What"), _("Item"), _("Reason")]
    rows = [
        [outcome_word(outcome), what_word(what), name, reason_sentence(reason)]
        for outcome, what, name, reason, _detail in items
    ]
    answer = Response(csv_file(headings, rows), content_type=CSV_TYPE)
    answer.headers["Content-Disposition"] = "attachment; filename=losses.csv"
    return answer


def failure(problem: str, name: str) -> str:
    """Why an import failed, in a sentence."""
    if problem == "not_allowed":
        return _("You may no longer write this course.")
    if problem == "fault":
        return _("Something broke on our side while reading. The fault was written down; please try again.")
    return problem_sentence(problem, name)


def state_word(state: ImportState) -> tuple[str, str]:
    """A state in words, and its tone."""
    return {
        ImportState.READING: (_("being read"), "info"),
        ImportState.READY: (_("waits for your choice"), "warn"),
        ImportState.STORING: (_("being stored"), "info"),
        ImportState.DONE: (_("imported"), "good"),
        ImportState.SAME: (_("nothing new"), ""),
        ImportState.FAILED: (_("could not be read"), "bad"),
        ImportState.CANCELLED: (_("cancelled"), ""),
    }[state]


def outcome_word(outcome: str) -> str:
    """An outcome in words."""
    return {"kept": _("kept"), "changed": _("changed"), "dropped": _("dropped")}.get(outcome, outcome)


def what_word(what: str) -> str:
    """A part of a source in words."""
    return {
        "lesson": _("lesson"),
        "assignment": _("assignment"),
        "page": _("page"),
        "file": _("file"),
        "translation": _("translation"),
        "order": _("table of contents"),
        "quiz": _("quiz"),
        "question": _("question"),
        "person": _("person"),
        "activity": _("activity"),
        "section": _("section"),
        "item": _("entry"),
        "header": _("heading"),
        "link": _("link"),
    }.get(what, what)
