"""Pages of those who write courses: revisions, what differs, pins of cohorts, copies, exports."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.cohorts import access as cohorts
from lms.cohorts.queries import centres
from lms.core import clock
from lms.core.errors import NotAllowed, NotFound
from lms.core.languages import CODES, current_language, pick
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, policies, queries, services
from lms.courses.changes import changes
from lms.courses.comparing import Comparison, compare
from lms.courses.models import Course, CourseRevision
from lms.courses.types import CourseDraft
from lms.courses.views.blueprint import bp


@bp.get("/<int:course_id>/manage")
@guard.signed_in
def manage_course(course_id: int) -> ResponseReturnValue:
    """Revisions of a course, cohorts that follow it, and what can be done with it."""
    course = access.course_for_writing(actor(), course_id)
    pins = queries.pins_by_cohort(course_id)
    own = [card for card in access.taught_cohorts(actor()) if card.centre_id == course.centre_id]
    return render_template(
        "courses/manage/manage.html",
        course=course,
        revisions=queries.revisions_of(course_id),
        pins=[(card, pins[card.id]) for card in own if card.id in pins],
        unpinned=[card for card in own if card.id not in pins],
        codes=CODES,
        centres=writers_centres(),
        draft=queries.draft_row(course_id, actor().user_id or 0),
    )


@bp.post("/<int:course_id>/rename")
@guard.signed_in
def rename_course(course_id: int) -> ResponseReturnValue:
    """Other titles."""
    titles = {code: request.form.get(f"title-{code}", "") for code in CODES}
    services.rename_course(actor(), course_id=course_id, titles=titles)
    flash(_("The title was changed."), "good")
    return redirect(url_for(".manage_course", course_id=course_id))


@bp.post("/<int:course_id>/copy")
@guard.signed_in
def copy_course(course_id: int) -> ResponseReturnValue:
    """The newest content as a course of its own."""
    course = access.course_for_writing(actor(), course_id)
    taken = services.copy_course(
        actor(),
        course_id=course_id,
        centre_id=request.form.get("centre", course.centre_id, type=int),
        code=request.form.get("code", "").strip(),
        titles=dict(course.title),
        now=clock.now(),
    )
    flash(_("The copy is a course of its own now."), "good")
    return redirect(url_for(".manage_course", course_id=taken.course_id))


@bp.get("/revisions/<int:revision_id>/export")
@guard.signed_in
def export_revision(revision_id: int) -> ResponseReturnValue:
    """A revision as a zip of Markdown."""
    course, revision = access.revision_for_writing(actor(), revision_id)
    name = f"{course.code}-{revision.number}.zip"
    data = services.export_course(actor(), course_id=course.id, revision_id=revision.id)
    answer = Response(data, mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.post("/revisions/<int:revision_id>/restore")
@guard.signed_in
def restore_revision(revision_id: int) -> ResponseReturnValue:
    """An old revision as the newest."""
    course, revision = access.revision_for_writing(actor(), revision_id)
    course_id, summary = course.id, _("Revision %(number)s again", number=revision.number)
    stored = services.restore_revision(actor(), revision_id=revision_id, summary=summary, now=clock.now())
    flash(_("Stored as revision %(number)s.", number=stored.number), "good")
    return redirect(url_for(".manage_course", course_id=course_id))


@bp.get("/<int:course_id>/compare")
@guard.signed_in
def compare_revisions(course_id: int) -> ResponseReturnValue:
    """What differs between two revisions; with ``key`` also the words of one lesson."""
    course = access.course_for_writing(actor(), course_id)
    revisions = queries.revisions_of(course_id)
    known = {line.id: line for line in revisions}
    newest = revisions[0].id if revisions else 0
    second = revisions[1].id if len(revisions) > 1 else newest
    old_id, new_id = request.args.get("old", second, type=int), request.args.get("new", newest, type=int)
    if not revisions or old_id not in known or new_id not in known:
        raise NotFound
    old, new = queries.draft_of_revision(old_id), queries.draft_of_revision(new_id)
    key = request.args.get("key", "")
    return render_template(
        "courses/manage/compare.html",
        course=course,
        revisions=revisions,
        old=known[old_id],
        new=known[new_id],
        found=compare(old, new, language=current_language()),
        key=key,
        texts=lesson_words(old, new, key) if key else [],
    )


def lesson_words(old: CourseDraft, new: CourseDraft, key: str) -> list[dict[str, object]]:
    """A lesson's text in both drafts and the words that differ, one entry a language."""
    before, after = (
        {
            text.language: text
            for module in draft.modules
            for part in module.lessons
            if part.key == key
            for text in part.texts
        }
        for draft in (old, new)
    )
    found: list[dict[str, object]] = []
    for code in sorted({*before, *after}):
        first, second = before.get(code), after.get(code)
        body, other = first.body if first else "", second.body if second else ""
        if body.strip() == other.strip() and first and second and first.title == second.title:
            continue
        titles = (first.title if first else "", second.title if second else "")
        found.append({"language": code, "titles": titles, "parts": changes(body, other)})
    return found


def _move(course_id: int) -> tuple[Course, int, CourseRevision, CourseRevision | None]:
    course = access.course_for_writing(actor(), course_id)
    cohort_id = request.values.get("cohort", 0, type=int)
    wanted = queries.revision_of(course_id, request.values.get("revision", 0, type=int))
    if wanted is None:
        raise NotFound
    card = cohorts.cohort_for_member(actor(), cohort_id)
    if card.centre_id != course.centre_id:
        raise NotFound
    if not policies.may_decide_delivery(actor(), card.place):
        raise NotAllowed
    pinned = queries.pins_by_cohort(course_id).get(cohort_id)
    return course, cohort_id, wanted, queries.revision_of(course_id, pinned) if pinned else None


@bp.get("/<int:course_id>/move")
@guard.signed_in
def preview_move(course_id: int) -> ResponseReturnValue:
    """What moving a cohort to another revision touches, before it is done."""
    course, cohort_id, wanted, current = _move(course_id)
    found: Comparison | None = None
    finished: list[queries.Finished] = []
    if current is not None and current.id != wanted.id:
        old, new = queries.draft_of_revision(current.id), queries.draft_of_revision(wanted.id)
        found = compare(old, new, language=current_language())
        today = clock.local_date(clock.now())
        finished = queries.finished_in(cohort_id, course_id, found.touching(), on=today)
    titles = {change.key: change.title for change in found.changes} if found else {}
    return render_template(
        "courses/manage/move.html",
        course=course,
        cohort=cohorts.cohort_for_member(actor(), cohort_id),
        wanted=wanted,
        current=current,
        found=found,
        finished=finished,
        titles=titles,
    )


@bp.post("/<int:course_id>/move")
@guard.signed_in
def move_cohort(course_id: int) -> ResponseReturnValue:
    """Have a cohort follow a revision."""
    _course, cohort_id, wanted, _current = _move(course_id)
    number = wanted.number
    services.pin_cohort(actor(), cohort_id=cohort_id, course_id=course_id, revision_id=wanted.id)
    name = cohorts.cohort_for_member(actor(), cohort_id).name
    flash(_("%(cohort)s follows revision %(number)s now.", cohort=name, number=number), "good")
    return redirect(url_for(".manage_course", course_id=course_id))


def writers_centres() -> list[tuple[int, str]]:
    """The centres in which the reader may found courses, with their names."""
    allowed = access.centres_for_writing(actor())
    return [(centre.id, pick(centre.name)) for centre in centres() if centre.id in allowed]
