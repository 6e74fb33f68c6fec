"""Links and images whose search for the closing bracket stays cheap on hostile text.

The Markdown package looks for each ``[`` through the rest of the text, which is quadratic. Here the pairs are found
once. A replacement leaves everything behind it as it was, so pairs are kept by their distance from the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown import Markdown, inlinepatterns

LONGEST_ADDRESS = 2_500
"""Characters of an address with its title; what is longer is text."""

_SHORT = 300
_BRACKET = re.compile(r"[\[\]]")


class Pairs:
    """Closing brackets of the texts last looked at."""

    def __init__(self) -> None:
        self._known: list[tuple[str, dict[int, int]]] = []

    def close_of(self, data: str, index: int) -> int:
        """The place of the bracket that closes what was opened just before ``index``, or -1."""
        if data.find("]", index) < 0:
            return -1
        left = len(data) - index
        for text, table in self._known:
            if left <= len(text) and data.endswith(text[len(text) - left :]):
                return len(data) - table[left] if left in table else -1
        table = _pairs(data)
        self._known = [(data, table), *self._known[:3]]
        return len(data) - table[left] if left in table else -1


def _pairs(data: str) -> dict[int, int]:
    """Distance from the end of every place after a ``[`` to that of its ``]``."""
    length = len(data)
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(data):
        if match[0] == "[":
            opened.append(length - match.end())
        elif opened:
            found[opened.pop()] = length - match.start()
    return found


if TYPE_CHECKING:
    _Base = inlinepatterns.LinkInlineProcessor
else:
    _Base = object


class _Bounded(_Base):
    pairs: Pairs

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """The text between the brackets, the place behind it, and whether there is any."""
        if len(data) - index <= _SHORT:
            return super().getText(data, index)
        close = self.pairs.close_of(data, index)
        return (data[index:close], close + 1, True) if close >= 0 else ("", index, False)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """The address and the title in the parentheses."""
        if data[index : index + 1] != "(" or data.find(")", index) < 0:
            return "", None, index, False
        return super().getLink(data[: index + LONGEST_ADDRESS], index)


class _Reference(_Bounded, inlinepatterns.ReferenceInlineProcessor):
    pass


class _Link(_Bounded, inlinepatterns.LinkInlineProcessor):
    pass


class _Image(_Bounded, inlinepatterns.ImageInlineProcessor):
    pass


class _ImageReference(_Bounded, inlinepatterns.ImageReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, inlinepatterns.ShortReferenceInlineProcessor):
    pass


class _ShortImage(_Bounded, inlinepatterns.ShortImageReferenceInlineProcessor):
    pass


_PLACES: tuple[tuple[type[_Bounded], str, str, int], ...] = (
    (_Reference, inlinepatterns.REFERENCE_RE, "reference", 170),
    (_Link, inlinepatterns.LINK_RE, "link", 160),
    (_Image, inlinepatterns.IMAGE_LINK_RE, "image_link", 150),
    (_ImageReference, inlinepatterns.IMAGE_REFERENCE_RE, "image_reference", 140),
    (_ShortReference, inlinepatterns.REFERENCE_RE, "short_reference", 130),
    (_ShortImage, inlinepatterns.IMAGE_REFERENCE_RE, "short_image_ref", 125),
)


def bound_brackets(md: Markdown) -> None:
    """Put the cheap processors in the place of the package's own."""
    pairs = Pairs()
    for processor, pattern, name, priority in _PLACES:
        made = processor(pattern, md)
        made.pairs = pairs
        md.inlinePatterns.register(made, name, priority)
