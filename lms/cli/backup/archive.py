"""The archive: ``manifest.json``, ``tables/<name>.jsonl`` (a row a line, columns in order), ``files/<digest>``."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"


class BackupError(Exception):
    """A backup cannot be written, read or restored; the message says why, for an operator."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """One table of a backup: its columns in order, how many rows, and the SHA-256 of their lines."""

    columns: tuple[str, ...]
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``revision`` is the migration at which the database stood."""

    format: int
    made_at: str
    database: str
    revision: str
    tables: Mapping[str, TablePart]
    files: tuple[str, ...]
    missing_files: tuple[str, ...] = ()

    def text(self) -> str:
        """As it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup. Raises BackupError when the file is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            stored: dict[str, Any] = json.loads(archive.read(MANIFEST))
            parts = {
                name: TablePart(tuple(part["columns"]), part["rows"], part["digest"])
                for name, part in stored.pop("tables").items()
            }
            stored["files"], stored["missing_files"] = tuple(stored["files"]), tuple(stored["missing_files"])
            manifest = Manifest(tables=parts, **stored)
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as problem:
        raise BackupError(f"{path} is not a backup of Baeum: {problem}") from problem
    if manifest.format != FORMAT:
        raise BackupError(f"{path} has format {manifest.format}; this version reads format {FORMAT}")
    return manifest
