"""What a course calls itself: in its order, in the configuration of its site, on its first page, by its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from posixpath import commonpath, dirname
from typing import Any

from lms.courses.reading.addresses import Addresses
from lms.courses.reading.gathering import Gathered
from lms.courses.reading.layout import names
from lms.courses.reading.layout.bookish import load
from lms.courses.reading.layout.plan import Plan
from lms.courses.reading.text.decoding import decode
from lms.courses.reading.versions import make_version

INDEXES = ("README.md", "index.md", "_index.md")
_EMPTY_WORDS = """contents|table of contents|summary|overview|readme|home|목차|개요|소개|website"""
EMPTY_TITLES = frozenset(_EMPTY_WORDS.split("|"))
_SCRIPT_TITLE = re.compile(r"\btitle\s*:\s*(['\"])((?:(?!\1).)+)\1")


def course_title(gathered: Gathered, plan: Plan) -> str:
    """The title, shortened to what a title may be."""
    title = plan.title or _configured(gathered) or _on_first_page(gathered, plan) or gathered.files.name
    return " ".join(title.split())[: gathered.limits.title_letters]


def _configured(gathered: Gathered) -> str:
    for name, reader in CONFIGURATIONS.items():
        path = gathered.files.base + name
        if path in gathered.files and (title := reader(decode(gathered.files.read(path))[0])):
            return title
    return ""


def _of_yaml(*keys: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        config = load(text)
        found = [config.get(key) for key in keys] if isinstance(config, dict) else []
        return next((value for value in found if isinstance(value, str)), "")

    return read


def _of_toml(text: str) -> str:
    try:
        config: dict[str, Any] = tomllib.loads(text[:200_000])
    except (tomllib.TOMLDecodeError, RecursionError):
        return ""
    book = config.get("book")
    title = book.get("title") if isinstance(book, dict) else config.get("title")
    return title if isinstance(title, str) else ""


def _of_script(text: str) -> str:
    found = _SCRIPT_TITLE.search(text[:200_000])
    return found[2] if found else ""


CONFIGURATIONS: dict[str, Callable[[str], str]] = {
    "book.toml": _of_toml,
    "mkdocs.yml": _of_yaml("site_name"),
    "hugo.toml": _of_toml,
    "_config.yml": _of_yaml("title"),
    "book/_config.yml": _of_yaml("title"),
    "docs/_config.yml": _of_yaml("title"),
    "docusaurus.config.js": _of_script,
    "docusaurus.config.ts": _of_script,
    "website/docusaurus.config.js": _of_script,
}


def _on_first_page(gathered: Gathered, plan: Plan) -> str:
    shared = commonpath([dirname(key) or "." for key in plan.lessons]) if plan.lessons else ""
    places = dict.fromkeys(("", f"{shared}/" if shared not in {"", "."} else ""))
    found = (_title_of(gathered, place + index) for place in places for index in INDEXES)
    return next((title for title in found if title), "")


def _title_of(gathered: Gathered, key: str) -> str:
    if key not in gathered.texts:
        return ""
    text = gathered.first(key)
    version = make_version(replace(text, body=text.body[:20_000]), Addresses(gathered.files, {}), "", gathered.limits)
    says_nothing = version.title.lower() in EMPTY_TITLES or version.title == names.clean_title(text.source)
    return "" if says_nothing else version.title
