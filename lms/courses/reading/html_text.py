"""HTML of other systems' editors into Markdown that an instructor can go on editing."""

from __future__ import annotations

from html.parser import HTMLParser

from lms.courses.reading.html_tags import ENDS, STARTS
from lms.courses.reading.html_writer import BLOCKS, Rewrite, Writer


def to_markdown(html: str, rewrite: Rewrite = lambda address: address) -> str:
    """The Markdown of an HTML fragment. Unknown tags give their content; embedded frames become links."""
    writer = Writer(rewrite, STARTS, ENDS)
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
        self.parts.append(" " if tag in BLOCKS or tag == "br" else "")
