"""Orders that a course states itself: SUMMARY.md, Carpentries config.yaml, mkdocs.yml, _toc.yml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import yaml

from lms.courses.reading.layout.names import is_markdown
from lms.courses.reading.layout.plan import Plan, PlannedModule, numbered_once

Find = Callable[[str], str | None]
"""Turns a path, relative to the course, into the key of a lesson that exists."""

_ENTRY = re.compile(r"^(\s*)[-*+]\s+\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^)>]*?)>?(?:\s+\"[^\"]*\")?\)")
_PART = re.compile(r"^#{1,3}\s+(.+?)\s*#*\s*$")
_PLAIN_ENTRY = re.compile(r"^(\s*)[-*+]\s+([^\[].*)$")


def from_summary(text: str, find: Find) -> Plan | None:
    """A GitBook or mdBook ``SUMMARY.md``: headings or entries with entries below them are modules."""
    modules: list[tuple[str, str, list[str]]] = []
    titles: dict[str, str] = {}
    title, group = "", ("", "")
    for line in text.splitlines():
        if part := _PART.match(line):
            title, group = (part[1], group) if not title and not modules else (title, ("", part[1]))
            modules += [("", part[1], [])] if group[1] == part[1] else []
        elif plain := _PLAIN_ENTRY.match(line):
            modules.append(("", plain[2].strip(), []))
        elif entry := _ENTRY.match(line):
            _add_entry(entry, modules, titles, find)
    planned = numbered_once([PlannedModule(key, name, tuple(keys)) for key, name, keys in _joined(modules)])
    course = "" if title.lower() in {"summary", "table of contents", "목차", "contents"} else title
    return Plan(planned, course, titles) if planned else None


def _add_entry(
    entry: re.Match[str],
    modules: list[tuple[str, str, list[str]]],
    titles: dict[str, str],
    find: Find,
) -> None:
    key = find(unquote(entry[3]).partition("#")[0]) if entry[3] else None
    if not entry[1] and not (modules and modules[-1][1] and not modules[-1][0]):
        modules.append((key or "-", entry[2], []))
    if not modules:
        modules.append(("", "", []))
    if key:
        titles.setdefault(key, entry[2].replace("`", "").replace("**", "").strip())
        modules[-1][2].append(key)


def _joined(modules: list[tuple[str, str, list[str]]]) -> list[tuple[str, str, list[str]]]:
    """Entries without entries below them are lessons: runs of them make one module."""
    joined: list[tuple[str, str, list[str]]] = []
    run: list[str] = []
    for key, name, keys in modules:
        if key and len(keys) <= 1:
            run += keys
            continue
        if run:
            joined.append(("", "", run))
            run = []
        joined.append((key if key != "-" else name, name, keys))
    return [*joined, ("", "", run)] if run else joined


def from_carpentries(text: str, find: Find) -> Plan | None:
    """``config.yaml`` with ``episodes``; the course is one module under the lesson's title."""
    config = _load(text)
    episodes = config.get("episodes") if isinstance(config, dict) else None
    if not isinstance(episodes, list):
        return None
    names = [name for name in episodes if isinstance(name, str)]
    keys = [key for name in names if (key := find(f"episodes/{name}") or find(f"_episodes/{name}") or find(name))]
    title = str(config.get("title") or "")
    return Plan(numbered_once([PlannedModule("episodes", title, tuple(keys))]), title) if keys else None


def from_mkdocs(text: str, find: Find) -> Plan | None:
    """``nav`` of an ``mkdocs.yml``; top-level sections are modules."""
    config = _load(text)
    nav = config.get("nav") if isinstance(config, dict) else None
    if not isinstance(nav, list):
        return None
    folder = str(config.get("docs_dir") or "docs")
    return _nested(nav, lambda path: find(join(folder, path)) or find(path), str(config.get("site_name") or ""))


def from_toc(text: str, find: Find) -> Plan | None:
    """A Jupyter Book ``_toc.yml`` with parts or chapters."""
    toc = _load(text)
    if not isinstance(toc, dict) or not (toc.get("parts") or toc.get("chapters")):
        return None
    modules = []
    for part in toc.get("parts") or [toc]:
        keys = [key for file in _files(part) if (key := _with_extension(file, find))]
        modules.append(PlannedModule("", str(part.get("caption") or ""), tuple(keys)))
    planned = numbered_once(modules)
    return Plan(planned) if planned else None


def _files(entry: Any) -> list[str]:
    if isinstance(entry, list):
        return [file for part in entry for file in _files(part)]
    if not isinstance(entry, dict):
        return []
    own = [entry["file"]] if isinstance(entry.get("file"), str) else []
    return own + _files(entry.get("chapters")) + _files(entry.get("sections"))


def _with_extension(path: str, find: Find) -> str | None:
    return find(path) if is_markdown(path) else find(f"{path}.md")


def _nested(nav: list[Any], find: Find, title: str) -> Plan | None:
    modules: list[PlannedModule] = []
    titles: dict[str, str] = {}
    for entry in nav:
        name, value = next(iter(entry.items())) if isinstance(entry, dict) and entry else ("", entry)
        keys = _keys(value, str(name), find, titles)
        if isinstance(value, list) or not modules or modules[-1].title:
            modules.append(PlannedModule("", str(name) if isinstance(value, list) else "", tuple(keys)))
        else:
            modules[-1] = PlannedModule("", "", modules[-1].lessons + tuple(keys))
    planned = numbered_once(modules)
    return Plan(planned, title, titles) if planned else None


def _keys(value: Any, name: str, find: Find, titles: dict[str, str]) -> list[str]:
    if isinstance(value, str):
        key = find(value) if is_markdown(value) else None
        if key and name:
            titles.setdefault(key, name)
        return [key] if key else []
    found: list[str] = []
    for entry in value if isinstance(value, list) else []:
        inner = next(iter(entry.items())) if isinstance(entry, dict) and entry else ("", entry)
        found += _keys(inner[1], str(inner[0]), find, titles)
    return found


def _load(text: str) -> Any:
    """YAML of texts, lists and mappings; foreign tags (``!!python/name``) are read as their values."""
    try:
        return yaml.load(text[:200_000], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


STATED: Mapping[str, Callable[[str, Find], Plan | None]] = {
    "SUMMARY.md": from_summary,
    "src/SUMMARY.md": from_summary,
    "docs/SUMMARY.md": from_summary,
    "config.yaml": from_carpentries,
    "mkdocs.yml": from_mkdocs,
    "mkdocs.yaml": from_mkdocs,
    "_toc.yml": from_toc,
    "book/_toc.yml": from_toc,
}
"""File that states an order, and its reader, in the order of trust."""


def relative_to(source: str, path: str) -> str:
    """A path as written in ``source``, from the top."""
    return normpath(join(dirname(source), path)).lstrip("/")
