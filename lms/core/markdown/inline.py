"""Inline marks beside those of the Markdown package: mathematics, strike-through, hard line breaks."""

from __future__ import annotations

import re
import string
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString

DOLLAR_MATHS = r"(?<![\\$\w])\$(?![\s$])([^$`\n]{1,400}?)(?<![\s\\])\$(?![\w$])"
BRACKET_MATHS = r"\\\\\(([^`\n]{1,400}?)\\\\\)"


class Maths(InlineProcessor):
    """A formula becomes a marked span; nothing in it is read as Markdown."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        """Leave prices and addresses alone: a formula holds no link."""
        if "](" in m[1]:
            return None, None, None
        span = ElementTree.Element("span", {"class": "math"})
        span.text = AtomicString(m[1])
        return span, m.start(0), m.end(0)


def add_inline_marks(md: Markdown) -> None:
    """Register the marks on a converter; a backslash guards every ASCII mark, as in CommonMark."""
    md.ESCAPED_CHARS = list(string.punctuation)
    patterns = md.inlinePatterns
    patterns.register(Maths(BRACKET_MATHS, md), "bracket_maths", 186)
    patterns.register(Maths(DOLLAR_MATHS, md), "dollar_maths", 185)
    patterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 184)
    patterns.register(SimpleTagInlineProcessor(r"(~~)(?!\s)(.+?)(?<!\s)~~", "del"), "strike", 65)
