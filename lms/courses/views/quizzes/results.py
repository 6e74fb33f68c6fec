"""Pages for those who look at results: a cohort's list, figures of the questions, marking again, exports."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import clock, sheets
from lms.core.errors import NotFound, Refused
from lms.core.languages import current_language, pick
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.courses.access import quizzes as access
from lms.courses.forms.quizzes import ExportForm, RegradeForm
from lms.courses.queries import quiz_results as reads
from lms.courses.queries.quizzes import versions
from lms.courses.quizzes.shown import text_in
from lms.courses.quizzes.written import read_settings
from lms.courses.services import quizzes
from lms.courses.views.blueprint import bp

_TYPES = {
    "csv": sheets.CSV_TYPE,
    "xlsx": sheets.XLSX_TYPE,
}
SORTS = ("name", "percent", "attempts", "submitted_at")


def _found(quiz_id: int) -> tuple[access.QuizSeat, CohortCard | None]:
    return access.quiz_for_results(actor(), quiz_id, request.values.get("cohort", type=int))


@bp.get("/quizzes/<int:quiz_id>/results")
@guard.signed_in
def show_quiz_results(quiz_id: int) -> ResponseReturnValue:
    """Every trainee of a cohort with the attempt that counts."""
    found, cohort = _found(quiz_id)
    now = clock.now()
    lines = reads.result_lines(found.quiz, cohort.id, on=clock.local_date(now), now=now) if cohort else []
    sort = request.args.get("sort", "")
    if sort in SORTS:
        blank = [line for line in lines if getattr(line, sort) is None]
        lines = sorted(
            (line for line in lines if getattr(line, sort) is not None), key=lambda line: getattr(line, sort)
        )
        lines = (lines if sort == "name" else lines[::-1]) + blank
    return render_template(
        "courses/quiz_results.html",
        found=found,
        quiz=found.quiz,
        cohort=cohort,
        lines=lines,
        sort=sort,
        settings=read_settings(found.quiz.settings),
        form=ExportForm(formdata=None),
    )


@bp.post("/quizzes/<int:quiz_id>/results")
@guard.signed_in
def export_quiz_results(quiz_id: int) -> ResponseReturnValue:
    """The list as a file; who took it and why is kept."""
    found, cohort = _found(quiz_id)
    form = ExportForm()
    if cohort is None or not form.validate_on_submit():
        flash(form.first_error() or _("There is no cohort whose results could be listed."), "warn")
        return redirect(url_for(".show_quiz_results", quiz_id=quiz_id, cohort=cohort.id if cohort else None))
    now = clock.now()
    lines = reads.result_lines(found.quiz, cohort.id, on=clock.local_date(now), now=now)
    quizzes.note_export(actor(), quiz_id=quiz_id, cohort_id=cohort.id, reason=form.reason.data or "", rows=len(lines))
    headings = (_("Name"), _("Attempts"), _("Points"), _("Possible"), _("Percent"), _("Handed in"))
    rows: list[Sequence[sheets.Cell]] = [
        (
            line.name,
            line.attempts,
            line.points,
            line.possible,
            line.percent,
            clock.local_date(line.submitted_at).isoformat() if line.submitted_at else "",
        )
        for line in lines
    ]
    return _file(headings, rows, kind=form.kind.data, title=f"{pick(found.quiz.title)} · {cohort.name}")


@bp.get("/quizzes/<int:quiz_id>/items")
@guard.signed_in
def show_quiz_items(quiz_id: int) -> ResponseReturnValue:
    """Difficulty, discrimination and options of every question, with advice where one is odd."""
    found, cohort = _found(quiz_id)
    page = reads.item_page(found.quiz, [cohort.id] if cohort else [], language=current_language())
    return render_template("courses/quiz_items.html", found=found, quiz=found.quiz, cohort=cohort, page=page)


@bp.get("/quizzes/<int:quiz_id>/items/<any(csv, xlsx):sheet_kind>")
@guard.signed_in
def export_quiz_items(quiz_id: int, sheet_kind: str) -> ResponseReturnValue:
    """The figures as a file; it names nobody."""
    found, cohort = _found(quiz_id)
    page = reads.item_page(found.quiz, [cohort.id] if cohort else [], language=current_language())
    headings = (_("Question"), _("Answers"), _("Difficulty"), _("Discrimination"), _("Advice"))
    rows = [
        (
            text_in(line.question.prompt, current_language())[:200],
            line.figures.answers,
            _rounded(line.figures.difficulty),
            _rounded(line.figures.discrimination),
            ", ".join(line.figures.advice),
        )
        for line in page.items
    ]
    return _file(headings, rows, kind=sheet_kind, title=pick(found.quiz.title))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _file(headings: Sequence[str], rows: Sequence[Sequence[sheets.Cell]], *, kind: str, title: str) -> Response:
    data = sheets.csv_file(headings, rows) if kind == "csv" else sheets.xlsx_file(headings, rows, title=title)
    answer = Response(data, mimetype=_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="quiz.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/quizzes/<int:quiz_id>/regrade")
@guard.signed_in
def regrade_quiz(quiz_id: int) -> ResponseReturnValue:
    """Who would change from what to what, by the newest keys."""
    return _regrade_page(quiz_id)


@bp.post("/quizzes/<int:quiz_id>/regrade")
@guard.signed_in
def apply_regrade(quiz_id: int) -> ResponseReturnValue:
    """Store the new marks that were shown, with a reason."""
    _found_quiz, cohort = _found(quiz_id)
    form = RegradeForm()
    if cohort is None:
        raise NotFound
    if not form.validate_on_submit():
        return _regrade_page(quiz_id, problem=form.first_error()), 422
    try:
        count = quizzes.apply_regrade(
            actor(),
            quiz_id=quiz_id,
            cohort_id=cohort.id,
            fingerprint=request.form.get("fingerprint", ""),
            reason=form.reason.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _regrade_page(quiz_id, problem=why(refusal.reason)), 409
    flash(_("%(n)s attempts were marked again.", n=count), "good")
    return redirect(url_for(".show_quiz_results", quiz_id=quiz_id, cohort=cohort.id))


def _regrade_page(quiz_id: int, *, problem: str = "") -> str:
    found, cohort = _found(quiz_id)
    regrade = quizzes.regrade_of(actor(), quiz_id=quiz_id, cohort_id=cohort.id) if cohort else None
    names, prompts = {}, {}
    if cohort and regrade:
        day = clock.local_date(clock.now())
        names = {each.person_id: each.name for each in cohorts.trainees(cohort.id, on=day, states=None)}
        asked = {question for change in regrade.changes for question, *_points in change.questions}
        prompts = {
            ident: text_in(version.body["prompt"], current_language())
            for ident, version in versions(asked, None).items()
        }
    return render_template(
        "courses/quiz_regrade.html",
        found=found,
        quiz=found.quiz,
        cohort=cohort,
        regrade=regrade,
        names=names,
        prompts=prompts,
        form=RegradeForm(formdata=None),
        problem=problem,
    )
