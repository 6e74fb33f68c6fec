"""No page speaks one language only."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_has_korean() -> None:
    assert load_tool().untranslated() == []


def test_a_new_text_is_noticed(tmp_path: Path) -> None:
    tool = load_tool()
    (tmp_path / "__init__.py").write_text("")
    (tmp_path / "views.py").write_text("print(_('nobody translated this'))")
    assert [message.id for message in tool.extracted(tmp_path) if message.id] == ["nobody translated this"]


def test_one_text_has_one_translation() -> None:
    """All catalogues become one, so the same English words must not mean two things; say it in other words."""
    tool, found = load_tool(), {}
    for package in tool.packages():
        for message in tool.known(package):
            if message.id and message.string:
                found.setdefault((message.context, message.id), {})[str(message.string)] = package.name
    assert len(found) > 300
    assert {text: where for text, where in found.items() if len(where) > 1} == {}


JINJA = re.compile(r"\{% block page_class %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
TAG = re.compile(r"<(script|style|svg|code|kbd)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S)
SPOKEN = re.compile(r'\b(?:aria-label|aria-description|alt|title|placeholder|label|data-label|data-confirm)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_IN_BOTH = {"XLSX", "CSV", "SHA", "MB", "KB", "openapi", "json"}
OF_FILES = {"성명", "이름", "이메일", "연락처", "생년월일", "기수", "시작일", "비고"}
"""Headings that a file is read by: they are Korean in every language."""


def bare_words(source: str) -> list[str]:
    """Words of a template that are not asked of the catalogue: between tags, and in attributes that are read out."""
    plain = JINJA.sub("\0", source)
    text = re.sub(r"&\w+;", " ", TAG.sub(" ", plain))
    found = [word for part in [*SPOKEN.findall(plain), text] for word in WORD.findall(part)]
    return [word for word in found if word not in SAME_IN_BOTH | OF_FILES]


def test_no_template_says_a_word_in_one_language_only() -> None:
    templates = sorted((ROOT / "lms").glob("*/**/templates/**/*.html"))
    assert len(templates) > 100
    assert {str(path): words for path in templates if (words := bare_words(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Bare words</p>", ["Bare", "words"]),
        ("<p>{{ _('Words') }} · 3</p>", []),
        ('<input placeholder="검색">', ["검색"]),
        ('<button aria-label="{{ _(\'Close\') }}" class="button">×</button>', []),
        ("{% if there %}there{% endif %}{# a note #}", ["there"]),
        ("<code>flask doctor</code>&nbsp;", []),
    ],
)
def test_a_bare_word_is_noticed(source: str, expected: list[str]) -> None:
    assert bare_words(source) == expected
