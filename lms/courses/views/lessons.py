"""The list of courses, and the files of lessons."""

from __future__ import annotations

from flask import Response, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from lms.accounts.types import Role
from lms.cohorts import queries as cohorts
from lms.core import clock, files
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.core.web.pages import navigate
from lms.courses import access, queries
from lms.courses.types import CourseCard
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
    centres = access.centres_for_writing(actor())
    written = access.writable_rows(actor(), centres) if centres else []
    return render_template("courses/course_list.html", rows=rows, writes=bool(centres), written=written)


@bp.get("/assets/<int:revision_id>/<path:path>")
@guard.signed_in
def show_asset(revision_id: int, path: str) -> ResponseReturnValue:
    """An image of a lesson as it is; any other file as a download. Judged by content, not by name."""
    asset = access.asset_for_reading(actor(), revision_id, path, now=clock.now())
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
