"""The lesson editor: text with live preview, files by drop or field, language versions, saved as it is typed."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from flask import Response, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock, files
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.languages import CODES, current_language
from lms.core.markdown import render_safely
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.courses import access, queries, services
from lms.courses.addresses import asset_address
from lms.courses.forms.writing import written_from_form
from lms.courses.models import CourseDraftRow
from lms.courses.services.rendering import candidates
from lms.courses.types import TextDraft
from lms.courses.views.blueprint import bp
from lms.courses.writing.tree import Leaf, from_values

LARGEST_PREVIEW = 1024 * 1024


def _row(course_id: int) -> CourseDraftRow:
    access.course_for_writing(actor(), course_id)
    row = queries.draft_row(course_id, actor().user_id or 0)
    if row is None:
        raise NotFound
    return row


def _leaf(row: CourseDraftRow) -> tuple[Leaf, str]:
    leaf = from_values(row.tree).lesson(request.values.get("key", ""))
    if leaf is None:
        raise NotFound
    language = request.values.get("language", "")
    return leaf, language if language in CODES else next(iter(leaf.titles), current_language())


@bp.get("/<int:course_id>/draft/lesson")
@guard.signed_in
def edit_lesson(course_id: int) -> ResponseReturnValue:
    """A lesson of the draft to write, with the other language beside it if asked for."""
    row = _row(course_id)
    leaf, language = _leaf(row)
    texts = queries.texts_of_lesson(row, queries.base_of(row), leaf.key)
    stored = queries.draft_texts(row.id).get((leaf.key, language))
    text = texts.get(language) or TextDraft(language, leaf.titles.get(language, ""), "")
    beside = next((code for code in texts if code != language), "")
    return _editor(course_id, row, leaf, text, stored.version if stored else 0, beside=texts.get(beside))


def _editor(
    course_id: int, row: CourseDraftRow, leaf: Leaf, text: TextDraft, version: int, *, beside: TextDraft | None
) -> str:
    return render_template(
        "courses/write/lesson.html",
        course=access.course_for_writing(actor(), course_id),
        leaf=leaf,
        text=text,
        version=version,
        beside=beside,
        preview=_rendered(row, leaf, text.body, text.language),
        codes=CODES,
        files=sorted(path for path in queries.draft_assets(row.id)),
    )


@bp.post("/<int:course_id>/draft/lesson")
@guard.signed_in
def save_lesson(course_id: int) -> ResponseReturnValue:
    """Keep the text in the draft; programs of the page are answered in JSON, forms with a page."""
    row = _row(course_id)
    leaf, language = _leaf(row)
    written = written_from_form(request.form, key=leaf.key, language=language)
    wants_json = request.accept_mimetypes.best == "application/json"
    try:
        version = services.save_text(actor(), course_id=course_id, written=written, now=clock.now())
    except Refused as refusal:
        if wants_json:
            return jsonify(error=why(refusal.reason)), 409
        raise
    except Conflict as conflict:
        if wants_json:
            return jsonify(error=_("This text was changed in another window. Load the page again.")), 409
        text = TextDraft(language, written.title, written.body)
        page = render_template(
            "courses/write/conflict.html", course_id=course_id, leaf=leaf, text=text, conflict=conflict,
            version=queries.draft_texts(row.id)[leaf.key, language].version, form=request.form,
        )  # fmt: skip
        return page, 409
    if not wants_json and ("for_staff" in request.form) != leaf.is_for_staff:
        services.set_lesson(
            actor(), course_id=course_id, key=leaf.key, is_for_staff="for_staff" in request.form, now=clock.now()
        )
    if wants_json:
        return jsonify(version=version)
    flash(_("Saved in your draft."), "good")
    if "back" in request.form:
        return redirect(url_for(".edit_draft", course_id=course_id))
    return redirect(url_for(".edit_lesson", course_id=course_id, key=leaf.key, language=language))


@bp.post("/<int:course_id>/draft/lesson/drop")
@guard.signed_in
def drop_text(course_id: int) -> ResponseReturnValue:
    """Take a language version out."""
    leaf, language = _leaf(_row(course_id))
    services.drop_text(actor(), course_id=course_id, key=leaf.key, language=language, now=clock.now())
    flash(_("The language version was taken out of your draft."), "good")
    return redirect(url_for(".edit_lesson", course_id=course_id, key=leaf.key))


@bp.post("/<int:course_id>/draft/preview")
@guard.signed_in
def preview_lesson(course_id: int) -> ResponseReturnValue:
    """What is typed, as readers will see it, within two seconds."""
    row = _row(course_id)
    leaf, language = _leaf(row)
    return _rendered(row, leaf, request.form.get("body", ""), language)


@bp.post("/<int:course_id>/draft/files")
@guard.signed_in
def add_file(course_id: int) -> ResponseReturnValue:
    """Keep a file with the draft; gives the Markdown that shows it."""
    leaf, language = _leaf(_row(course_id))
    upload = request.files.get("file")
    name = (upload.filename if upload else "") or "image.png"
    data = upload.read() if upload else b""
    address = services.keep_file(actor(), course_id=course_id, key=leaf.key, name=name, data=data, now=clock.now())
    markdown = f"{'!' if files.image_type(data[:16]) else ''}[{posixpath.basename(address)}]({address})"
    if request.accept_mimetypes.best == "application/json":
        return jsonify(markdown=markdown)
    flash(_("Kept. Write this where it belongs: %(markdown)s", markdown=markdown), "good")
    return redirect(url_for(".edit_lesson", course_id=course_id, key=leaf.key, language=language))


@bp.get("/<int:course_id>/draft/files/<path:path>")
@guard.signed_in
def show_draft_file(course_id: int, path: str) -> ResponseReturnValue:
    """A file of one's own draft."""
    asset = queries.draft_assets(_row(course_id).id).get(path)
    if asset is None or not files.path_of(asset.digest).exists():
        raise NotFound
    stored = files.path_of(asset.digest)
    with stored.open("rb") as stream:
        media_type = files.image_type(stream.read(16))
    answer: Response = send_file(
        stored,
        mimetype=media_type or "application/octet-stream",
        as_attachment=media_type is None,
        download_name=posixpath.basename(path),
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _rendered(row: CourseDraftRow, leaf: Leaf, body: str, language: str) -> str:
    """Safe HTML of a text, its addresses leading into the draft."""
    course_id, folder = row.course_id, posixpath.dirname(leaf.key)
    own, keys = queries.draft_assets(row.id), {each.key for each in from_values(row.tree).lessons}
    base = queries.assets_of(row.base_id) if row.base_id else {}

    def file_address(target: str) -> str | None:
        for path in candidates(folder, unquote(target.partition("#")[0])):
            if path in own:
                return url_for(".show_draft_file", course_id=course_id, path=path)
            if path in base and row.base_id:
                return asset_address(row.base_id, path)
        return None

    def link_address(target: str) -> str | None:
        if target.startswith("#"):
            return target
        for key in candidates(folder, unquote(target.partition("#")[0])):
            if key in keys:
                return url_for(".edit_lesson", course_id=course_id, key=key, language=language)
        return file_address(target)

    return render_safely(
        body,
        resolve_link=link_address,
        resolve_image=file_address,
        language="en" if language == "en" else "ko",
        without_title=True,
        max_bytes=LARGEST_PREVIEW,
    ).html
