"""Lines into a tree of blocks, one line at a time, as CommonMark's appendix describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lms.core.markdown.blocks import openers
from lms.core.markdown.blocks.cursor import Cursor
from lms.core.markdown.blocks.references import References, take_references
from lms.core.markdown.blocks.starts import BOX_CLOSE
from lms.core.markdown.blocks.tree import CONTAINERS, Block, Kind

DEEPEST = 60
"""Containers inside containers; further markers are read as text, so hostile nesting stays cheap."""


class Parser:
    """State while reading: the open containers from the document down, and the open leaf, if any."""

    def __init__(self, references: References) -> None:
        self.document = Block(Kind.DOCUMENT)
        self.open = [self.document]
        self.leaf: Block | None = None
        self.references = references
        self.after_blank = False

    def read(self, lines: Iterable[str]) -> Block:
        """Read all lines and give the document."""
        for line in lines:
            self._line(Cursor(line))
        self.close_leaf()
        return self.document

    # one line -------------------------------------------------------------------------------------------

    def _line(self, line: Cursor) -> None:
        matched = self._continue_containers(line)
        whole = matched == len(self.open)
        if whole and self.leaf is not None and self._continue_raw(line):
            return
        if self._close_box(line, matched):
            return
        lazy = self.leaf if not whole and self.leaf and self.leaf.kind is Kind.PARAGRAPH else None
        opened = openers.open_blocks(self, line, matched)
        if opened is None:
            return
        if lazy is not None and not opened and not line.blank:
            lazy.lines.append(line.body)
            self.after_blank = False
            return
        if not opened and not whole:
            self.shrink(matched)
        self._text(line)

    def _continue_containers(self, line: Cursor) -> int:
        for depth, block in enumerate(self.open):
            if not _continues(block, line):
                return depth
        return len(self.open)

    def _continue_raw(self, line: Cursor) -> bool:
        """Give the line to an open fence, raw HTML, indented code or footnote; say whether it took it."""
        leaf = self.leaf
        if leaf is None:
            return False
        inside = line.indent >= 4 or line.blank
        if leaf.kind is Kind.FENCE:
            self._fence_line(leaf, line)
        elif leaf.kind in {Kind.HTML, Kind.MATHS} and (not line.blank or (leaf.word and leaf.kind is Kind.HTML)):
            self._until_end(leaf, line)
        elif leaf.kind in {Kind.CODE, Kind.FOOTNOTE} and inside:
            line.skip(4)
            leaf.lines.append(line.rest)
        else:
            return False
        self.after_blank = line.blank and leaf.kind in {Kind.CODE, Kind.FOOTNOTE}
        return True

    def _fence_line(self, leaf: Block, line: Cursor) -> None:
        body = line.body.rstrip()
        if line.indent < 4 and len(body) >= leaf.number and body == leaf.word * len(body):
            self.leaf = None
            return
        if line.untouched and not leaf.offset:
            leaf.lines.append(line.raw)
            return
        line.skip(leaf.offset)
        leaf.lines.append(line.rest)

    def _until_end(self, leaf: Block, line: Cursor) -> None:
        leaf.lines.append(line.rest)
        if leaf.word and re.search(leaf.word, line.body):
            self.leaf = None

    def _close_box(self, line: Cursor, matched: int) -> bool:
        """End the innermost box when the line is a run of colons."""
        if line.indent >= 4 or not BOX_CLOSE.match(line.body):
            return False
        for depth in range(matched - 1, 0, -1):
            if self.open[depth].kind is Kind.BOX:
                self.shrink(depth)
                self.after_blank = False
                return True
        self.shrink(matched)
        self.close_leaf()
        return True

    def _text(self, line: Cursor) -> None:
        leaf = self.leaf
        if line.blank:
            if leaf is not None:
                self.close_leaf()
            self.after_blank = True
            return
        if leaf is not None and self._takes_text(leaf):
            leaf.lines.append(line.body)
        else:
            self.add_leaf(Block(Kind.PARAGRAPH, lines=[line.body]), keep_open=True)
        self.after_blank = False

    def _takes_text(self, leaf: Block) -> bool:
        if leaf.kind is Kind.FOOTNOTE:
            return not self.after_blank
        return leaf.kind in {Kind.PARAGRAPH, Kind.TABLE}

    # opening and closing --------------------------------------------------------------------------------

    def shrink(self, depth: int) -> None:
        """Close the leaf and every container from ``depth`` on."""
        if depth < len(self.open):
            self.close_leaf()
            del self.open[depth:]

    def close_leaf(self) -> None:
        """End the open leaf; a paragraph gives up the reference definitions at its head."""
        leaf, self.leaf = self.leaf, None
        if leaf is None or leaf.kind is not Kind.PARAGRAPH:
            return
        text = leaf.text
        if text.startswith("["):
            leaf.lines = [line for line in take_references(text, self.references).split("\n") if line]

    def add(self, block: Block) -> None:
        """Put a block into the innermost container that may hold it."""
        self.close_leaf()
        if self.open[-1].kind is Kind.LIST and block.kind is not Kind.ITEM:
            self.open.pop()
        parent = self.open[-1]
        if self.after_blank and parent.children:
            self._loosen(parent)
        parent.children.append(block)
        if block.kind in CONTAINERS:
            self.open.append(block)
        self.after_blank = False

    def _loosen(self, parent: Block) -> None:
        if parent.kind is Kind.LIST:
            parent.loose = True
        elif parent.kind is Kind.ITEM:
            self.open[-2].loose = True

    def add_leaf(self, block: Block, *, keep_open: bool = False) -> None:
        """Put a leaf and keep it open for more lines if asked."""
        self.add(block)
        if keep_open:
            self.leaf = block

    @property
    def depth_left(self) -> bool:
        """Whether one more container may be opened."""
        return len(self.open) < DEEPEST


def _continues(block: Block, line: Cursor) -> bool:
    """Whether the line goes on inside the container; takes the container's part of it."""
    if block.kind is Kind.QUOTE:
        if line.indent > 3 or not line.body.startswith(">"):
            return False
        line.take(1)
        line.skip(1)
    elif block.kind is Kind.ITEM:
        if line.blank:
            return bool(block.children)
        if line.indent < block.offset:
            return False
        line.skip(block.offset)
    elif block.kind is Kind.INDENTED_BOX:
        if not line.blank and line.indent < 4:
            return False
        line.skip(4)
    return True


def parse(text: str, references: References) -> Block:
    """The tree of ``text``; reference definitions go into ``references``."""
    return Parser(references).read(text.split("\n"))
