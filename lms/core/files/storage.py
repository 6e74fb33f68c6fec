"""Bytes under ``instance/files``, named by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app


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


def adopt(draft: Path) -> str:
    """Keep a file that was written aside, on the same disk, too large to hold in memory; its SHA-256 names it."""
    with draft.open("rb+") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        os.fsync(stream.fileno())
    target = path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(target)
    return digest


def path_of(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    root: Path = current_app.config["LMS_SETTINGS"].instance
    return root / "files" / digest[:2] / digest
