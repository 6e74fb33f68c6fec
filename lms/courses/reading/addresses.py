"""Where the addresses in a text lead, inside the files of a course."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lms.core.markdown import is_remote
from lms.courses.reading.layout.names import is_markdown
from lms.courses.reading.sources.files import Files
from lms.courses.reading.types import Image, ImageState, Leads, Link

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_INDEXES = ("README.md", "index.md", "_index.md", "readme.md")


@dataclass(frozen=True)
class Addresses:
    """Finds files; ``keys`` maps every Markdown file to the key of its lesson or page."""

    files: Files
    keys: Mapping[str, str]

    def link(self, source: str, address: str) -> Link:
        """What a link in ``source`` leads to."""
        if is_remote(address):
            return Link(address, Leads.EXTERNAL)
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        if not path or _SCHEME.match(path):
            return Link(address, Leads.BROKEN)
        for found in self._candidates(source, path):
            if found in self.keys:
                return Link(address, Leads.LESSON, self.keys[found], fragment)
            if found in self.files and not is_markdown(found):
                return Link(address, Leads.FILE, found)
        return Link(address, Leads.BROKEN)

    def image(self, source: str, address: str) -> Image:
        """What an image in ``source`` shows."""
        if is_remote(address):
            return Image(address, ImageState.REMOTE)
        path = address.partition("?")[0].partition("#")[0]
        written = [normalise(joined) for joined in self._joined(source, path)]
        for name in written:
            found = self.files.find(name)
            if found:
                return Image(address, ImageState.SHOWN, found, case_differs=found != name)
        return Image(address, ImageState.MISSING)

    def lesson(self, source: str, address: str) -> str | None:
        """The key of the lesson that a link leads to."""
        found = self.link(source, address)
        return found.key if found.leads is Leads.LESSON else None

    def _joined(self, source: str, path: str) -> list[str]:
        """The path as it may be meant: as written, decoded; from the file's folder, from the top, from the base."""
        forms = dict.fromkeys((unquote(path), path))
        if not path.startswith("/"):
            return [join(dirname(source), form) for form in forms]
        tops = dict.fromkeys(("", self.files.base, f"{self.files.base}static/", "static/", f"{self.files.base}docs/"))
        return [top + form.lstrip("/") for form in forms for top in tops]

    def _candidates(self, source: str, path: str) -> list[str]:
        found: list[str] = []
        for joined in self._joined(source, path):
            name = normalise(joined)
            if name.startswith("../") or name == "..":
                continue
            found += [hit for guess in _guesses(name) if (hit := self.files.find(guess))]
            found += self._in_folder(name)
        return found

    def _in_folder(self, name: str) -> list[str]:
        """A folder without an index leads to its first lesson."""
        found = self._first_of_folder.get(name)
        return [found] if found else []

    @cached_property
    def _first_of_folder(self) -> dict[str, str]:
        first: dict[str, str] = {}
        for path in sorted(self.keys):
            folder = dirname(path)
            while folder and folder not in first:
                first[folder] = path
                folder = dirname(folder)
        return first


def _guesses(name: str) -> list[str]:
    """Files that an address may mean: itself, without the site's ending, a folder's index."""
    bare = name.rstrip("/")
    folder = "" if bare in {"", "."} else f"{bare}/"
    guesses = [bare, *(folder + index for index in _INDEXES)]
    stem = bare.removesuffix("/index.html").removesuffix(".html")
    guesses += [f"{stem}.md", f"{stem}.Rmd", f"{stem}.mdx", *(f"{stem}/{index}" for index in _INDEXES)]
    return guesses


def normalise(path: str) -> str:
    """A path without dots, in Unicode NFC."""
    name = normpath(unicodedata.normalize("NFC", path)) if path else ""
    return name.removeprefix("./")
