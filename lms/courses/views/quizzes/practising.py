"""The page on which trainees practise what they missed."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses.access import quizzes as access
from lms.courses.queries import quiz_practice as reads
from lms.courses.quizzes.practising import AT_ONCE
from lms.courses.quizzes.shown import ShownQuestion, answers_from, shown_question
from lms.courses.quizzes.types import Answer, Kind
from lms.courses.services import quizzes
from lms.courses.views.blueprint import bp


@bp.get("/<int:course_id>/practice")
@guard.signed_in
def show_practice(course_id: int) -> ResponseReturnValue:
    """Some of the missed questions that are due."""
    seat = access.course_for_quizzes(actor(), course_id)
    now = clock.now()
    missed = reads.missed_of(seat, actor().user_id or 0, now=now)
    questions = _shown(seat, missed.due[:AT_ONCE], {}, now=now, is_open_book=False)
    return render_template("courses/quiz_practice.html", course=seat.course, missed=missed, questions=questions)


@bp.post("/<int:course_id>/practice")
@guard.signed_in
def practise(course_id: int) -> ResponseReturnValue:
    """Say at once how it went, with the explanation."""
    seat = access.course_for_quizzes(actor(), course_id)
    now = clock.now()
    asked = [int(value) for value in request.form.getlist("asked")[:AT_ONCE] if value.isdecimal()]
    found = reads.drawn_for(asked, seat.course.revision_id, seed="")
    kinds = {place.question_id: Kind(version.body["kind"]) for place, version in found}
    answers = answers_from(request.form.items(multi=True), kinds)
    verdicts = quizzes.practise(actor(), course_id=course_id, answers=answers, now=now)
    questions = _shown(seat, tuple(verdicts), answers, now=now, is_open_book=True)
    missed = reads.missed_of(seat, actor().user_id or 0, now=now)
    return render_template(
        "courses/quiz_practice.html", course=seat.course, missed=missed, questions=questions, is_told=True
    )


def _shown(
    seat: access.CourseSeat, ids: tuple[int, ...], answers: dict[int, Answer], *, now: datetime, is_open_book: bool
) -> list[ShownQuestion]:
    drawn = reads.drawn_for(ids, seat.course.revision_id, seed=f"{actor().user_id}:{now:%Y%m%d}")
    return [
        shown_question(
            place,
            version.body,
            version.html,
            answers.get(place.question_id, ()),
            language=current_language(),
            is_checked=is_open_book,
            is_open_book=is_open_book,
        )
        for place, version in drawn
    ]
