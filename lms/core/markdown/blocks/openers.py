"""What a line may open, tried in CommonMark's order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lms.core.markdown.blocks import starts, tables
from lms.core.markdown.blocks.cursor import Cursor
from lms.core.markdown.blocks.references import take_references
from lms.core.markdown.blocks.tree import Block, Kind

if TYPE_CHECKING:
    from lms.core.markdown.blocks.parser import Parser


class Start:
    """A place where blocks may begin: the parser, the line, and how many containers the line continues."""

    __slots__ = ("line", "matched", "opened", "parser")

    def __init__(self, parser: Parser, line: Cursor, matched: int) -> None:
        self.parser, self.line, self.matched = parser, line, matched
        self.opened = False

    @property
    def paragraph(self) -> Block | None:
        """The open paragraph that this line would go on, unless the line left its container."""
        leaf = self.parser.leaf
        if leaf is None or leaf.kind is not Kind.PARAGRAPH or self.matched < len(self.parser.open):
            return None
        return leaf

    def commit(self) -> None:
        """Close what the line does not continue: something new begins here."""
        if not self.opened:
            self.parser.shrink(self.matched)
        self.opened = True

    def container(self, block: Block) -> None:
        """Open a container."""
        self.commit()
        self.parser.add(block)
        self.matched = len(self.parser.open)

    def leaf(self, block: Block, *, keep_open: bool = False) -> None:
        """Put a leaf."""
        self.commit()
        self.parser.add_leaf(block, keep_open=keep_open)


def open_blocks(parser: Parser, line: Cursor, matched: int) -> bool | None:
    """Open every block that begins on the line.

    ``None``: a leaf took the whole line. Otherwise whether containers were opened before the text that is left.
    """
    start = Start(parser, line, matched)
    while not line.blank:
        if line.indent >= 4:
            return _indented_code(start)
        for opener in _CONTAINERS:
            if parser.depth_left and opener(start):
                break
        else:
            return None if any(opener(start) for opener in _LEAVES) else start.opened
    return start.opened


def _indented_code(start: Start) -> bool | None:
    leaf = start.parser.leaf
    if leaf is not None and leaf.kind is Kind.PARAGRAPH and not start.opened:
        return False
    start.line.skip(4)
    start.leaf(Block(Kind.CODE, lines=[start.line.rest]), keep_open=True)
    return None


def _quote(start: Start) -> bool:
    if not start.line.body.startswith(">"):
        return False
    start.line.take(1)
    start.line.skip(1)
    start.container(Block(Kind.QUOTE))
    return True


def _box(start: Start) -> bool:
    body = start.line.body.rstrip(": \t")
    match = starts.BOX_OPEN.match(body) if body.startswith(":::") else None
    if match is None:
        return False
    word = match[2] or " ".join(re.findall(r"\.([\w-]+)", match[1] or "")) or (match[1] or "").strip()
    start.container(Block(Kind.BOX, word=word.lower(), title=(match[3] or match[4] or "").strip()))
    start.line.take(len(start.line.body))
    return True


def _indented_box(start: Start) -> bool:
    if not start.line.body.startswith(("!!!", "???", "===")):
        return False
    match = starts.INDENTED_BOX.match(start.line.body.rstrip())
    if match is None or not (match[1] or match[2]):
        return False
    word = "tab" if start.line.body.startswith("===") else match[1].split(" ")[0].lower()
    block = Block(Kind.INDENTED_BOX, word=word, title=match[2] or "", loose=start.line.body.startswith("???"))
    start.container(block)
    start.line.take(len(start.line.body))
    return True


def _item(start: Start) -> bool:
    line = start.line
    match = starts.ITEM.match(line.body)
    if match is None or starts.RULE.match(line.body):
        return False
    rest = line.body[match.end() :].strip()
    if (not rest or match[2] not in {None, "1"}) and _is_running(start):
        return False
    indent = line.indent
    line.take(match.end())
    _open_item(start, match, indent)
    return True


def _is_running(start: Start) -> bool:
    """Whether the line stands in the middle of a paragraph that is more than reference definitions."""
    paragraph = start.paragraph
    return paragraph is not None and bool(take_references(paragraph.text, {}).strip())


def _open_item(start: Start, match: re.Match[str], indent: int) -> None:
    line, parser = start.line, start.parser
    padding = line.indent if 1 <= line.indent <= 4 and not line.blank else 1
    line.skip(padding)
    mark = match[3] or match[1]
    start.commit()
    top = parser.open[-1]
    if top.kind is not Kind.LIST or top.word != mark:
        start.container(Block(Kind.LIST, word=mark, number=int(match[2]) if match[2] else -1))
    start.container(Block(Kind.ITEM, offset=indent + match.end() + padding))


def _heading(start: Start) -> bool:
    match = starts.HEADING.match(start.line.body)
    if match is None:
        return False
    text = start.line.body[len(match[1]) :].strip()
    bare = text.rstrip("#")
    if not bare or bare[-1] in " \t":
        text = bare.rstrip()
    start.leaf(Block(Kind.HEADING, number=len(match[1]), lines=[text] if text else []))
    return True


def _setext(start: Start) -> bool:
    paragraph = start.paragraph
    match = starts.SETEXT.match(start.line.body)
    if match is None or paragraph is None:
        return False
    text = take_references(paragraph.text, start.parser.references).strip()
    if not text:
        return False
    paragraph.kind = Kind.HEADING
    paragraph.number = 1 if match[1].startswith("=") else 2
    paragraph.lines = text.split("\n")
    start.parser.leaf = None
    return True


def _fence(start: Start) -> bool:
    match = starts.FENCE.match(start.line.body)
    if match is None:
        return False
    offset = start.line.indent
    block = Block(Kind.FENCE, word=match[1][0], number=len(match[1]), title=match[2].strip(), offset=offset)
    start.leaf(block, keep_open=True)
    return True


def _html(start: Start) -> bool:
    in_paragraph = start.parser.leaf is not None and start.parser.leaf.kind is Kind.PARAGRAPH
    end = starts.html_end(start.line.body, in_paragraph=in_paragraph and not start.opened)
    if end is None:
        return False
    done = re.search(end or r"^<[^>]*\smarkdown=[^>]*>\s*$", start.line.body) is not None
    start.leaf(Block(Kind.HTML, word=end, lines=[start.line.rest]), keep_open=not done)
    return True


def _maths(start: Start) -> bool:
    body = start.line.body.rstrip()
    if not body.startswith("$$"):
        return False
    inner = body[2:]
    done = inner.endswith("$$") and len(inner) > 2
    if not done and "$$" in inner:
        return False
    start.leaf(Block(Kind.MATHS, word=r"\$\$\s*$", lines=[body]), keep_open=not done)
    return True


def _rule(start: Start) -> bool:
    if not starts.RULE.match(start.line.body):
        return False
    start.leaf(Block(Kind.RULE))
    return True


def _footnote(start: Start) -> bool:
    match = starts.FOOTNOTE.match(start.line.body) if start.line.body.startswith("[^") else None
    if match is None:
        return False
    start.leaf(Block(Kind.FOOTNOTE, word=match[1], lines=[match[2]]), keep_open=True)
    return True


def _attributes(start: Start) -> bool:
    match = starts.ATTRIBUTES.match(start.line.body) if start.line.body.startswith("{:") else None
    if match is None:
        return False
    start.leaf(Block(Kind.ATTRIBUTES, word=match[1].strip()))
    return True


def _table(start: Start) -> bool:
    paragraph = start.paragraph
    if paragraph is None or not tables.is_table_head(paragraph.lines[-1], start.line.body):
        return False
    header = paragraph.lines.pop()
    block = Block(Kind.TABLE, lines=[header, start.line.body])
    if not paragraph.lines:
        start.parser.open[-1].children.pop()
        start.parser.leaf = None
    start.leaf(block, keep_open=True)
    return True


_CONTAINERS: tuple[Callable[[Start], bool], ...] = (_quote, _box, _indented_box, _item)
_LEAVES: tuple[Callable[[Start], bool], ...] = (
    _heading,
    _fence,
    _html,
    _maths,
    _table,
    _setext,
    _rule,
    _footnote,
    _attributes,
)
