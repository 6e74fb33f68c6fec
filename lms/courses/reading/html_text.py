"""HTML of other systems' editors into Markdown that an instructor can go on editing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

Rewrite = Callable[[str], str]
"""Turns an address of the other system into one of the course."""

_BLOCK_WORDS = """
    p div section article header footer main figure figcaption center address dl dt dd details summary
"""
_BLOCKS = frozenset(_BLOCK_WORDS.split())
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object"})
_SPECIAL = re.compile(r"([\\`*_\[\]<>$~|])")
_LINE_START = re.compile(r"^(\s*\d*)([#>+.)-])(?=\s|$)", re.M)
_DEEPEST = 12


def to_markdown(html: str, rewrite: Rewrite = lambda address: address) -> str:
    """The Markdown of an HTML fragment. Unknown tags give their content; embedded frames become links."""
    writer = _Writer(rewrite)
    writer.feed(html)
    writer.close()
    return writer.result()


def to_plain(html: str) -> str:
    """The text of an HTML fragment on one line."""
    writer = _Plain()
    writer.feed(html)
    writer.close()
    return " ".join("".join(writer.parts).split())


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.parts.append(" " if tag in _BLOCKS or tag == "br" else "")


class _Writer(HTMLParser):
    def __init__(self, rewrite: Rewrite) -> None:
        super().__init__()
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
            self.line.append(_SPECIAL.sub(r"\\\1", text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._frame(tag, values)
        elif self.skipped or (self.code is not None and tag not in {"br"}):
            return
        elif tag in _MARKS:
            self.marks.append(_MARKS[tag])
            self.line.append(_MARKS[tag])
        elif (start := _STARTS.get(tag)) is not None:
            start(self, tag, values)
        elif tag in _BLOCKS:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif self.skipped or (self.code is not None and tag != "pre"):
            return
        elif tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif (end := _ENDS.get(tag)) is not None:
            end(self, tag)
        elif tag in _BLOCKS:
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
            _end_pre(self, "pre")
        if self.rows is not None:
            _end_table(self, "table")
        self.flush()
        return "\n\n".join(self.blocks) + "\n" if self.blocks else ""


def _heading(writer: _Writer, tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.line.append("\0" + "#" * int(tag[1]) + " ")


def _end_heading(writer: _Writer, _tag: str) -> None:
    text = "".join(writer.line).strip()
    writer.line = []
    head, _, title = text.lstrip("\0").partition(" ")
    if title.strip():
        writer.put(f"{head} {' '.join(title.split())}")


def _break(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    if writer.code is not None:
        writer.code.append("\n")
    elif writer.line:
        writer.line.append("\\\n" if writer.rows is None else " ")


def _rule(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.put("---")


def _image(writer: _Writer, _tag: str, values: dict[str, str]) -> None:
    source = writer.rewrite(values.get("src", "").strip())
    if source:
        alt = " ".join(_SPECIAL.sub(r"\\\1", values.get("alt", "")).split())
        writer.line.append(f"![{alt}](<{source.replace('>', '%3E').replace('<', '%3C')}>)")


def _link(writer: _Writer, _tag: str, values: dict[str, str]) -> None:
    address = writer.rewrite(values.get("href", "").strip())
    writer.links.append(address)
    if address:
        writer.line.append("[")


def _end_link(writer: _Writer, _tag: str) -> None:
    address = writer.links.pop() if writer.links else ""
    if address:
        writer.line.append(f"](<{address.replace('>', '%3E').replace('<', '%3C')}>)")


def _list(writer: _Writer, tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.lists.append(0 if tag == "ol" else None)


def _end_list(writer: _Writer, _tag: str) -> None:
    writer.flush()
    if writer.lists:
        writer.lists.pop()


def _item(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    if len(writer.prefixes) >= _DEEPEST:
        writer.flush()
        return
    mark = "- "
    if writer.lists and writer.lists[-1] is not None:
        writer.lists[-1] += 1
        mark = f"{writer.lists[-1]}. "
    writer.open(" " * len(mark), mark)


def _quote(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.open("> ", None)


def _shut(writer: _Writer, _tag: str) -> None:
    writer.shut()


def _pre(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.code = []


def _end_pre(writer: _Writer, _tag: str) -> None:
    code = "".join(writer.code or []).strip("\n")
    writer.code = None
    fence = "```" if "```" not in code else "~~~~"
    writer.put(f"{fence}\n{code}\n{fence}")


def _inline_code(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.line.append("<code>")


def _end_inline_code(writer: _Writer, _tag: str) -> None:
    writer.line.append("</code>")


def _table(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.flush()
    writer.rows = []


def _row(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    if writer.rows is not None:
        writer.rows.append([])


def _cell(writer: _Writer, _tag: str, _values: dict[str, str]) -> None:
    writer.line = []


def _end_cell(writer: _Writer, _tag: str) -> None:
    if writer.rows:
        writer.rows[-1].append(" ".join("".join(writer.line).split()))
    writer.line = []


def _end_table(writer: _Writer, _tag: str) -> None:
    rows = [row for row in writer.rows or [] if row]
    writer.rows = None
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    writer.put("\n".join(lines))


_STARTS: dict[str, Callable[[_Writer, str, dict[str, str]], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "br": _break,
    "hr": _rule,
    "img": _image,
    "a": _link,
    "ul": _list,
    "ol": _list,
    "li": _item,
    "blockquote": _quote,
    "pre": _pre,
    "code": _inline_code,
    "table": _table,
    "tr": _row,
    "td": _cell,
    "th": _cell,
}
_ENDS: dict[str, Callable[[_Writer, str], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _end_heading),
    "a": _end_link,
    "ul": _end_list,
    "ol": _end_list,
    "li": _shut,
    "blockquote": _shut,
    "pre": _end_pre,
    "code": _end_inline_code,
    "table": _end_table,
    "td": _end_cell,
    "th": _end_cell,
}
