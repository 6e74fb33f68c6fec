"""Orders written in JavaScript, read without running it: Docusaurus' sidebars.js, VitePress' and VuePress' config."""

from __future__ import annotations

import re
from typing import Any

from lms.courses.reading.layout.plan import Find, Plan, PlannedModule, numbered_once

_LONGEST = 200_000
_DEEPEST = 40
_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)"
    r"|(?P<mark>[{}\[\],:()])|(?P<word>[^\s{}\[\],:()'\"`/]+|/)",
    re.S,
)
_ESCAPE = re.compile(r"\\(.)", re.S)
_CLOSED = {"{": "}", "[": "]", "(": ")"}

Token = tuple[str, str]


def from_sidebars(text: str, find: Find) -> Plan | None:
    """``sidebars.js``: categories are modules. Several sidebars follow each other."""
    start = re.search(r"(?:module\.exports|export default|sidebars?\w*(?:\s*:\s*[^=\n]+)?)\s*=?\s*(?=\{)", text)
    value = literal(text[start.end() :] if start else text)
    if not isinstance(value, dict):
        return None
    entries: list[Any] = []
    for sidebar in value.values():
        if isinstance(sidebar, list):
            entries += sidebar
        elif isinstance(sidebar, dict):
            entries += [{"label": label, "items": items} for label, items in sidebar.items()]
    return _plan(entries, find)


def from_press_config(text: str, find: Find) -> Plan | None:
    """The ``sidebar`` of a configuration: groups are modules; one by address or one for all."""
    start = re.search(r"\bsidebar\s*:\s*(?=[\[{])", text)
    value = literal(text[start.end() :]) if start else None
    entries = value if isinstance(value, list) else []
    if isinstance(value, dict):
        for group in value.values():
            entries += group if isinstance(group, list) else [group]
    title = re.search(r"\btitle\s*:\s*(['\"])(.*?)\1", text)
    return _plan(entries, find, title[2] if title else "")


def _plan(entries: list[Any], find: Find, title: str = "") -> Plan | None:
    modules: list[PlannedModule] = []
    titles: dict[str, str] = {}
    for entry in entries:
        keys = _keys(entry, find, titles, 0)
        name = _label(entry) if _below(entry) else ""
        if name or not modules or modules[-1].title:
            modules.append(PlannedModule("", name, tuple(keys)))
        else:
            modules[-1] = PlannedModule("", "", modules[-1].lessons + tuple(keys))
    planned = numbered_once(modules)
    return Plan(planned, title, titles) if planned else None


def _label(entry: dict[str, Any]) -> str:
    return next((str(entry[key]) for key in ("label", "text", "title") if isinstance(entry.get(key), str)), "")


def _below(entry: Any) -> list[Any]:
    if not isinstance(entry, dict):
        return []
    return next((entry[key] for key in ("items", "children") if isinstance(entry.get(key), list)), [])


def _keys(entry: Any, find: Find, titles: dict[str, str], depth: int) -> list[str]:
    if isinstance(entry, str):
        key = find(entry)
        return [key] if key else []
    if not isinstance(entry, dict) or depth > _DEEPEST:
        return []
    link = entry.get("link")
    address = entry.get("id") or (link.get("id") if isinstance(link, dict) else link)
    key = find(address) if isinstance(address, str) else None
    if key and _label(entry) and not _below(entry):
        titles.setdefault(key, _label(entry))
    return ([key] if key else []) + [found for part in _below(entry) for found in _keys(part, find, titles, depth + 1)]


# JavaScript literals --------------------------------------------------------------------------------------


def literal(text: str) -> Any:
    """The first object or list of a script as values; what is no literal is left out."""
    tokens = [
        (match.lastgroup or "", match[0]) for match in _TOKEN.finditer(text[:_LONGEST]) if match.lastgroup is not None
    ]
    value, _place = _value(tokens, 0, 0)
    return value


def _value(tokens: list[Token], place: int, depth: int) -> tuple[Any, int]:
    if place >= len(tokens) or depth > _DEEPEST:
        return None, len(tokens)
    kind, word = tokens[place]
    if kind == "text":
        return _ESCAPE.sub(r"\1", word[1:-1]), _skip(tokens, place + 1)
    if word == "[":
        return _list(tokens, place + 1, depth + 1)
    if word == "{":
        return _object(tokens, place + 1, depth + 1)
    return None, _skip(tokens, place)


def _list(tokens: list[Token], place: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while place < len(tokens) and tokens[place][1] != "]":
        if tokens[place] == ("mark", ","):
            place += 1
            continue
        value, after = _value(tokens, place, depth)
        found += [value] if value is not None else []
        place = max(after, place + 1)
    return found, place + 1


def _object(tokens: list[Token], place: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while place < len(tokens) and tokens[place][1] != "}":
        kind, word = tokens[place]
        if kind != "mark" and place + 1 < len(tokens) and tokens[place + 1] == ("mark", ":"):
            value, place = _value(tokens, place + 2, depth)
            found[word[1:-1] if kind == "text" else word] = value
        else:
            place = max(_skip(tokens, place), place + 1)
    return found, place + 1


def _skip(tokens: list[Token], place: int) -> int:
    """Past the rest of an expression: to the comma or the end of what encloses it."""
    open_marks: list[str] = []
    while place < len(tokens):
        kind, word = tokens[place]
        if kind == "mark" and word in _CLOSED:
            open_marks.append(_CLOSED[word])
        elif kind == "mark" and open_marks and word == open_marks[-1]:
            open_marks.pop()
        elif kind == "mark" and not open_marks and word in {",", "}", "]", ")"}:
            return place
        place += 1
    return place
