"""Reading: a course's page, a lesson's page, and what readers do there."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.types import Role
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.languages import CODES, current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, conditions, policies, queries, services
from lms.courses.access import LessonClosed
from lms.courses.changes import changes
from lms.courses.conditions import ModuleWork
from lms.courses.queries.quizzes import quizzes_of_lesson
from lms.courses.types import LessonPage, Reader
from lms.courses.views.blueprint import bp
from lms.courses.views.previewing import preview, refuse_in_preview


@bp.get("/<int:course_id>")
@guard.signed_in
def show_course(course_id: int) -> ResponseReturnValue:
    """A course's modules and lessons: what is next, what is closed and why."""
    reader = access.reader_of(actor(), course_id, now=clock.now(), preview=preview(course_id))
    page = access.course_page(reader, language=current_language())
    works = _works(reader)
    decides = [each for each in reader.teaches if policies.may_decide_delivery(actor(), each.place)]
    return render_template(
        "courses/course_show.html",
        page=page,
        course=reader.course,
        reader=reader,
        decides=decides,
        works={
            module.module_id: [work for work in works if any(line.key == work.module_key for line in module.lessons)]
            for module in page.modules
            if works
        },
    )


def _works(reader: Reader) -> Sequence[ModuleWork]:
    """Work of the course's modules, for those who do it or set it."""
    if not _learns_or_teaches(reader) and reader.preview is None:
        return []
    return conditions.works_in_course(reader.course.id, cohort_ids=reader.cohort_ids, person_id=reader.person_id)


def lesson(lesson_id: int) -> LessonPage:
    """The lesson asked for, in the language asked for, as this person may read it."""
    wanted = request.values.get("language", "")
    language = wanted if wanted in CODES else current_language()
    return access.lesson_for_reading(actor(), lesson_id, language=language, now=clock.now(), preview=preview())


def takes_quizzes(page: LessonPage) -> bool:
    """Whether the reader takes the lesson's quizzes or makes them; a mentor reads along and does neither."""
    return _learns_or_teaches(page.reader)


def _learns_or_teaches(reader: Reader) -> bool:
    learns = reader.cohort is not None and actor().holds(Role.TRAINEE, "cohort", reader.cohort.id)
    return learns or any(policies.may_decide_delivery(actor(), each.place) for each in reader.teaches)


@bp.errorhandler(LessonClosed)
def show_closed(closed: LessonClosed) -> ResponseReturnValue:
    """Why a lesson is closed."""
    return render_template("courses/lesson_closed.html", closed=closed, reader=closed.reader), 403


@bp.get("/lessons/<int:lesson_id>")
@guard.signed_in
def show_lesson(lesson_id: int) -> ResponseReturnValue:
    """One lesson to read."""
    page = lesson(lesson_id)
    reports = [] if page.reader.preview else queries.own_reports(page.reader.person_id, page.course_id, page.key)
    changed = page.was_changed and page.key in queries.changed_keys(
        page.revision_id, course_id=page.course_id, person_id=page.reader.person_id
    )
    return render_template(
        "courses/lesson_show.html",
        lesson=page,
        reader=page.reader,
        reports=reports,
        is_changed=changed,
        works=[work for work in _works(page.reader) if work.module_key in page.module_keys],
        lesson_quizzes=quizzes_of_lesson(page.course_id, page.key) if takes_quizzes(page) else [],
    )


@bp.post("/lessons/<int:lesson_id>/finish")
@guard.signed_in
def finish_lesson(lesson_id: int) -> ResponseReturnValue:
    """Done with this lesson, on to the next one; or not done after all."""
    page = lesson(lesson_id)
    refuse_in_preview(page)
    if page.is_done:
        services.reopen_lesson(actor(), lesson_id=lesson_id, language=page.language, now=clock.now())
        return redirect(url_for(".show_lesson", lesson_id=lesson_id))
    services.finish_lesson(actor(), lesson_id=lesson_id, language=page.language, now=clock.now())
    if page.next is not None and page.next.verdict.is_open:
        return redirect(url_for(".show_lesson", lesson_id=page.next.lesson_id))
    return redirect(url_for(".show_course", course_id=page.course_id))


@bp.post("/lessons/<int:lesson_id>/place")
@guard.signed_in
def keep_place(lesson_id: int) -> ResponseReturnValue:
    """Where the reader is; sent by the page's script."""
    page = lesson(lesson_id)
    refuse_in_preview(page)
    services.keep_place(
        actor(),
        lesson_id=lesson_id,
        language=page.language,
        anchor=request.form.get("anchor", "")[:200],
        permille=request.form.get("permille", 0, type=int),
        is_leaving=request.form.get("leaving") == "1",
        now=clock.now(),
    )
    return "", 204


@bp.get("/lessons/<int:lesson_id>/changes")
@guard.signed_in
def show_changes(lesson_id: int) -> ResponseReturnValue:
    """What changed in a lesson since the reader finished it."""
    page = lesson(lesson_id)
    finished = page.line.read_revision_id
    if finished is None:
        raise NotFound
    old = queries.texts_by_key(finished, page.key).get(page.language, "")
    new = queries.texts_by_key(page.revision_id, page.key).get(page.language, "")
    return render_template("courses/lesson_changes.html", lesson=page, reader=page.reader, parts=changes(old, new))


@bp.post("/lessons/<int:lesson_id>/confirm")
@guard.signed_in
def confirm_lesson(lesson_id: int) -> ResponseReturnValue:
    """The lesson still counts as finished."""
    page = lesson(lesson_id)
    refuse_in_preview(page)
    services.confirm_lesson(actor(), lesson_id=lesson_id, language=page.language, now=clock.now())
    return redirect(url_for(".show_course", course_id=page.course_id))
