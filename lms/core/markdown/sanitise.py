"""HTML that is safe to show: an allow-list of tags, attributes, classes and address schemes."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

SCHEMES = frozenset({"http", "https", "mailto"})

_TEXT = (
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup u var wbr"
)
_BLOCK = "blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre summary ul"
_TABLE = "caption col colgroup table tbody td tfoot th thead tr"
TAGS = frozenset(f"{_TEXT} {_BLOCK} {_TABLE}".split())

DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math"}
)

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "details": {"open"},
    "pre": {"tabindex"},
    "table": {"tabindex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}

CLASSES = frozenset(
    {"highlight", "mermaid", "math", "box", "box-title", "task", "footnote", "footnote-ref", "footnote-backref"}
)
_CLASS_PATTERNS = re.compile(r"(?:language-[a-z0-9_-]{1,40}|box-[a-z]{1,20}|align-(?:left|center|right))")
_NUMBER = re.compile(r"\d{1,5}%?")
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "span", "start"})
_NAMED_ANCHOR = re.compile(r"<a\s+(?:name|id)=(\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+)\s*/?>", re.I)
_HIGHLIGHT = re.compile(r"[a-z]{1,2}[a-z0-9]?")

Keep = Callable[[str, str], str]
"""Takes ``a`` or ``img`` and its address; gives what to write in its place."""


def clean(html: str, *, id_prefix: str, keep: Keep) -> str:
    """Sanitised ``html``; every address that may stay goes through ``keep``."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return _classes(tag, value)
        if name in _NUMBERS:
            return value if _NUMBER.fullmatch(value) else None
        if name == "tabindex":
            return "0"
        if (tag, name) in {("a", "href"), ("img", "src")}:
            return keep(tag, value)
        return value

    return nh3.clean(
        _closed_anchors(html),
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        id_prefix=id_prefix,
    )


def _classes(tag: str, value: str) -> str | None:
    known = [name for name in value.split() if _allowed(tag, name)]
    return " ".join(known) or None


def _allowed(tag: str, name: str) -> bool:
    if name in CLASSES or _CLASS_PATTERNS.fullmatch(name):
        return True
    return tag == "span" and _HIGHLIGHT.fullmatch(name) is not None


def _closed_anchors(html: str) -> str:
    """Named anchors are points: closing each at once keeps an unclosed one from swallowing the page."""
    return _NAMED_ANCHOR.sub(r"<a id=\1></a>", html)
