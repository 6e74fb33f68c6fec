"""Orders written as lists of links: GitBook's and mdBook's SUMMARY.md, docsify's _sidebar.md, MyST's toctree."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lms.courses.reading.layout.plan import Find, Plan, PlannedModule, numbered_once

_ENTRY = re.compile(r"^(\s*)[-*+]\s+\**\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^)>]*?)>?(?:\s+[\"'][^)]*)?\)")
_LOOSE = re.compile(r"^()\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^)>]*?)>?\)\s*$")
_PART = re.compile(r"^#{1,3}\s+(.+?)\s*#*\s*$")
_PLAIN_ENTRY = re.compile(r"^(\s*)[-*+]\s+([^\[\s][^\[]*)$")
_HEADING = re.compile(r"^#{2,4}\s+(.+?)\s*#*\s*$")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\)")
_RULE = re.compile(r"^(?:\*\*\*|---|___)\s*$")
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"[`*]")
_TOCTREE = re.compile(r"^(`{3,}|:{3,})\{toctree\}[^\n]*\n(.*?)^\1\s*$", re.M | re.S)
_TOCTREE_ENTRY = re.compile(r"^(?:(.+?)\s*<)?([^<>\s]+)>?$")
SAYS_NOTHING = frozenset({"summary", "table of contents", "contents", "목차", "차례"})


def from_summary(text: str, find: Find) -> Plan | None:
    """A ``SUMMARY.md``: headings, or entries with entries below them, are modules."""
    modules: list[tuple[str, str, list[str]]] = []
    titles: dict[str, str] = {}
    title, group = "", ("", "")
    for line in text.splitlines():
        if part := _PART.match(line):
            name = plain(part[1])
            title, group = (name, group) if not title and not modules else (title, ("", name))
            modules += [("", name, [])] if group[1] == name else []
        elif _RULE.match(line) and modules:
            modules.append(("|", "", []))
        elif entry := _ENTRY.match(line) or _LOOSE.match(line):
            _add_entry(entry, modules, titles, find)
        elif listed := _PLAIN_ENTRY.match(line):
            modules.append(("", plain(listed[2]), []))
    planned = numbered_once([PlannedModule(key, name, tuple(keys)) for key, name, keys in _joined(modules)])
    course = "" if title.lower() in SAYS_NOTHING else title
    return Plan(planned, course, titles) if planned else None


def from_sidebar(text: str, find: Find) -> Plan | None:
    """A docsify ``_sidebar.md``, written like a summary without a title."""
    return from_summary(f"# Summary\n\n{text}", find)


def plain(text: str) -> str:
    """Words without marks and tags."""
    return _MARKS.sub("", _TAG.sub("", text)).strip()


def _add_entry(
    entry: re.Match[str],
    modules: list[tuple[str, str, list[str]]],
    titles: dict[str, str],
    find: Find,
) -> None:
    key = find(unquote(entry[3]).partition("#")[0].partition("?")[0]) if entry[3] else None
    if not entry[1] and not (modules and modules[-1][1] and not modules[-1][0]):
        modules.append((key or "-", plain(entry[2]), []))
    if not modules:
        modules.append(("", "", []))
    if key:
        titles.setdefault(key, plain(entry[2]))
        modules[-1][2].append(key)


def _joined(modules: list[tuple[str, str, list[str]]]) -> list[tuple[str, str, list[str]]]:
    """Entries without entries below them are lessons: runs of them make one module; a rule ends a run."""
    joined: list[tuple[str, str, list[str]]] = []
    run: list[str] = []
    for key, name, keys in modules:
        if key and key != "|" and len(keys) <= 1:
            run += keys
            continue
        if run:
            joined.append(("", "", run))
            run = []
        if key != "|":
            joined.append((key if key != "-" else name, name, keys))
    return [*joined, ("", "", run)] if run else joined


def sections_of(text: str, find: Find) -> list[PlannedModule]:
    """A page that lists the lessons: those that are linked below one heading make a module."""
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            sections.append((plain(_LINK.sub(r"\1", heading[1])), []))
        sections[-1][1].extend(key for link in _LINK.finditer(line) if (key := find(unquote(link[2]))))
    return [PlannedModule("", name, tuple(keys)) for name, keys in sections]


def from_toctree(text: str, find: Find) -> Plan | None:
    """``{toctree}`` boxes of a MyST ``index.md``; each with a caption is a module."""
    modules: list[PlannedModule] = []
    titles: dict[str, str] = {}
    for box in _TOCTREE.finditer(text):
        caption, keys = "", []
        for line in box[2].splitlines():
            option = re.match(r"\s*:(\w+):\s*(.*)$", line)
            caption = option[2].strip() if option and option[1] == "caption" else caption
            entry = None if option else _TOCTREE_ENTRY.match(line.strip())
            key = find(entry[2]) if entry else None
            if entry and key:
                keys.append(key)
                titles |= {key: entry[1]} if entry[1] else {}
        modules.append(PlannedModule("", caption, tuple(keys)))
    planned = numbered_once(modules)
    return Plan(planned, "", titles) if planned else None
