"""A reader's own notes, and reported problems."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Place
from lms.core import clock
from lms.core.errors import NotAllowed
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, policies, queries, services
from lms.courses.views.blueprint import bp
from lms.courses.views.previewing import refuse_in_preview
from lms.courses.views.reading import lesson


@bp.post("/lessons/<int:lesson_id>/note")
@guard.signed_in
def keep_note(lesson_id: int) -> ResponseReturnValue:
    """Store one's own note on a lesson."""
    page = lesson(lesson_id)
    refuse_in_preview(page)
    services.keep_note(
        actor(), lesson_id=lesson_id, language=page.language, body=request.form.get("body", ""), now=clock.now()
    )
    flash(_("Your note was kept. Only you can see it."), "good")
    return redirect(url_for(".show_lesson", lesson_id=lesson_id, _anchor="note"))


@bp.post("/lessons/<int:lesson_id>/report")
@guard.signed_in
def report_problem(lesson_id: int) -> ResponseReturnValue:
    """Tell the instructor that something in a lesson is wrong."""
    page = lesson(lesson_id)
    refuse_in_preview(page)
    services.report_problem(
        actor(), lesson_id=lesson_id, language=page.language, text=request.form.get("text", ""), now=clock.now()
    )
    flash(_("Thank you. Your instructor was told; the answer appears in this lesson."), "good")
    return redirect(url_for(".show_lesson", lesson_id=lesson_id, _anchor="reports"))


@bp.get("/<int:course_id>/reports")
@guard.signed_in
def list_reports(course_id: int) -> ResponseReturnValue:
    """Problems that readers reported in a course."""
    reader = access.reader_of(actor(), course_id, now=clock.now())
    cohorts = [card.id for card in reader.teaches if policies.may_answer_reports(actor(), card.place)]
    if not cohorts and not policies.may_answer_reports(actor(), Place(reader.course.centre_id)):
        raise NotAllowed
    rows = queries.reports_of(course_id, cohort_ids=cohorts, language=current_language())
    return render_template("courses/report_list.html", course=reader.course, reader=reader, rows=rows)


@bp.post("/reports/<int:report_id>/answer")
@guard.signed_in
def answer_report(report_id: int) -> ResponseReturnValue:
    """Answer a reported problem."""
    report = services.answer_report(
        actor(), report_id=report_id, answer=request.form.get("answer", ""), now=clock.now()
    )
    flash(_("The answer was sent."), "good")
    return redirect(url_for(".list_reports", course_id=report.course_id))
