"""Pages of writing: a new course, its tree, publishing, discarding, bringing two authors together."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.errors import NotAllowed
from lms.core.languages import CODES, current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses import access, queries, services
from lms.courses.comparing import compare
from lms.courses.forms.writing import NewCourseForm, order_from_form
from lms.courses.services.merging import clashes
from lms.courses.views.blueprint import bp
from lms.courses.views.revisions import lesson_words, writers_centres
from lms.courses.writing import tree as trees


@bp.get("/new")
@guard.signed_in
def new_course() -> ResponseReturnValue:
    """A form for a course to be written from nothing."""
    return render_template("courses/write/new.html", form=_new_form())


@bp.post("/new")
@guard.signed_in
def found_course() -> ResponseReturnValue:
    """Found it and begin a draft."""
    form = _new_form()
    if not form.validate_on_submit():
        return render_template("courses/write/new.html", form=form), 422
    titles = {"ko": (form.title_ko.data or "").strip(), "en": (form.title_en.data or "").strip()}
    course = services.found_course(
        actor(),
        centre_id=form.centre.data,
        code=(form.code.data or "").strip(),
        title={code: title for code, title in titles.items() if title},
    )
    course_id = course.id
    services.begin_draft(actor(), course_id=course_id, now=clock.now())
    return redirect(url_for(".edit_draft", course_id=course_id))


def _new_form() -> NewCourseForm:
    centres = writers_centres()
    if not centres:
        raise NotAllowed
    form = NewCourseForm()
    form.offer(centres)
    return form


@bp.get("/<int:course_id>/draft")
@guard.signed_in
def edit_draft(course_id: int) -> ResponseReturnValue:
    """The tree of one's draft: modules and lessons to add, name, move and remove."""
    course = access.course_for_writing(actor(), course_id)
    person_id = actor().user_id or 0
    row = queries.draft_row(course_id, person_id)
    newest = queries.newest_revision(course_id)
    behind = row is not None and newest is not None and newest.id != row.base_id
    return render_template(
        "courses/write/draft.html",
        course=course,
        row=row,
        tree=trees.from_values(row.tree) if row else None,
        newest=newest,
        behind=behind,
        others=len(queries.others_drafts(course_id, person_id)),
        changed={key for key, _language in queries.draft_texts(row.id)} if row else set(),
        codes=CODES,
    )


@bp.post("/<int:course_id>/draft")
@guard.signed_in
def begin_draft(course_id: int) -> ResponseReturnValue:
    """Begin a draft from the newest revision."""
    services.begin_draft(actor(), course_id=course_id, now=clock.now())
    return redirect(url_for(".edit_draft", course_id=course_id))


@bp.post("/<int:course_id>/draft/modules")
@guard.signed_in
def add_module(course_id: int) -> ResponseReturnValue:
    """One more module."""
    access.course_for_writing(actor(), course_id)
    title, language = request.form.get("title", "").strip()[:200], current_language()
    if title:
        _change(course_id, lambda tree: trees.with_module(tree, title, language))
    else:
        flash(_("A title is needed."), "bad")
    return redirect(url_for(".edit_draft", course_id=course_id))


@bp.post("/<int:course_id>/draft/lessons")
@guard.signed_in
def add_lesson(course_id: int) -> ResponseReturnValue:
    """One more lesson, opened at once."""
    title, module = request.form.get("title", "").strip()[:200], request.form.get("module", "")
    language, keys = current_language(), list[str]()

    def change(tree: trees.Tree) -> trees.Tree:
        grown, key = trees.with_lesson(tree, module, title, language)
        keys.append(key)
        return grown

    row = queries.draft_row(access.course_for_writing(actor(), course_id).id, actor().user_id or 0)
    if not title or row is None or not row.tree["modules"]:
        flash(_("A title and a module are needed."), "bad")
        return redirect(url_for(".edit_draft", course_id=course_id))
    _change(course_id, change)
    return redirect(url_for(".edit_lesson", course_id=course_id, key=keys[0], language=language))


@bp.post("/<int:course_id>/draft/order")
@guard.signed_in
def order_draft(course_id: int) -> ResponseReturnValue:
    """Other places and module titles."""
    version = request.form.get("version", type=int)
    _change(course_id, lambda tree: order_from_form(request.form, tree), version)
    flash(_("The order was saved in your draft."), "good")
    return redirect(url_for(".edit_draft", course_id=course_id))


@bp.post("/<int:course_id>/draft/remove")
@guard.signed_in
def remove_from_draft(course_id: int) -> ResponseReturnValue:
    """Take a lesson or a module out of the draft."""
    lesson, module = request.form.get("lesson", ""), request.form.get("module", "")
    _change(
        course_id, lambda tree: trees.without_lesson(tree, lesson) if lesson else trees.without_module(tree, module)
    )
    flash(_("Taken out of your draft; the published revisions keep it."), "good")
    return redirect(url_for(".edit_draft", course_id=course_id))


def _without(tree: trees.Tree, lesson: str, module: str) -> trees.Tree:
    return trees.without_lesson(tree, lesson) if lesson else trees.without_module(tree, module)


def _change(course_id: int, change: services.Change, version: int | None = None) -> None:
    services.change_tree(actor(), course_id=course_id, version=version, change=change, now=clock.now())


@bp.get("/<int:course_id>/draft/publish")
@guard.signed_in
def review_draft(course_id: int) -> ResponseReturnValue:
    """What publishing would change."""
    course = access.course_for_writing(actor(), course_id)
    row = queries.draft_row(course_id, actor().user_id or 0)
    if row is None:
        return redirect(url_for(".edit_draft", course_id=course_id))
    base = queries.base_of(row)
    draft = queries.composed(row, base)
    newest = queries.newest_revision(course_id)
    key = request.args.get("key", "")
    return render_template(
        "courses/write/publish.html",
        course=course,
        found=compare(base, draft, language=current_language()),
        behind=newest is not None and newest.id != row.base_id,
        number=newest.number + 1 if newest else 1,
        key=key,
        texts=lesson_words(base, draft, key) if key else [],
    )


@bp.post("/<int:course_id>/draft/publish")
@guard.signed_in
def publish_draft(course_id: int) -> ResponseReturnValue:
    """Store the draft as the next revision."""
    revision = services.publish_draft(
        actor(), course_id=course_id, summary=request.form.get("summary", ""), now=clock.now()
    )
    flash(
        _("Published as revision %(number)s. Cohorts stay with theirs until you move them.", number=revision.number),
        "good",
    )
    return redirect(url_for(".manage_course", course_id=course_id))


@bp.post("/<int:course_id>/draft/discard")
@guard.signed_in
def discard_draft(course_id: int) -> ResponseReturnValue:
    """Throw the draft away."""
    services.discard_draft(actor(), course_id=course_id)
    flash(_("The draft was discarded."), "good")
    return redirect(url_for(".manage_course", course_id=course_id))


@bp.get("/<int:course_id>/draft/merge")
@guard.signed_in
def review_merge(course_id: int) -> ResponseReturnValue:
    """What somebody else published since the draft began; both versions of what both changed."""
    course = access.course_for_writing(actor(), course_id)
    row, newest = queries.draft_row(course_id, actor().user_id or 0), queries.newest_revision(course_id)
    if row is None or newest is None or newest.id == row.base_id:
        return redirect(url_for(".edit_draft", course_id=course_id))
    base, new = queries.base_of(row), queries.draft_of_revision(newest.id)
    return render_template(
        "courses/write/merge.html",
        course=course,
        newest=newest,
        found=compare(base, new, language=current_language()),
        clashes=clashes(row, base, new),
    )


@bp.post("/<int:course_id>/draft/merge")
@guard.signed_in
def merge_draft(course_id: int) -> ResponseReturnValue:
    """Bring the draft up to the newest revision."""
    theirs = {tuple(value.split("|", 1)) for value in request.form.values() if "|" in value}
    pairs = {(key, language) for language, key in theirs}
    services.merge_draft(actor(), course_id=course_id, theirs=pairs, now=clock.now())
    flash(_("Your draft stands on the newest revision now."), "good")
    return redirect(url_for(".edit_draft", course_id=course_id))
