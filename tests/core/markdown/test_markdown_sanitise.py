"""Nothing that acts gets through: a static reading of what every payload becomes."""

from __future__ import annotations

import re

import pytest

from lms.core.markdown import render
from lms.core.markdown.sanitise import ATTRIBUTES, TAGS
from tests.core.markdown.shared_data import Elements, read_json

FILES = ("event_attributes", "markdown_xss", "payloadbox_sample", "sanitize_html_inputs")
ADDED = {"rel", "loading", "data-source"}
SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|/(?![/\\])|#)", re.I)
WAYS = {
    "raw": "{}",
    "in a paragraph": "글 {} 글",
    "link target": "[a]({})",
    "bracketed target": "[a](<{}>)",
    "image": "![a]({})",
    "title": '[a](/x "{}")',
    "heading": "# {}",
    "cell": "| a |\n|---|\n| {} |",
    "code language": "```{}\nx\n```",
    "box title": "::: note {}\nx\n:::",
    "html block": "<div>\n{}\n</div>",
    "list": "- {}",
}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    return [text for part in value for text in strings(part)] if isinstance(value, list) else []


def faults(html: str) -> list[str]:
    found = []
    for tag, attributes in Elements(html).found:
        if tag not in TAGS:
            found.append(f"<{tag}>")
        known = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | ADDED
        found += [f"{tag} {name}" for name in attributes if name not in known]
        found += [f"id {value}" for name, value in attributes.items() if name == "id" and not value.startswith("md-")]
        for name in ("href", "src"):
            if name in attributes and not SAFE_ADDRESS.match(attributes[name]):
                found.append(f"{tag} {name}={attributes[name]!r}")
    return found


@pytest.mark.parametrize("name", FILES)
def test_payloads_are_inert(name: str) -> None:
    payloads = strings(read_json("nasty", "xss", f"{name}.json"))
    assert len(payloads) > 20
    for number, payload in enumerate(payloads):
        for way, frame in list(WAYS.items())[number % 2 :: 2] if len(payloads) > 500 else WAYS.items():
            html = render(frame.replace("{}", payload)).html
            assert faults(html) == [], (way, payload, html)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ('<p class="modal box-note x">a</p>', '<p class="box-note">a</p>'),
        ('<a href="javascript:x">a</a>', '<p><a rel="noopener">a</a></p>'),
        ('<a href="ftp://x/">a</a>', '<p><a rel="noopener">a</a></p>'),
        ('<a id="csrf">a</a>', '<p><a id="md-csrf" rel="noopener"></a>a</p>'),
        ('<img src="/x" onerror="y" width="10" height="x">', '<p><img src="/x" loading="lazy" width="10"></p>'),
        ("<svg><title>t</title></svg>b", "<p>b</p>"),
        ("<!-- a -->b", "b"),
        ("<script>a</script>", ""),
        ("<iframe src='https://example.org'></iframe>b", "b"),
    ],
)
def test_what_is_left(written: str, shown: str) -> None:
    assert render(written).html.strip() == shown
