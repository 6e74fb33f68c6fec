"""Text to sanitised HTML whose addresses are still open."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser

from lms.core.markdown.extension import Outline, to_html
from lms.core.markdown.residue import strip_residue
from lms.core.markdown.sanitise import clean
from lms.core.markdown.types import Converted, Counts, Heading, Options

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def normalise(text: str) -> str:
    """One kind of line end, no byte order mark, no control characters, no half surrogates."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", text)


def convert(text: str, options: Options | None = None) -> Converted:
    """Convert; takes no longer than the text's worst case (see ``safe`` for a limit)."""
    options = options or Options()
    text = normalise(text)
    raw, outline = to_html(strip_residue(text), options)
    marker = "ref" + hashlib.sha256(text.encode()).hexdigest()[:24]
    addresses: dict[str, list[str]] = {"a": [], "img": []}

    def keep(tag: str, address: str) -> str:
        addresses[tag].append(address)
        return f"{marker}:{tag}:{len(addresses[tag]) - 1}"

    html = clean(raw, id_prefix=options.id_prefix, keep=keep)
    seen = _Seen(html)
    return Converted(
        html=html,
        marker=marker,
        id_prefix=options.id_prefix,
        links=tuple(addresses["a"]),
        images=tuple(addresses["img"]),
        headings=_headings(outline, options.id_prefix),
        anchors=frozenset(seen.ids),
        counts=seen.counts(),
        refused_links=tuple(outline.refused["a"]),
        refused_images=tuple(outline.refused["img"]),
        title=outline.title,
    )


def _headings(outline: Outline, prefix: str) -> tuple[Heading, ...]:
    return tuple(Heading(level, text, prefix + name) for level, text, name in outline.headings)


class _Seen(HTMLParser):
    """Counts elements and collects ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.ids: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for every element."""
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.ids.update(value for name, value in attrs if name == "id" and value)

    def counts(self) -> Counts:
        """The sums."""
        of = self.tags.get
        lists = of("ul", 0) + of("ol", 0)
        return Counts(of("img", 0), of("a", 0), of("pre", 0), of("table", 0), lists)
