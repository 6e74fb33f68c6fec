"""Pages for those who take quizzes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import Refused
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.courses.access import quizzes as access
from lms.courses.queries import quiz_pages as pages
from lms.courses.quizzes.shown import answers_from
from lms.courses.quizzes.types import Answer
from lms.courses.services import quizzes
from lms.courses.views.blueprint import bp


@bp.get("/<int:course_id>/quizzes")
@guard.signed_in
def list_quizzes(course_id: int) -> ResponseReturnValue:
    """The quizzes of a course, and where one stands with each."""
    seat = access.course_for_quizzes(actor(), course_id)
    now = clock.now()
    closed = access.closed_lessons(actor(), seat, now=now)
    lines = pages.quiz_lines(seat, person_id=actor().user_id or 0, closed_lessons=closed, now=now)
    return render_template("courses/quiz_list.html", seat=seat, course=seat.course, lines=lines)


@bp.get("/quizzes/<int:quiz_id>")
@guard.signed_in
def show_quiz(quiz_id: int) -> ResponseReturnValue:
    """What a quiz is about, how it is taken, and one's own attempts."""
    found = access.quiz_for_reading(actor(), quiz_id)
    now = clock.now()
    closed = access.closed_lessons(actor(), found.seat, now=now) if found.quiz.lesson_key else frozenset[str]()
    page = pages.quiz_page(found, person_id=actor().user_id or 0, closed_lessons=closed, now=now)
    return render_template("courses/quiz_show.html", found=found, quiz=found.quiz, page=page)


@bp.post("/quizzes/<int:quiz_id>/start")
@guard.signed_in
def start_quiz(quiz_id: int) -> ResponseReturnValue:
    """Begin, or go on."""
    attempt = quizzes.start_attempt(actor(), quiz_id=quiz_id, now=clock.now())
    return redirect(url_for(".show_attempt", attempt_id=attempt.id))


@bp.get("/quizzes/attempts/<int:attempt_id>")
@guard.signed_in
def show_attempt(attempt_id: int) -> ResponseReturnValue:
    """The questions to answer, or how it went."""
    attempt, found = access.attempt_for_reading(actor(), attempt_id)
    now = clock.now()
    page = pages.attempt_page(attempt, found, language=current_language(), now=now)
    if page.is_over:
        own = attempt.person_id == actor().user_id
        return render_template("courses/quiz_result.html", found=found, quiz=found.quiz, page=page, own=own)
    if attempt.person_id != actor().user_id:
        return render_template("courses/quiz_waiting.html", found=found, quiz=found.quiz, page=page)
    return render_template("courses/quiz_take.html", found=found, quiz=found.quiz, page=page)


def _answers(attempt_id: int) -> dict[int, Answer]:
    attempt, _found = access.attempt_for_taking(actor(), attempt_id)
    return answers_from(request.form.items(multi=True), pages.kinds_of(attempt))


@bp.post("/quizzes/attempts/<int:attempt_id>")
@guard.signed_in
def answer_attempt(attempt_id: int) -> ResponseReturnValue:
    """Save, have one answer checked, or hand in: the button's name says which."""
    answers, now = _answers(attempt_id), clock.now()
    checked = request.form.get("check", "")
    if checked.isdecimal():
        quizzes.check_answer(actor(), attempt_id=attempt_id, question_id=int(checked), answers=answers, now=now)
        return redirect(url_for(".show_attempt", attempt_id=attempt_id, _anchor=f"question-{checked}"))
    if "submit" in request.form:
        attempt = quizzes.submit_attempt(actor(), attempt_id=attempt_id, answers=answers, now=now)
        if attempt.ran_out:
            flash(_("The time was up. Your answers that were saved in time have been handed in."), "warn")
        return redirect(url_for(".show_attempt", attempt_id=attempt_id))
    try:
        quizzes.save_answers(actor(), attempt_id=attempt_id, answers=answers, now=now)
        flash(_("Your answers are saved."), "good")
    except Refused as refusal:
        flash(why(refusal.reason), "warn")
    return redirect(url_for(".show_attempt", attempt_id=attempt_id))


@bp.post("/quizzes/attempts/<int:attempt_id>/autosave")
@guard.signed_in
def autosave_attempt(attempt_id: int) -> ResponseReturnValue:
    """Keep what was answered, while it is being answered; a line of text says so."""
    answers, now = _answers(attempt_id), clock.now()
    quizzes.save_answers(actor(), attempt_id=attempt_id, answers=answers, now=now)
    return render_template("courses/_quiz_saved.html", now=now)
