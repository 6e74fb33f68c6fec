"""Pages of courses and lessons."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from lms.accounts.types import Place, Role
from lms.cohorts import queries as cohorts
from lms.core import clock, files
from lms.core.errors import NotFound
from lms.core.languages import CODES, current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.core.web.pages import navigate
from lms.courses import access, policies, queries, services
from lms.courses.types import CourseCard, LessonPage, ModuleLines
from lms.courses.views.blueprint import bp

navigate(_l("Courses"), "courses.list_courses", icon="book", roles=list(Role), order=20)


@bp.get("/")
@guard.signed_in
def list_courses() -> ResponseReturnValue:
    """The courses of one's cohorts, and for staff those of the centre."""
    own = {card.id: card for card in cohorts.cohorts_of(actor())}
    rows: list[tuple[str, CourseCard]] = [
        (own[cohort_id].name, card) for cohort_id, card in queries.courses_of_cohorts(own)
    ]
    centres = {card.centre_id for card in own.values() if policies.may_edit_course(actor(), Place(card.centre_id))}
    return render_template("courses/course_list.html", rows=rows, centre_courses=queries.courses_of_centres(centres))


@bp.get("/<int:course_id>")
@guard.signed_in
def show_course(course_id: int) -> ResponseReturnValue:
    """A course's modules and lessons, and where one left off."""
    card, with_staff_lessons = access.course_for_reading(actor(), course_id)
    modules: list[ModuleLines] = []
    if card.revision_id is not None:
        modules = queries.contents(
            card.revision_id,
            course_id=course_id,
            person_id=actor().user_id or 0,
            language=current_language(),
            with_staff_lessons=with_staff_lessons,
        )
    lines = [line for module in modules for line in module.lessons if not line.is_for_staff]
    upcoming = next((line for line in lines if not line.is_done), None)
    done = sum(line.is_done for line in lines)
    return render_template(
        "courses/course_show.html", course=card, modules=modules, upcoming=upcoming, done=done, total=len(lines)
    )


def _lesson(lesson_id: int) -> LessonPage:
    wanted = request.args.get("language", "")
    return access.lesson_for_reading(actor(), lesson_id, language=wanted if wanted in CODES else current_language())


@bp.get("/lessons/<int:lesson_id>")
@guard.signed_in
def show_lesson(lesson_id: int) -> ResponseReturnValue:
    """One lesson to read."""
    return render_template("courses/lesson_show.html", lesson=_lesson(lesson_id))


@bp.post("/lessons/<int:lesson_id>/finish")
@guard.signed_in
def finish_lesson(lesson_id: int) -> ResponseReturnValue:
    """Done with this lesson; on to the next one."""
    lesson = _lesson(lesson_id)
    if lesson.is_done:
        services.reopen_lesson(actor(), lesson_id=lesson_id, language=lesson.language)
        return redirect(url_for(".show_lesson", lesson_id=lesson_id))
    services.finish_lesson(actor(), lesson_id=lesson_id, language=lesson.language, now=clock.now())
    if lesson.next_id is not None:
        return redirect(url_for(".show_lesson", lesson_id=lesson.next_id))
    return redirect(url_for(".show_course", course_id=lesson.course_id))


@bp.get("/assets/<int:revision_id>/<path:path>")
@guard.signed_in
def show_asset(revision_id: int, path: str) -> ResponseReturnValue:
    """An image of a lesson as it is; any other file as a download. Judged by content, not by name."""
    asset = access.asset_for_reading(actor(), revision_id, path)
    file = files.path_of(asset.digest)
    if not file.exists():
        raise NotFound
    with file.open("rb") as stream:
        media_type = files.image_type(stream.read(16))
    name = path.rsplit("/", 1)[-1]
    response: Response = send_file(
        file,
        mimetype=media_type or "application/octet-stream",
        as_attachment=media_type is None,
        download_name=name,
        etag=asset.digest,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
