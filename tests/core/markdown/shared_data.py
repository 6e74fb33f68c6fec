"""Where the real courses and the hostile inputs lie, and how they are read."""

from __future__ import annotations

import json
import os
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def need(*parts: str) -> Path:
    """A path of the shared data; skips without it, fails in continuous integration."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing")
        pytest.skip("the shared data is not beside this checkout")
    return path


def read_json(*parts: str) -> Any:
    """A JSON file of the shared data."""
    return json.loads(need(*parts).read_text(encoding="utf-8"))


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def count(self, *tags: str) -> Counter[str]:
        return Counter(tag for tag, _ in self.found if tag in tags)
