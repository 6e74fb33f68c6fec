"""Blocks into the element tree that the Markdown package then reads for inline marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown.util import AtomicString, HtmlStash

from lms.core.markdown import boxes
from lms.core.markdown.blocks import tables
from lms.core.markdown.blocks.parser import parse
from lms.core.markdown.blocks.references import References
from lms.core.markdown.blocks.tree import Block, Kind
from lms.core.markdown.highlight import code_block, language_of
from lms.core.markdown.types import Options

_ALERT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(.*)$")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([#.][^{}]*)\}$")
_IMAGE_ATTRIBUTES = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+)\)\{:?([^{}]*)\}")
_LINK_ATTRIBUTES = re.compile(r"(?<=\))\{:[^{}\n]*\}")
_ALT = re.compile(r"\b(?:fig-)?alt=(?:\"([^\"]*)\"|'([^']*)')")
_ID = re.compile(r"#([^\s#.{}]+)")
_BOX_DEPTH = 4


@dataclass
class Builder:
    """Builds elements; ``footnotes`` receives the name and the text of each note."""

    stash: HtmlStash
    options: Options
    footnotes: Callable[[str, str], None]
    references: References = field(default_factory=dict)
    depth: int = 0
    tight: bool = False

    def build(self, parent: ElementTree.Element, text: str) -> None:
        """Parse ``text`` and append its elements."""
        self.children(parent, parse(text, self.references))

    def children(self, parent: ElementTree.Element, block: Block) -> None:
        """Append the elements of a container's blocks."""
        siblings = _with_attributes(block.children)
        for child in siblings:
            _BUILDERS[child.kind](self, parent, child)

    def raw(self, parent: ElementTree.Element, html: str) -> None:
        """Append HTML that is not read again."""
        paragraph = ElementTree.SubElement(parent, "p")
        paragraph.text = AtomicString(self.stash.store(html))

    # leaves ---------------------------------------------------------------------------------------------

    def paragraph(self, parent: ElementTree.Element, block: Block) -> None:
        """A paragraph, or the bare text of a tight list item."""
        if not block.lines:
            return
        text = inline_text(block.text)
        if self.tight and parent.tag == "li":
            if len(parent):
                parent[-1].tail = "\n" + text
            else:
                parent.text = (parent.text or "") + text
            return
        ElementTree.SubElement(parent, "p").text = text

    def heading(self, parent: ElementTree.Element, block: Block) -> None:
        """A heading; its own name, if the author gave one, is kept for the anchors."""
        text = inline_text(block.text)
        attributes = _HEADING_ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()]
        heading = ElementTree.SubElement(parent, f"h{block.number}")
        heading.text = text
        if attributes and (name := _ID.search(attributes[1])):
            heading.set("id", name[1])

    def rule(self, parent: ElementTree.Element, _block: Block) -> None:
        """A thematic break."""
        ElementTree.SubElement(parent, "hr")

    def fence(self, parent: ElementTree.Element, block: Block) -> None:
        """A block of code, or a box that is written as one (``{note}``)."""
        kind = boxes.kind_of(block.title) if block.title.startswith("{") and "." not in block.title else ""
        if kind and self.depth < _BOX_DEPTH:
            title = block.title.partition("}")[2].strip()
            lines = [line for line in block.lines if not re.match(r":\w[\w-]*:", line)]
            self.box(parent, parse("\n".join(lines), self.references), kind, title)
            return
        code = block.text + "\n" if block.lines else ""
        self.raw(parent, code_block(code, language_of(block.title)))

    def code(self, parent: ElementTree.Element, block: Block) -> None:
        """An indented block of code."""
        self.raw(parent, code_block(block.text.rstrip("\n ") + "\n", language_of(block.title)))

    def html(self, parent: ElementTree.Element, block: Block) -> None:
        """Raw HTML; the sanitiser decides about it later."""
        self.raw(parent, block.text)

    def maths(self, parent: ElementTree.Element, block: Block) -> None:
        """A displayed formula."""
        formula = ElementTree.SubElement(parent, "div", {"class": "math"})
        formula.text = AtomicString(block.text.strip().strip("$").strip())

    def footnote(self, _parent: ElementTree.Element, block: Block) -> None:
        """A note goes to the end of the page."""
        self.footnotes(block.word, block.text)

    def table(self, parent: ElementTree.Element, block: Block) -> None:
        """A table with a head row; short rows are filled, long ones cut."""
        table = ElementTree.SubElement(parent, "table", {"tabindex": "0"})  # wide ones scroll, by keyboard too
        aligned = tables.alignments(block.lines[1])
        head = ElementTree.SubElement(table, "thead")
        self._row(head, "th", block.lines[0], aligned)
        body = ElementTree.SubElement(table, "tbody") if len(block.lines) > 2 else head
        for line in block.lines[2:]:
            self._row(body, "td", line, aligned)

    def _row(self, parent: ElementTree.Element, tag: str, line: str, aligned: list[str]) -> None:
        row = ElementTree.SubElement(parent, "tr")
        found = tables.cells(line)
        for column, side in enumerate(aligned):
            cell = ElementTree.SubElement(row, tag)
            cell.text = inline_text(found[column]) if column < len(found) else ""
            if side:
                cell.set("class", f"align-{side}")

    # containers -----------------------------------------------------------------------------------------

    def quote(self, parent: ElementTree.Element, block: Block) -> None:
        """A quotation, or a box written as one: ``[!NOTE]`` in its first line, or a class after it."""
        first = block.children[0] if block.children else None
        match = _ALERT.match(first.lines[0]) if first and first.kind is Kind.PARAGRAPH and first.lines else None
        kind = boxes.kind_of(block.word) or (match and boxes.kind_of(match[1])) or ""
        if first and match:
            first.lines = first.lines[1:] if kind or not match[2] else [match[2], *first.lines[1:]]
        if kind:
            self.box(parent, block, kind, match[2] if match else "")
            return
        with_paragraphs, self.tight = self.tight, False
        self.children(ElementTree.SubElement(parent, "blockquote"), block)
        self.tight = with_paragraphs

    def named_box(self, parent: ElementTree.Element, block: Block) -> None:
        """A box with a name; an unknown name gives a plain group."""
        kind = boxes.kind_of(block.word)
        if not kind and block.word == "tab":
            kind = "details"
        if not kind and block.kind is Kind.INDENTED_BOX:
            kind = "note"
        if kind:
            self.box(parent, block, kind, block.title)
        else:
            self._group(ElementTree.SubElement(parent, "div"), block)

    def box(self, parent: ElementTree.Element, block: Block, kind: str, title: str) -> None:
        """A box of a known kind; folded kinds open on demand."""
        if kind in self.options.hidden_boxes:
            return
        folded = kind in boxes.FOLDED or (block.kind is Kind.INDENTED_BOX and block.loose)
        frame = ElementTree.SubElement(parent, "details" if folded else "div", {"class": f"box box-{kind}"})
        caption = ElementTree.SubElement(frame, "summary" if folded else "p", {"class": "box-title"})
        caption.text = title or boxes.title_of(kind, self.options.language)
        self._group(frame, block)

    def _group(self, frame: ElementTree.Element, block: Block) -> None:
        self.depth += 1
        outer, self.tight = self.tight, False
        self.children(frame, block)
        self.tight = outer
        self.depth -= 1

    def bullets(self, parent: ElementTree.Element, block: Block) -> None:
        """A list; tight ones hold bare text."""
        outer, self.tight = self.tight, not block.loose
        element = ElementTree.SubElement(parent, "ol" if block.number >= 0 else "ul")
        if block.number not in {-1, 1}:
            element.set("start", str(block.number))
        for item in block.children:
            self._item(element, item)
        self.tight = outer

    def _item(self, parent: ElementTree.Element, item: Block) -> None:
        element = ElementTree.SubElement(parent, "li")
        first = item.children[0] if item.children else None
        task = _TASK.match(first.lines[0]) if first and first.kind is Kind.PARAGRAPH and first.lines else None
        if first and task:
            element.set("class", "task")
            first.lines[0] = ("☐ " if task[1] == " " else "☑ ") + first.lines[0][task.end() :]
        self.children(element, item)


def inline_text(text: str) -> str:
    """Text as the Markdown package reads it: descriptions move from an image's attributes into the image."""
    if "{" not in text:
        return text
    return _LINK_ATTRIBUTES.sub("", _IMAGE_ATTRIBUTES.sub(_described, text))


def _described(match: re.Match[str]) -> str:
    alt = _ALT.search(match[3])
    words = " ".join((alt[1] or alt[2] or "").split()) if alt else ""
    return f"![{match[1] or words.replace('[', '(').replace(']', ')')}]({match[2]})"


def _with_attributes(blocks: list[Block]) -> list[Block]:
    """Give class lines (``{: .challenge}``) to the block before them: a box's kind, a code's language."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind is not Kind.ATTRIBUTES:
            kept.append(block)
        elif kept:
            _apply(kept[-1], " ".join(re.findall(r"\.([\w-]+)", block.word)))
    return kept


def _apply(block: Block, classes: str) -> None:
    if block.kind is Kind.QUOTE and not block.word:
        block.word = classes
    elif block.kind in {Kind.FENCE, Kind.CODE} and not block.title:
        block.title = classes.removeprefix("language-")


_BUILDERS: dict[Kind, Callable[[Builder, ElementTree.Element, Block], None]] = {
    Kind.PARAGRAPH: Builder.paragraph,
    Kind.HEADING: Builder.heading,
    Kind.RULE: Builder.rule,
    Kind.FENCE: Builder.fence,
    Kind.CODE: Builder.code,
    Kind.HTML: Builder.html,
    Kind.MATHS: Builder.maths,
    Kind.FOOTNOTE: Builder.footnote,
    Kind.TABLE: Builder.table,
    Kind.QUOTE: Builder.quote,
    Kind.BOX: Builder.named_box,
    Kind.INDENTED_BOX: Builder.named_box,
    Kind.LIST: Builder.bullets,
}
