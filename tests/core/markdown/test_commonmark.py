"""The same elements as a CommonMark parser gives, on real courses and on its own examples."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from markdown_it import MarkdownIt

from lms.core.markdown import bind, convert
from tests.core.markdown.shared_data import Elements, need, read_json

TAGS = ("li", "ul", "ol", "pre", "img", "a", "table")
REFERENCE = MarkdownIt("commonmark").enable("table")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
COURSES = ("swc-python", "iot-ko", "webdev-ko", "ossu-cs", "interview-ko")


def texts(course: str) -> dict[str, str]:
    root = need("real-courses", "courses", course)
    found = {}
    for path in sorted(root.rglob("*.md")):
        text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        found[str(path.relative_to(root))] = COMMENT.sub("", FRONT_MATTER.sub("", text, count=1))
    return found


@pytest.mark.parametrize("course", COURSES)
def test_real_files_have_commonmarks_elements(course: str) -> None:
    differing, blocks, expected_blocks = [], 0, 0
    files = texts(course)
    for name, text in files.items():
        expected = Elements(REFERENCE.render(text)).count(*TAGS)
        ours = Elements(bind(convert(text)).html).count(*TAGS)
        blocks += min(ours["pre"], expected["pre"])
        expected_blocks += expected["pre"]
        if ours != expected:
            differing.append((name, Counter(ours) - expected, expected - Counter(ours)))
    assert len(files) >= 20
    assert len(differing) <= 0.02 * len(files), differing
    assert blocks >= 0.99 * expected_blocks


BLOCKS = ("ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
STRUCTURE = {
    "Tabs",
    "Thematic breaks",
    "ATX headings",
    "Setext headings",
    "Indented code blocks",
    "Fenced code blocks",
    "HTML blocks",
    "Link reference definitions",
    "Paragraphs",
    "Block quotes",
    "List items",
    "Lists",
}


def test_the_structure_of_commonmarks_examples() -> None:
    """Headings are lowered here by one when a page has a first-level one, so they are compared as one kind."""
    examples = [
        case for case in read_json("nasty", "markdown", "commonmark_spec_odd.json") if case["section"] in STRUCTURE
    ]
    failed = []
    for case in examples:
        ours, expected = (
            Counter("h" if tag in BLOCKS[6:] else tag for tag, _ in Elements(html).found if tag in BLOCKS)
            for html in (bind(convert(case["markdown"])).html, case["html"])
        )
        if ours != expected:
            failed.append((case["example"], case["section"], case["markdown"], ours, expected))
    assert len(examples) > 80
    assert len(failed) <= 0.03 * len(examples), failed


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("- a\n  - b\n    - c", "<li>a<ul><li>b<ul><li>c</li></ul></li></ul></li>"),
        ("1. a\n   ```js\n   x\n   ```\n2. b", "<ol><li>a<pre"),
        ("- a\n\n  b\n- c", "<li><p>a</p><p>b</p></li><li><p>c</p></li>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3">'),
        ("* a\n- b", "</ul><ul>"),
        ("> a\nb", "<blockquote><p>ab</p></blockquote>"),
        ("a\n===", "<h2"),
        ("| a | b |\n|---|---|\n| 1 |", "<tr><td>1</td><td></td></tr>"),
        ("| a | b |\n|---|\n", "<p>| a | b ||---|</p>"),
        ("<div>\n\n**b**\n\n</div>", "<div><p><strong>b</strong></p></div>"),
        ("<div markdown=1>\n*b*\n</div>", "<div><p><em>b</em></p></div>"),
        ("[a]: /x 'T'\n\n[a]", '<p><a href="/x" title="T" rel="noopener">a</a></p>'),
    ],
)
def test_structure(text: str, inside: str) -> None:
    assert inside in bind(convert(text)).html.replace("\n", "")
