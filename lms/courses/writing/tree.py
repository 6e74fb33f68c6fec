"""The tree of a draft: modules and lessons in their order, without their texts. Pure: each step gives a new tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lms.courses.types import CourseDraft

_UNFIT = re.compile(r"[^\w.-]+")
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """A lesson of the tree; ``titles`` by language."""

    key: str
    titles: Mapping[str, str] = field(default_factory=dict)
    is_for_staff: bool = False
    is_listed: bool = True
    kind: str = "lesson"
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A module of the tree."""

    key: str
    titles: Mapping[str, str]
    lessons: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole: modules in order, and the language that comes first."""

    modules: tuple[Branch, ...] = ()
    language: str = "ko"

    @property
    def lessons(self) -> tuple[Leaf, ...]:
        """All lessons in order."""
        return tuple(leaf for branch in self.modules for leaf in branch.lessons)

    def lesson(self, key: str) -> Leaf | None:
        """A lesson by its key."""
        return next((leaf for leaf in self.lessons if leaf.key == key), None)


def tree_of(draft: CourseDraft) -> Tree:
    """The tree of a stored revision."""
    return Tree(
        tuple(
            Branch(
                module.key or f"{number:02d}",
                dict(module.titles),
                tuple(
                    Leaf(
                        part.key,
                        {text.language: text.title for text in part.texts},
                        part.is_for_staff,
                        part.is_listed,
                        part.kind,
                        part.beside,
                    )
                    for part in module.lessons
                ),
            )
            for number, module in enumerate(draft.modules, 1)
        ),
        draft.language,
    )


def with_module(tree: Tree, title: str, language: str) -> Tree:
    """One more module at the end."""
    key = _fresh(_slug(title) or "module", {branch.key for branch in tree.modules})
    return replace(tree, modules=(*tree.modules, Branch(key, {language: title})))


def with_lesson(tree: Tree, module: str, title: str, language: str) -> tuple[Tree, str]:
    """One more lesson at the end of a module (of the last one, if there is none with this key), and its key."""
    target = next((branch.key for branch in tree.modules if branch.key == module), tree.modules[-1].key)
    stem = f"{_slug(target) or 'module'}/{_slug(title) or 'lesson'}"
    key = _fresh(stem, {leaf.key for leaf in tree.lessons}, ".md")
    leaf = Leaf(key, {language: title})
    return _each(tree, lambda branch: _added(branch, leaf) if branch.key == target else branch), key


def _added(branch: Branch, leaf: Leaf) -> Branch:
    listed = [each for each in branch.lessons if each.is_listed]
    return replace(branch, lessons=(*listed, leaf, *(each for each in branch.lessons if not each.is_listed)))


def without_lesson(tree: Tree, key: str) -> Tree:
    """Without a lesson and what lies beside it."""
    gone = {key} | {leaf.key for leaf in tree.lessons if leaf.beside == key}
    return _each(tree, lambda branch: replace(branch, lessons=tuple(x for x in branch.lessons if x.key not in gone)))


def without_module(tree: Tree, key: str) -> Tree:
    """Without a module and all its lessons."""
    return replace(tree, modules=tuple(branch for branch in tree.modules if branch.key != key))


def renamed_module(tree: Tree, key: str, titles: Mapping[str, str]) -> Tree:
    """With other titles for a module; empty ones are left out, and one has to stay."""
    told = {code: title.strip() for code, title in titles.items() if title.strip()}
    return _each(tree, lambda branch: replace(branch, titles=told) if branch.key == key and told else branch)


def with_leaf(tree: Tree, leaf: Leaf) -> Tree:
    """With a lesson's facts replaced."""

    def change(branch: Branch) -> Branch:
        lessons = tuple(leaf if each.key == leaf.key else each for each in branch.lessons)
        return replace(branch, lessons=lessons)

    return _each(tree, change)


def ordered(tree: Tree, modules: Mapping[str, float], lessons: Mapping[str, tuple[str, float]]) -> Tree:
    """In another order: places of modules by key, module and place of listed lessons by key; others stay."""
    known = {branch.key for branch in tree.modules}
    placed: dict[str, list[tuple[float, int, Leaf]]] = {branch.key: [] for branch in tree.modules}
    for number, (home, leaf) in enumerate((branch.key, leaf) for branch in tree.modules for leaf in branch.lessons):
        target, place = lessons.get(leaf.key, (home, float(number)))
        placed[target if target in known else home].append((place if leaf.is_listed else float("inf"), number, leaf))
    in_order = sorted(enumerate(tree.modules), key=lambda entry: (modules.get(entry[1].key, entry[0] + 1.0), entry[0]))
    leaves = {key: sorted(found, key=lambda each: each[:2]) for key, found in placed.items()}
    return replace(
        tree,
        modules=tuple(
            replace(branch, lessons=tuple(leaf for *_place, leaf in leaves[branch.key])) for _number, branch in in_order
        ),
    )


def _each(tree: Tree, change: Callable[[Branch], Branch]) -> Tree:
    return replace(tree, modules=tuple(change(branch) for branch in tree.modules))


def _slug(title: str) -> str:
    return _UNFIT.sub("-", title.strip().lower()).strip("-.")[:_SHORT]


def _fresh(stem: str, taken: Iterable[str], ending: str = "") -> str:
    names, number = set(taken), 1
    name = stem + ending
    while name in names:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


# plain values ---------------------------------------------------------------------------------------------


def as_values(tree: Tree) -> dict[str, Any]:
    """The tree as plain values."""
    return {
        "language": tree.language,
        "modules": [
            {
                "key": branch.key,
                "titles": dict(branch.titles),
                "lessons": [
                    [leaf.key, dict(leaf.titles), leaf.is_for_staff, leaf.is_listed, leaf.kind, leaf.beside]
                    for leaf in branch.lessons
                ],
            }
            for branch in tree.modules
        ],
    }


def from_values(values: Mapping[str, Any]) -> Tree:
    """The tree from plain values."""
    return Tree(
        tuple(
            Branch(module["key"], module["titles"], tuple(Leaf(*leaf) for leaf in module["lessons"]))
            for module in values["modules"]
        ),
        values["language"],
    )
