"""The plan of a course that states none: folders are modules, names and front matter give the order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from posixpath import dirname
from types import MappingProxyType

from lms.courses.reading.layout import names
from lms.courses.reading.layout.plan import Plan, PlannedModule, numbered_once, runs_joined
from lms.courses.reading.layout.summaries import sections_of
from lms.courses.reading.text.frontmatter import number_of, text_of

CONTENT_FOLDERS = frozenset(
    {"docs", "doc", "content", "curriculum", "course", "courses", "lessons", "book", "src", "pages"}
)

_LINK = re.compile(r"\]\(<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)")
_REMOTE = re.compile(
    r"https?://(?!(?:img\.shields|badge|github\.com/[^/]+/[^/]+/(?:blob|tree|issues|pulls|graphs|network)))"
)
_CURRICULUM_LINKS = 40
_FEW_LESSONS = 3
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Draft:
    """What the order of a file depends on.

    ``source`` is its path in the first language and ``name`` the one to sort by, ``asked`` whether a version in the
    asked-for language exists because somebody translated it.
    """

    key: str
    source: str
    name: str
    text: str
    matter: Mapping[str, object] = field(default_factory=dict)
    asked: bool = False


Resolve = Callable[[str, str], str | None]
"""Turns the source of a link and its address into the key of a lesson."""


Folders = Mapping[str, Mapping[str, object]]
"""What is stated about folders (``title``, ``position``), by their path."""


def plan_by_folders(drafts: Mapping[str, Draft], resolve: Resolve, folders: Folders = MappingProxyType({})) -> Plan:
    """Modules and lessons by folders and names."""
    candidates = [key for key in drafts if _may_be_lesson(drafts[key])]
    written = [key for key in candidates if names.extension(drafts[key].source) != names.NOTEBOOK]
    if any(not names.is_index(key) for key in written):
        candidates = written  # notebooks beside lessons are exercises; alone they are the lessons
    top = _content_folder(candidates)
    inside = [key for key in candidates if key.startswith(top)]
    root_index = next((key for key in inside if names.is_index(key) and dirname(key) == top.rstrip("/")), None)
    if root_index and _is_curriculum(drafts[root_index], len(inside)):
        return Plan((PlannedModule("", "", (root_index,)),))
    if root_index and (sections := _listed(inside, drafts, resolve, root_index)):
        return Plan(sections)
    foldered = _of_modules([key for key in inside if "/" in key[len(top) :]], top)
    if not foldered:
        rest = [key for key in inside if key != root_index] or [key for key in inside if key == root_index]
        return (
            Plan((PlannedModule(top.rstrip("/"), "", _ordered(rest, drafts, resolve, root_index)),))
            if rest
            else Plan(())
        )
    modules = _modules(foldered, top, drafts, resolve, root_index=root_index, folders=folders)
    return Plan(_with_loose(modules, inside, top, drafts))


def _listed(keys: list[str], drafts: Mapping[str, Draft], resolve: Resolve, index: str) -> tuple[PlannedModule, ...]:
    """The sections of a first page that lists nearly all lessons, where neither numbers nor weights order them."""
    others = [key for key in keys if key != index]
    if any(names.is_numbered(part) for key in others for part in key.split("/")) or len(others) < _FEW_LESSONS:
        return ()
    if any(_weight(drafts[key]) is not None for key in others):
        return ()
    page = drafts[index]
    sections = numbered_once(sections_of(page.text, lambda address: _other(resolve(page.source, address), index)))
    linked = {key for section in sections for key in section.lessons} & set(others)
    titled = [section for section in sections if section.title]
    return sections if len(linked) >= _NEARLY_ALL * len(others) and len(titled) >= 2 else ()


def _other(key: str | None, index: str) -> str | None:
    return None if key == index else key


def _may_be_lesson(draft: Draft) -> bool:
    key = draft.key
    if names.is_excluded(key) or names.is_assignment(key):
        return False
    if names.stem(key) == "_index" and not draft.text.strip():
        return False
    return draft.asked or not (names.is_supporting(key) or names.is_for_instructors(key))


def _content_folder(keys: list[str]) -> str:
    """The folder below which modules lie, with its slash: single folders of usual names are passed through."""
    top = ""
    while True:
        inner = Counter(
            key[len(top) :].partition("/")[0] for key in keys if key.startswith(top) and "/" in key[len(top) :]
        )
        if len(inner) != 1 or sum(inner.values()) < 2:
            shared = [
                name for name in inner if name.lower() in CONTENT_FOLDERS and inner[name] >= 0.7 * sum(inner.values())
            ]
            if len(shared) != 1:
                return top
            inner = Counter({shared[0]: inner[shared[0]]})
        name = next(iter(inner))
        deeper = [key for key in keys if key.startswith(f"{top}{name}/") and "/" in key[len(top) + len(name) + 1 :]]
        if not deeper or names.is_numbered(name):
            return top
        top += f"{name}/"


def _is_curriculum(index: Draft, others: int) -> bool:
    """Whether one page is the whole course: it points to courses elsewhere, not to files here."""
    links = _LINK.findall(index.text)
    remote = sum(_REMOTE.match(link) is not None for link in links)
    local = sum("://" not in link and not link.startswith(("#", "mailto:")) for link in links)
    return remote >= _CURRICULUM_LINKS and remote >= 4 * local and remote >= 3 * (others - 1)


def _of_modules(keys: list[str], top: str) -> list[str]:
    """Only what lies in numbered folders where there are such, only what lies under ``lessons`` inside a module, and
    only the index of a lesson's own folder."""
    folders = {key[len(top) :].partition("/")[0] for key in keys}
    numbered = {folder for folder in folders if names.is_numbered(folder)}
    if len(numbered) >= 2:
        keys = [key for key in keys if key[len(top) :].partition("/")[0] in numbered]
    with_lessons = {key[len(top) :].partition("/")[0] for key in keys if key[len(top) :].split("/")[1] == "lessons"}
    keys = [key for key in keys if key[len(top) :].partition("/")[0] not in with_lessons or "/lessons/" in key]
    beside = _siblings(keys, top)
    return [key for key in keys if names.is_index(key) or key not in beside]


def _siblings(keys: list[str], top: str) -> set[str]:
    """Files beside the index of a lesson folder, if the course has a folder with an index for each lesson."""
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        if key[len(top) :].count("/") >= 2:
            folders[dirname(key)].append(key)
    indexed = {folder for folder, found in folders.items() if any(names.is_index(key) for key in found)}
    if not indexed or len(indexed) < 0.8 * len(folders):
        return set()
    return {
        key
        for folder in indexed
        for key in folders[folder]
        if not names.is_index(key) and not names.is_numbered(names.stem(key))
    }


def _modules(
    keys: list[str],
    top: str,
    drafts: Mapping[str, Draft],
    resolve: Resolve,
    *,
    root_index: str | None,
    folders: Folders,
) -> list[tuple[Place, PlannedModule]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        grouped[key[len(top) :].partition("/")[0]].append(key)
    if len(grouped) >= 5 and sum(len(found) == 1 for found in grouped.values()) >= 0.8 * len(grouped):
        joined = PlannedModule(top.rstrip("/"), "", _ordered(keys, drafts, resolve, root_index))
        return [(_place({}, ""), joined)]
    modules = []
    for folder, found in grouped.items():
        index = next((key for key in found if names.is_index(key) and dirname(key) == f"{top}{folder}"), None)
        described = next((key for key in (index, f"{top}{folder}/_index.md") if key in drafts), None)
        matter = folders.get(f"{top}{folder}") or (drafts[described].matter if described else {})
        title = text_of(matter, "title") or folder
        modules.append(
            (_place(matter, folder), PlannedModule(f"{top}{folder}", title, _ordered(found, drafts, resolve, index)))
        )
    if all(place[0] for place, _ in modules) and root_index:
        return _by_links(modules, drafts[root_index], resolve)
    return sorted(modules, key=lambda entry: entry[0])


def _with_loose(
    modules: list[tuple[Place, PlannedModule]], keys: list[str], top: str, drafts: Mapping[str, Draft]
) -> tuple[PlannedModule, ...]:
    """The modules, and between them those lessons beside their folders that state a place of their own."""
    loose = [key for key in keys if "/" not in key[len(top) :] and _weight(drafts[key]) is not None]
    if not loose:
        return tuple(module for _, module in modules)
    placed = [(_place(drafts[key].matter, drafts[key].name), PlannedModule("", "", (key,))) for key in loose]
    together = sorted([*modules, *placed], key=lambda entry: entry[0])
    return tuple(runs_joined([module for _, module in together]))


Place = tuple[int, float, str, tuple[tuple[int, int], ...]]


def _place(matter: Mapping[str, object], name: str) -> Place:
    """Sort key: stated weight, part and letter, number in the name, then the name itself."""
    weight = number_of(matter, "weight", "order", "position", "nav_order", "sidebar_position", "part", "index")
    letter = text_of(matter, "letter", "chapter")
    if weight is not None:
        return (0, weight, letter, names.natural(name))
    numbered = names.is_numbered(name)
    return (0 if numbered else 1, float("inf") if numbered else 0.0, "", names.natural(name))


def _ordered(keys: list[str], drafts: Mapping[str, Draft], resolve: Resolve, index: str | None) -> tuple[str, ...]:
    by_name = sorted(keys, key=lambda key: names.natural(drafts[key].name))
    if any(_weight(drafts[key]) is not None for key in keys if key != index):
        placed = sorted(by_name, key=lambda key: _place(drafts[key].matter, drafts[key].name))
        return tuple(sorted(placed, key=lambda key: key != index))
    if index is None or any(names.is_numbered(part) for key in keys for part in key.split("/")[-2:]):
        opens = index is not None and _opens(index, keys)
        return tuple(sorted(by_name, key=lambda key: opens and key != index))
    linked = _linked(drafts[index], resolve)
    known = [key for key in linked if key in keys and key != index]
    if len(known) < 0.6 * (len(keys) - (index in keys)):
        return tuple(by_name)
    first = [index] if index in keys else []
    return tuple(dict.fromkeys([*first, *known, *by_name]))


def _opens(index: str, keys: list[str]) -> bool:
    """Whether a folder's index stands before its lessons: these are numbered files right beside it."""
    others = [key[len(dirname(index)) :].lstrip("/") for key in keys if key != index]
    return all("/" not in name and names.is_numbered(name) for name in others)


def _weight(draft: Draft) -> float | None:
    return number_of(draft.matter, "weight", "order", "position", "nav_order", "sidebar_position", "part")


def _linked(index: Draft, resolve: Resolve) -> list[str]:
    found = (resolve(index.source, address) for address in _LINK.findall(index.text) if "://" not in address)
    return list(dict.fromkeys(key for key in found if key))


def _by_links(
    modules: list[tuple[Place, PlannedModule]], index: Draft, resolve: Resolve
) -> list[tuple[Place, PlannedModule]]:
    """Modules in the order in which the course's index first points into them, if it points into most."""
    linked = _linked(index, resolve)
    first: dict[str, int] = {}
    for number, key in enumerate(linked):
        for _, module in modules:
            if key in module.lessons:
                first.setdefault(module.key, number)
    modules = sorted(modules, key=lambda entry: entry[0])
    if len(first) < 0.6 * len(modules):
        return modules
    return sorted(modules, key=lambda entry: first.get(entry[1].key, len(linked)))
