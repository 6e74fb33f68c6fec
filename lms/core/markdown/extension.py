"""The Markdown package with CommonMark's block structure in place of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from lms.core.markdown.anchors import slug, unique
from lms.core.markdown.brackets import bound_brackets
from lms.core.markdown.build import Builder
from lms.core.markdown.inline import add_inline_marks
from lms.core.markdown.sanitise import SCHEMES
from lms.core.markdown.types import Options

_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_RAW_ADDRESS = re.compile(
    r"<(a|img)\s[^<>]{0,500}?(?:href|src)\s*=\s*[\"']?\s*(([a-z][a-z0-9+.-]{0,30}):[^\s\"'<>]{0,80})", re.I
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BACKLINK = {"ko": "본문의 각주 %d 자리로 돌아가기", "en": "Back to note %d in the text"}


@dataclass
class Outline:
    """The headings of a page, in order: level, text, name; its title; addresses with foreign schemes by tag."""

    headings: list[tuple[int, str, str]] = field(default_factory=list)
    title: str = ""
    refused: dict[str, list[str]] = field(default_factory=lambda: {"a": [], "img": []})


class CommonMarkParser(BlockParser):
    """Blocks by CommonMark's rules."""

    def __init__(self, md: Markdown, builder: Builder) -> None:
        super().__init__(md)
        self.builder = builder

    def parseDocument(self, lines: Iterable[str]) -> ElementTree.ElementTree:  # noqa: N802
        """The whole text."""
        root = ElementTree.Element(self.md.doc_tag)
        self.builder.build(root, "\n".join(lines))
        return ElementTree.ElementTree(root)

    def parseChunk(self, parent: ElementTree.Element, text: str) -> None:  # noqa: N802
        """A part of it (a footnote)."""
        self.builder.build(parent, text)


class Headings(Treeprocessor):
    """Names every heading, lowers them below the page's own title, and writes the outline."""

    def __init__(self, md: Markdown, outline: Outline, *, without_title: bool) -> None:
        super().__init__(md)
        self.outline = outline
        self.without_title = without_title

    def run(self, root: ElementTree.Element) -> None:
        """Walk the tree once, after the inline marks."""
        self._note(root)
        self._drop_title(root)
        found = [element for element in root.iter() if element.tag in _HEADINGS]
        shift = 1 if any(element.tag == "h1" for element in found) else 0
        taken: set[str] = set()
        for element in found:
            text = self._text(element)
            level = min(int(element.tag[1]) + shift, 6)
            element.tag = f"h{level}"
            name = unique(element.get("id") or slug(text), taken)
            element.set("id", name)
            self.outline.headings.append((level, text, name))

    def _note(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            address = element.get("href" if element.tag == "a" else "src", "") if element.tag in {"a", "img"} else ""
            if (scheme := _SCHEME.match(address)) and scheme[1].lower() not in SCHEMES:
                self.outline.refused[element.tag].append(address)
            if element.tag == "h1" and not self.outline.title:
                self.outline.title = self._text(element)

    def _drop_title(self, root: ElementTree.Element) -> None:
        first = next((element for element in root if element.tag in _HEADINGS), None)
        if self.without_title and first is not None and first.tag == "h1":
            root.remove(first)

    def _entity(self, match: re.Match[str]) -> str:
        """The letter behind a stashed entity; stashed tags are no text."""
        stash = self.md.htmlStash.rawHtmlBlocks
        raw = str(stash[int(match[1])]) if int(match[1]) < len(stash) else ""
        return raw if raw.startswith("&") else ""

    def _text(self, element: ElementTree.Element) -> str:
        text = HTML_PLACEHOLDER_RE.sub(self._entity, "".join(element.itertext()))
        text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
        return " ".join(html.unescape(_PLACEHOLDER.sub("", text)).split())


class CommonMarkBlocks(Extension):
    """Puts the parser, the marks and the headings into a converter."""

    def __init__(self, options: Options, outline: Outline) -> None:
        super().__init__()
        self.options = options
        self.outline = outline

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register everything."""
        notes = FootnoteExtension(BACKLINK_TITLE=_BACKLINK.get(self.options.language, _BACKLINK["en"]))
        builder = Builder(md.htmlStash, self.options, notes.setFootnote)
        md.parser = CommonMarkParser(md, builder)
        md.references = builder.references  # type: ignore[assignment]  # a title may be absent, the package says so
        notes.extendMarkdown(md)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        bound_brackets(md)
        add_inline_marks(md)
        headings = Headings(md, self.outline, without_title=self.options.without_title)
        md.treeprocessors.register(headings, "headings", 12)


def to_html(text: str, options: Options) -> tuple[str, Outline]:
    """Unsanitised HTML of a normalised text, and its outline."""
    outline = Outline()
    md = Markdown(extensions=[CommonMarkBlocks(options, outline)], output_format="html")
    html = md.convert(text)
    for part in md.htmlStash.rawHtmlBlocks:
        for tag, address, scheme in _RAW_ADDRESS.findall(str(part)):
            if scheme.lower() not in SCHEMES:
                outline.refused[tag.lower()].append(address)
    return html, outline
