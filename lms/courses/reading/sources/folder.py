"""Files in a folder, and in the repository around it."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.sources.files import JUNK_FOLDERS, Files, files_from, is_junk, junk
from lms.courses.reading.types import LossItem, Outcome


def open_folder(path: Path, limits: Limits) -> Files:
    """The files under ``path``; inside a work tree also those around it, for the links that leave the folder."""
    top = _work_tree(path) or path
    sizes: dict[str, int] = {}
    real: dict[str, Path] = {}
    notes: list[LossItem] = []
    for file, name in _walk(top, limits):
        if is_junk(name):
            notes.append(junk(name))
        elif not _inside(file, top):
            notes.append(LossItem(Outcome.DROPPED, "file", name, "link_outside"))
        else:
            sizes[name], real[name] = file.stat().st_size, file
    base = unicodedata.normalize("NFC", path.relative_to(top).as_posix())
    return files_from(
        path.name,
        sizes,
        lambda name: _read(real[name], limits),
        base="" if base == "." else f"{base}/",
        notes=tuple(note for note in notes if base == "." or note.name.startswith(base)),
    )


def _work_tree(path: Path) -> Path | None:
    for folder in (path, *path.parents):
        if (folder / ".git").exists():
            return folder
    return None


def _walk(top: Path, limits: Limits) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name.lower() not in JUNK_FOLDERS)
        for name in sorted(names):
            file = Path(folder, name)
            if not file.is_file():
                continue
            found.append((file, unicodedata.normalize("NFC", file.relative_to(top).as_posix())))
        if len(found) > limits.files:
            raise Unreadable(Problem.TOO_MANY_FILES, detail=str(limits.files))
    return found


def _inside(file: Path, top: Path) -> bool:
    return not file.is_symlink() or file.resolve().is_relative_to(top.resolve())


def _read(file: Path, limits: Limits) -> bytes:
    if file.stat().st_size > limits.file_bytes:
        raise Unreadable(Problem.FILE_TOO_LARGE, file.name)
    return file.read_bytes()
