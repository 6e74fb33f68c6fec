"""How much of a course is read at most."""

from __future__ import annotations

from dataclasses import dataclass, replace

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts and bytes; the whole stays well under half a gigabyte of memory.

    ``ratio`` is how much larger than its packed form a file over a megabyte may be. ``text_bytes`` bounds one lesson.
    """

    files: int = 50_000
    lessons: int = 3_000
    file_bytes: int = 48 * MEGABYTE
    total_bytes: int = 2_000 * MEGABYTE
    asset_bytes: int = 160 * MEGABYTE
    text_bytes: int = MEGABYTE
    path_letters: int = 300
    path_depth: int = 40
    ratio: int = 200
    title_letters: int = 200
    packed_bytes: int = 200 * MEGABYTE
    render_seconds: float = 2.0

    @property
    def in_memory(self) -> Limits:
        """The same for sources whose files are all held at once."""
        return replace(self, total_bytes=min(self.total_bytes, 240 * MEGABYTE))
