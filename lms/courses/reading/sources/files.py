"""Named files, wherever they lie."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.types import LossItem, Outcome

JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "_omitted_images.txt"})
JUNK_FOLDERS = frozenset(
    {"__macosx", ".git", ".svn", ".hg", "node_modules", "__pycache__", ".venv", ".idea", ".vscode"}
)


@dataclass(frozen=True)
class Files:
    """Files by path (``/`` between parts, Unicode NFC), read when asked for.

    ``base`` is the folder that holds the course, ``""`` for all of it; files outside it serve links and images.
    """

    name: str
    sizes: Mapping[str, int]
    opener: Callable[[str], bytes]
    base: str = ""
    notes: tuple[LossItem, ...] = ()
    lower: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.opener(path)

    def __contains__(self, path: object) -> bool:
        return path in self.sizes

    def find(self, path: str) -> str | None:
        """The path as stored, whatever its letters' case."""
        return path if path in self.sizes else self.lower.get(path.lower())


def files_from(
    name: str,
    sizes: Mapping[str, int],
    opener: Callable[[str], bytes],
    *,
    base: str = "",
    notes: tuple[LossItem, ...] = (),
) -> Files:
    """Files with their lower-case names noted."""
    return Files(name, sizes, opener, base, notes, {path.lower(): path for path in sorted(sizes, reverse=True)})


def safe_path(name: str, limits: Limits) -> str:
    """A name from an archive as a path; Unreadable if it leaves the archive or is absurd."""
    path = unicodedata.normalize("NFC", name.replace("\\", "/"))
    parts = [part for part in path.split("/") if part not in {"", "."}]
    if path.startswith("/") or ".." in parts or "\x00" in path or (parts and len(parts[0]) == 2 and parts[0][1] == ":"):
        raise Unreadable(Problem.UNSAFE_PATH, name[:200])
    if len(path) > limits.path_letters or len(parts) > limits.path_depth:
        raise Unreadable(Problem.PATH_TOO_LONG, name[:80] + "…")
    return "/".join(parts)


def is_junk(path: str) -> bool:
    """Whether a file was left by an operating system, an editor or a version control."""
    parts = path.lower().split("/")
    return parts[-1] in JUNK_NAMES or parts[-1].startswith("._") or any(part in JUNK_FOLDERS for part in parts[:-1])


def junk(path: str) -> LossItem:
    """The note about such a file."""
    return LossItem(Outcome.DROPPED, "file", path, "system_file")


def common_folder(paths: Mapping[str, int]) -> str:
    """The one folder that holds everything, with its slash, or ``""``."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in paths}
    top = next(iter(tops)) if len(tops) == 1 else ""
    return f"{top}/" if top else ""


class Register:
    """Collects the names of an archive and refuses doubles, collisions and crowds."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sizes: dict[str, int] = {}
        self.notes: list[LossItem] = []
        self._seen: dict[str, str] = {}
        self._total = 0
        self._count = 0

    def admit(self, path: str, size: int) -> bool:
        """Whether a file is to be read; Unreadable if the archive must be refused."""
        self._count += 1
        if self._count > self.limits.files:
            raise Unreadable(Problem.TOO_MANY_FILES, detail=str(self.limits.files))
        if path in self.sizes:
            raise Unreadable(Problem.DUPLICATE_NAME, path)
        other = self._seen.setdefault(path.lower(), path)
        if other != path:
            raise Unreadable(Problem.NAME_COLLISION, path, other)
        self.grow(path, size)
        if is_junk(path):
            self.notes.append(junk(path))
            return False
        self.sizes[path] = size
        return True

    def grow(self, path: str, size: int) -> None:
        """Count bytes."""
        self._total += size
        if size > self.limits.file_bytes:
            raise Unreadable(Problem.FILE_TOO_LARGE, path, str(self.limits.file_bytes))
        if self._total > self.limits.total_bytes:
            raise Unreadable(Problem.TOO_LARGE, path, str(self.limits.total_bytes))

    def finish(self) -> None:
        """Refuse a name that is a file and a folder at once."""
        for path in self.sizes:
            parts = path.split("/")
            for depth in range(1, len(parts)):
                folder = "/".join(parts[:depth])
                if folder in self.sizes:
                    raise Unreadable(Problem.NAME_COLLISION, path, folder)
