"""Pages for those who make quizzes: rules, dates, personal exceptions."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.forms import SelectChoice
from lms.core.web.identity import actor
from lms.courses import queries
from lms.courses.access import quizzes as access
from lms.courses.forms.quizzes import ExceptionForm, QuizForm, WindowForm, as_local, at_centre
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import Allowance, Window
from lms.courses.quizzes.written import read_settings
from lms.courses.services import quizzes
from lms.courses.views.blueprint import bp


def _lesson_choices(course_id: int) -> list[SelectChoice]:
    newest = queries.newest_revision(course_id)
    choices = [SelectChoice("", _("no lesson: it stands by itself"))]
    if newest is not None:
        for module in queries.outline(newest.id, course_id=course_id, person_id=0, language=current_language()):
            choices += [SelectChoice(line.key, f"{module.title} · {line.title}") for line in module.lessons]
    return choices


@bp.get("/<int:course_id>/quizzes/new")
@guard.signed_in
def make_quiz(course_id: int) -> ResponseReturnValue:
    """An empty form for a new quiz."""
    seat = access.course_for_making_quizzes(actor(), course_id)
    form = QuizForm(formdata=None)
    form.lesson_key.choices = _lesson_choices(course_id)
    return render_template("courses/quiz_make.html", course=seat.course, form=form)


@bp.post("/<int:course_id>/quizzes/new")
@guard.signed_in
def found_quiz(course_id: int) -> ResponseReturnValue:
    """Make the quiz; its questions come next."""
    seat = access.course_for_making_quizzes(actor(), course_id)
    form = QuizForm()
    form.lesson_key.choices = _lesson_choices(course_id)
    if not form.validate_on_submit():
        return render_template("courses/quiz_make.html", course=seat.course, form=form), 422
    quiz = quizzes.make_quiz(
        actor(),
        course_id=course_id,
        title=form.titles(),
        lesson_key=form.lesson_key.data or "",
        settings=form.settings(),
        now=clock.now(),
    )
    flash(_("The quiz is made. Now give it questions."), "good")
    return redirect(url_for(".edit_quiz_questions", quiz_id=quiz.id))


@bp.get("/quizzes/<int:quiz_id>/settings")
@guard.signed_in
def edit_quiz(quiz_id: int) -> ResponseReturnValue:
    """Rules and dates of a quiz."""
    return _settings_page(quiz_id)


@bp.post("/quizzes/<int:quiz_id>/settings")
@guard.signed_in
def change_quiz(quiz_id: int) -> ResponseReturnValue:
    """Change the rules."""
    access.quiz_for_making(actor(), quiz_id)
    form = QuizForm()
    if not form.validate_on_submit():
        return _settings_page(quiz_id, form=form), 422
    try:
        quizzes.change_quiz(
            actor(),
            quiz_id=quiz_id,
            title=form.titles(),
            lesson_key=form.lesson_key.data or "",
            settings=form.settings(),
            is_published=bool(form.is_published.data),
            now=clock.now(),
        )
    except Refused as refusal:
        return _settings_page(quiz_id, form=form, problem=why(refusal.reason)), 409
    flash(_("The rules are saved."), "good")
    return redirect(url_for(".edit_quiz", quiz_id=quiz_id))


@bp.post("/quizzes/<int:quiz_id>/windows/<int:cohort_id>")
@guard.signed_in
def set_quiz_window(quiz_id: int, cohort_id: int) -> ResponseReturnValue:
    """Say when a cohort may take the quiz."""
    access.quiz_for_results(actor(), quiz_id, cohort_id)
    form = WindowForm()
    if not form.validate_on_submit():
        return _settings_page(quiz_id, problem=form.first_error() or _("This is no day and time.")), 422
    window = Window(at_centre(form.opens_at.data), at_centre(form.closes_at.data))
    try:
        quizzes.set_window(actor(), quiz_id=quiz_id, cohort_id=cohort_id, window=window, now=clock.now())
    except Refused as refusal:
        return _settings_page(quiz_id, problem=why(refusal.reason)), 409
    flash(_("The dates are saved."), "good")
    return redirect(url_for(".edit_quiz", quiz_id=quiz_id))


@bp.post("/quizzes/<int:quiz_id>/exceptions/<int:cohort_id>")
@guard.signed_in
def allow_quiz(quiz_id: int, cohort_id: int) -> ResponseReturnValue:
    """Grant one trainee more time, more attempts or a later end."""
    access.quiz_for_results(actor(), quiz_id, cohort_id)
    form = ExceptionForm()
    if not form.validate_on_submit():
        return _settings_page(quiz_id, problem=form.first_error()), 422
    allowance = Allowance(form.extra_minutes.data or 0, form.extra_attempts.data or 0, at_centre(form.until.data))
    quizzes.allow(
        actor(),
        quiz_id=quiz_id,
        cohort_id=cohort_id,
        person_id=form.person_id.data,
        allowance=allowance,
        reason=form.reason.data or "",
        now=clock.now(),
    )
    flash(_("The exception is granted."), "good")
    return redirect(url_for(".edit_quiz", quiz_id=quiz_id))


def _settings_page(quiz_id: int, *, form: QuizForm | None = None, problem: str = "") -> str:
    found = access.quiz_for_making(actor(), quiz_id)
    now: datetime = clock.now()
    form = form or _filled(found)
    form.lesson_key.choices = _lesson_choices(found.quiz.course_id)
    teaches = found.seat.teaches
    windows = reads.windows([quiz_id], [card.id for card in teaches])
    rows = []
    for card in teaches:
        window = windows.get((quiz_id, card.id), Window())
        trainees = cohorts.trainees(card.id, on=clock.local_date(now))
        exception = ExceptionForm(formdata=None, prefix="")
        exception.person_id.choices = [SelectChoice(trainee.person_id, trainee.name) for trainee in trainees]
        dates = WindowForm(formdata=None, opens_at=as_local(window.opens_at), closes_at=as_local(window.closes_at))
        rows.append(
            (card, dates, exception, reads.exceptions(quiz_id, card.id), {t.person_id: t.name for t in trainees})
        )
    return render_template(
        "courses/quiz_edit.html", found=found, quiz=found.quiz, form=form, cohorts=rows, problem=problem
    )


def _filled(found: access.QuizSeat) -> QuizForm:
    quiz, settings = found.quiz, read_settings(found.quiz.settings)
    return QuizForm(
        formdata=None,
        title_ko=quiz.title.get("ko", ""),
        title_en=quiz.title.get("en", ""),
        lesson_key=quiz.lesson_key,
        attempts=settings.attempts,
        minutes=settings.minutes,
        pause_minutes=settings.pause_minutes,
        counting=settings.counting,
        showing=settings.showing,
        pass_percent=settings.pass_percent,
        shuffles_questions=settings.shuffles_questions,
        shuffles_options=settings.shuffles_options,
        is_published=quiz.is_published,
    )
