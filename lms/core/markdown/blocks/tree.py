"""Blocks: containers that hold blocks, and leaves that hold lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    DOCUMENT = "document"
    QUOTE = "quote"
    LIST = "list"
    ITEM = "item"
    BOX = "box"
    INDENTED_BOX = "indented_box"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    RULE = "rule"
    FENCE = "fence"
    CODE = "code"
    HTML = "html"
    TABLE = "table"
    MATHS = "maths"
    FOOTNOTE = "footnote"
    ATTRIBUTES = "attributes"


CONTAINERS = frozenset({Kind.DOCUMENT, Kind.QUOTE, Kind.LIST, Kind.ITEM, Kind.BOX, Kind.INDENTED_BOX})


@dataclass(slots=True, eq=False)
class Block:
    """One block.

    ``word`` and ``number`` carry what the kind needs: a list's marker and first number, a heading's level, a fence's
    mark and length, a box's kind and ``title``, a footnote's name, the pattern that ends raw HTML.
    """

    kind: Kind
    children: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    word: str = ""
    title: str = ""
    number: int = 0
    offset: int = 0
    loose: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)
