"""Files: bytes addressed by their digest under ``instance/files``. No file is served from a public folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app

IMAGE_SIGNS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


def store(data: bytes) -> str:
    """Keep the bytes; their SHA-256 names them. Whole or not at all: written aside, then renamed."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(target)
    return digest


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    root: Path = current_app.config["LMS_SETTINGS"].instance
    return root / "files" / digest[:2] / digest


def image_type(data: bytes) -> str | None:
    """The media type of an image, judged from its first bytes; None for everything else."""
    for sign, media_type in IMAGE_SIGNS.items():
        if data.startswith(sign):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None
