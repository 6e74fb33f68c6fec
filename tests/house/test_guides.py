"""Every role has its guide in both languages, with the same parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.test_texts import load_tool

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("trainee", "instructor", "mentor", "administrator")


def headings(path: Path) -> list[int]:
    return [len(mark) for mark in re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), re.MULTILINE)]


@pytest.mark.parametrize("role", ROLES)
def test_both_languages_have_the_same_parts(role: str) -> None:
    korean, english = (ROOT / f"docs/guides/{language}/{role}.md" for language in ("ko", "en"))
    assert headings(korean) == headings(english)
    assert len(korean.read_text(encoding="utf-8")) > 500


@pytest.mark.parametrize("language", ["ko", "en"])
def test_guides_name_buttons_as_they_are(language: str) -> None:
    tool = load_tool()
    known = {
        str(text)
        for package in tool.packages()
        for message in tool.known(package)
        if message.id
        for text in ([message.string] if language == "ko" else [message.id])
    }
    named = {
        part
        for page in (ROOT / "docs/guides" / language).glob("*.md")
        for words in re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8"))
        for part in words.split(" → ")
    }
    assert len(named) > 30
    assert named - known == set()


def test_what_documents_point_to_is_there() -> None:
    missing = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        text = re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            if not (page.parent / target).exists():
                missing.append((page.name, target))
    assert missing == []
