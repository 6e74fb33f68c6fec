"""What writes Markdown while the tags of an HTML text come by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

Rewrite = Callable[[str], str]
"""Turns an address of the other system into one of the course."""
Start = Callable[["Writer", str, dict[str, str]], None]
End = Callable[["Writer", str], None]

_BLOCK_WORDS = """
    p div section article header footer main figure figcaption center address dl dt dd details summary
"""
BLOCKS = frozenset(_BLOCK_WORDS.split())
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object"})
SPECIAL = re.compile(r"([\\`*_\[\]<>$~|])")
_LINE_START = re.compile(r"^(\s*\d*)([#>+.)-])(?=\s|$)", re.M)


class Writer(HTMLParser):
    """Writes blocks of Markdown while tags come by. ``starts`` and ``ends`` say what each tag with a meaning does."""

    def __init__(self, rewrite: Rewrite, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
        super().__init__()
        self.starts = starts
        self.ends = ends
        self.rewrite = rewrite
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.prefixes: list[str] = []
        self.first: list[str | None] = []
        self.lists: list[int | None] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.skipped = 0
        self.code: list[str] | None = None
        self.rows: list[list[str]] | None = None

    # text -------------------------------------------------------------------------------------------------

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        if self.code is not None:
            self.code.append(data)
            return
        text = re.sub(r"\s+", " ", data)
        if text.strip() or self.line:
            self.line.append(SPECIAL.sub(r"\\\1", text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._frame(tag, values)
        elif self.skipped or (self.code is not None and tag not in {"br"}):
            return
        elif tag in _MARKS:
            self.marks.append(_MARKS[tag])
            self.line.append(_MARKS[tag])
        elif (start := self.starts.get(tag)) is not None:
            start(self, tag, values)
        elif tag in BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif self.skipped or (self.code is not None and tag != "pre"):
            return
        elif tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif (end := self.ends.get(tag)) is not None:
            end(self, tag)
        elif tag in BLOCKS:
            self.flush()

    def _close_mark(self, mark: str) -> None:
        """Marks hug their text: ``** a **`` would show its asterisks."""
        if mark not in self.marks:
            return
        self.marks.remove(mark)
        if self.line and self.line[-1] == mark:
            self.line.pop()
            return
        text = self.line.pop() if self.line else ""
        bare = text.rstrip()
        self.line += [bare, mark, text[len(bare) :]]

    def _frame(self, tag: str, values: dict[str, str]) -> None:
        self.skipped += 1
        if tag == "iframe" and values.get("src", "").startswith("http"):
            self.flush()
            self.line.append(f"<{self.rewrite(values['src'])}>")
            self.flush()

    # blocks -----------------------------------------------------------------------------------------------

    def flush(self) -> None:
        """End a paragraph."""
        text = "".join(self.line).strip()
        self.line = []
        if text:
            self.put(_LINE_START.sub(r"\1\\\2", text))

    def put(self, text: str) -> None:
        """Add a block inside the open lists and quotes."""
        lines = text.split("\n")
        lead = "".join(self.prefixes)
        marked = "".join(
            first if first is not None else prefix for first, prefix in zip(self.first, self.prefixes, strict=True)
        )
        self.first = [None] * len(self.prefixes)
        whole = [f"{marked}{lines[0]}", *(f"{lead}{line}".rstrip() for line in lines[1:])]
        self.blocks.append("\n".join(whole))

    def open(self, prefix: str, first: str | None) -> None:
        """Open a list item or a quotation."""
        self.flush()
        self.prefixes.append(prefix)
        self.first.append(first)

    def shut(self) -> None:
        """Close it."""
        self.flush()
        if self.prefixes:
            self.prefixes.pop()
            self.first.pop()

    def result(self) -> str:
        """All blocks."""
        if self.code is not None:
            self.ends["pre"](self, "pre")
        if self.rows is not None:
            self.ends["table"](self, "table")
        self.flush()
        return "\n\n".join(self.blocks) + "\n" if self.blocks else ""
