"""Archives: written anew without comments, links, history of versions and what systems leave lying about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from lms.core.files.cleaning.packing import content, is_link, opened, packed
from lms.core.files.cleaning.refusal import Uncleanable

_LEFT_OUT = frozenset({".git", ".svn", ".hg", "__MACOSX", ".idea", ".vscode", "node_modules", "__pycache__", ".venv"})
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".gitconfig", ".netrc", ".env"})


def clean_archive(data: bytes, clean: Callable[[bytes], bytes]) -> bytes:
    """The archive without metadata; ``clean`` does the same for each file in it."""
    with opened(data) as archive:

        def entries() -> Iterator[tuple[str, bytes, bool]]:
            seen: set[str] = set()
            for entry in archive.infolist():
                path = PurePosixPath(entry.filename.replace("\\", "/"))
                if entry.is_dir() or is_link(entry) or _left_out(path):
                    continue
                if path.is_absolute() or ".." in path.parts:
                    raise Uncleanable("an entry leads out of the archive")
                if str(path) in seen:
                    continue
                seen.add(str(path))
                yield str(path), clean(content(archive, entry)), True

        return packed(entries())


def _left_out(path: PurePosixPath) -> bool:
    return bool(_LEFT_OUT & set(path.parts[:-1])) or path.name in _LITTER or path.name in _LEFT_OUT
