"""Giving out a stored file. The view has asked ``access`` first; nothing here decides who may have it."""

from __future__ import annotations

from flask import Response, send_file

from lms.core.errors import NotFound
from lms.core.files import IMAGES, StoredFile, path_of


def send_stored(file: StoredFile, *, name: str = "") -> Response:
    """The file as a download; images are shown in place. ``name`` replaces the stored one (for blind reviewers)."""
    path = path_of(file.digest)
    if file.purged_at is not None or not path.exists():
        raise NotFound
    shown = file.media_type in IMAGES
    answer = send_file(path, mimetype=file.media_type, as_attachment=not shown, download_name=name or file.name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
