"""From an address in a table of contents to the lesson it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, join

from lms.courses.reading.addresses import normalise
from lms.courses.reading.gathering import Gathered
from lms.courses.reading.layout.names import is_index
from lms.courses.reading.text.frontmatter import text_of

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PREFIX = re.compile(r"^\d+\s*[-_.]+\s*")
_ENDINGS = ("", ".md", ".mdx", ".qmd", ".Rmd", ".markdown", ".ipynb", "/README.md", "/index.md", "/index.mdx")


@dataclass(frozen=True)
class Finder:
    """``source`` is the file that states the order, ``folder`` where the course begins below the base."""

    gathered: Gathered
    source: str
    folder: str

    def find(self, address: str) -> str | None:
        """The key of a lesson: by its path as written, without its ending, as a folder's index, by its id."""
        if _REMOTE.match(address):
            return None
        path = address.strip().partition("#")[0].lstrip("/").removesuffix(".html").rstrip("/")
        for name in self._candidates(path):
            found = self.gathered.files.find(normalise(name))
            key = self.gathered.keys.get(found or "")
            if key in self.gathered.texts:
                return key
        return self._by_id.get(path)

    @property
    def _tops(self) -> tuple[str, ...]:
        base = (self.gathered.files.base + self.folder).rstrip("/")
        beside = dirname(self.source)
        around = dirname(beside) if basename(beside).startswith(".") else beside
        return tuple(dict.fromkeys((beside, base, around, join(beside, "docs"), join(base, "docs"))))

    def _candidates(self, path: str) -> Iterator[str]:
        for top in self._tops:
            start = join(top, path) if path else top
            for ending in _ENDINGS:
                yield start + ending if start else ending.lstrip("/")

    @cached_property
    def _by_id(self) -> dict[str, str]:
        """Lessons by path without numbers and ending, with the last part replaced by a stated id."""
        ids: dict[str, str] = {}
        tops = sorted((f"{top}/" if top else "" for top in self._tops), key=len, reverse=True)
        for path, key in self.gathered.keys.items():
            if key not in self.gathered.texts:
                continue
            top = next((top for top in tops if path.startswith(top)), "")
            parts = path.removeprefix(top).split("/")
            parts[-1] = parts[-1].rpartition(".")[0]
            stated = text_of(self.gathered.first(key).matter, "id")
            folder = [_PREFIX.sub("", part) for part in parts[:-1]]
            for name in (stated, _PREFIX.sub("", parts[-1]), "" if is_index(path) else None):
                if name is not None and (name or folder):
                    ids.setdefault("/".join([*folder, name] if name else folder), key)
        return ids
