"""Orders written in YAML: mkdocs.yml, _toc.yml, _quarto.yml, myst.yml, _bookdown.yml, the Carpentries' config.yaml."""

from __future__ import annotations

from posixpath import join
from typing import Any

import yaml

from lms.courses.reading.layout.names import is_markdown
from lms.courses.reading.layout.plan import Find, Plan, PlannedModule, numbered_once, runs_joined

_LONGEST = 200_000


def from_carpentries(text: str, find: Find) -> Plan | None:
    """``config.yaml`` with ``episodes``; the course is one module under the lesson's title."""
    config = load(text)
    episodes = config.get("episodes") if isinstance(config, dict) else None
    if not isinstance(episodes, list):
        return None
    names = [name for name in episodes if isinstance(name, str)]
    keys = [key for name in names if (key := find(f"episodes/{name}") or find(f"_episodes/{name}") or find(name))]
    title = str(config.get("title") or "")
    return Plan(numbered_once([PlannedModule("episodes", title, tuple(keys))]), title) if keys else None


def from_mkdocs(text: str, find: Find) -> Plan | None:
    """``nav`` of an ``mkdocs.yml``; top-level sections are modules."""
    config = load(text)
    nav = config.get("nav") if isinstance(config, dict) else None
    if not isinstance(nav, list):
        return None
    folder = str(config.get("docs_dir") or "docs")
    return _nested(nav, lambda path: find(join(folder, path)) or find(path), str(config.get("site_name") or ""))


def from_toc(text: str, find: Find) -> Plan | None:
    """A Jupyter Book ``_toc.yml``: parts are modules, else chapters with sections; the older list form, too."""
    toc = load(text)
    if isinstance(toc, list):
        toc = _of_list(toc)
    if not isinstance(toc, dict):
        return None
    root = [key for file in (toc.get("root"), toc.get("file")) if isinstance(file, str) and (key := find(file))]
    modules = [PlannedModule("", "", tuple(root[:1]))]
    if isinstance(parts := toc.get("parts"), list):
        for part in (part for part in parts if isinstance(part, dict)):
            keys = [key for file in _files(part) if (key := find(file))]
            modules.append(PlannedModule("", str(part.get("caption") or ""), tuple(keys)))
    else:
        for chapter in _entries(toc.get("chapters")):
            keys = [key for file in _files(chapter) if (key := find(file))]
            below = bool(isinstance(chapter, dict) and (chapter.get("sections") or chapter.get("chapters")))
            modules.append(PlannedModule(keys[0] if below and keys else "", "", tuple(keys)))
    planned = numbered_once(runs_joined(modules))
    return Plan(planned, titles=_toc_titles(toc, find)) if planned else None


def _of_list(entries: list[Any]) -> dict[str, Any]:
    """``- file: …`` and ``- part: …`` with chapters, as the newer form has them."""
    root = next((entry.get("file") for entry in entries if isinstance(entry, dict) and entry.get("file")), None)
    parts = [
        {"caption": entry.get("part") or entry.get("header"), "chapters": entry.get("chapters")}
        for entry in entries
        if isinstance(entry, dict) and entry.get("part")
    ]
    rest = [entry for entry in entries if isinstance(entry, dict) and entry.get("file") and entry.get("file") != root]
    return {"root": root, "parts": parts} if parts else {"root": root, "chapters": rest}


def _toc_titles(entry: Any, find: Find) -> dict[str, str]:
    if isinstance(entry, list):
        return {key: title for part in entry for key, title in _toc_titles(part, find).items()}
    if not isinstance(entry, dict):
        return {}
    key = find(str(entry["file"])) if entry.get("file") and entry.get("title") else None
    own = {key: str(entry["title"])} if key else {}
    return own | {
        name: title
        for part in ("parts", "chapters", "sections")
        for name, title in _toc_titles(entry.get(part), find).items()
    }


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _files(entry: Any) -> list[str]:
    if isinstance(entry, list):
        return [file for part in entry for file in _files(part)]
    if not isinstance(entry, dict):
        return []
    own = [entry["file"]] if isinstance(entry.get("file"), str) else []
    return own + _files(entry.get("chapters")) + _files(entry.get("sections"))


def from_quarto(text: str, find: Find) -> Plan | None:
    """``_quarto.yml``: a book's chapters and parts, or a website's sidebar."""
    config = load(text)
    if not isinstance(config, dict):
        return None
    book, site = (_mapping(config.get(name)) for name in ("book", "website"))
    sidebar = site.get("sidebar")
    sidebar = sidebar[0] if isinstance(sidebar, list) and sidebar else sidebar
    entries = book.get("chapters") or (sidebar.get("contents") if isinstance(sidebar, dict) else None)
    nav = [_quarto_entry(entry) for entry in _entries(entries)]
    return _nested(nav, find, str(book.get("title") or site.get("title") or "")) if nav else None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _quarto_entry(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    below = entry.get("chapters") or entry.get("contents")
    name = str(entry.get("part") or entry.get("section") or entry.get("text") or "")
    if isinstance(below, list):
        return {name: [_quarto_entry(part) for part in below]}
    address = entry.get("href") or entry.get("file") or entry.get("part")
    return {str(entry.get("text") or ""): str(address)} if address else ""


def from_myst(text: str, find: Find) -> Plan | None:
    """``project.toc`` of a ``myst.yml`` (MyST, Jupyter Book 2); entries with children are modules."""
    config = load(text)
    project = _mapping(config.get("project")) if isinstance(config, dict) else {}
    nav = [_myst_entry(entry) for entry in _entries(project.get("toc"))]
    return _nested(nav, find, str(project.get("title") or "")) if nav else None


def _myst_entry(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    name, file = str(entry.get("title") or ""), str(entry.get("file") or "")
    if isinstance(below := entry.get("children"), list):
        return {name: [file, *(_myst_entry(part) for part in below)]}
    return {name: file}


def from_bookdown(text: str, find: Find) -> Plan | None:
    """``rmd_files`` of a ``_bookdown.yml``."""
    config = load(text)
    names = config.get("rmd_files") if isinstance(config, dict) else None
    keys = [key for name in _entries(names) if isinstance(name, str) and (key := find(name))]
    return Plan(numbered_once([PlannedModule("", "", tuple(keys))])) if keys else None


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
        key = find(value) if is_markdown(value) or value.endswith("/") else None
        if key and name:
            titles.setdefault(key, name)
        return [key] if key else []
    found: list[str] = []
    for entry in value if isinstance(value, list) else []:
        inner = next(iter(entry.items())) if isinstance(entry, dict) and entry else ("", entry)
        found += _keys(inner[1], str(inner[0]), find, titles)
    return found


def load(text: str) -> Any:
    """YAML of texts, lists and mappings; foreign tags (``!!python/name``) are read as their values."""
    try:
        return yaml.load(text[:_LONGEST], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
