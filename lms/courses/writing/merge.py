"""Two trees that grew from one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from lms.courses.writing.tree import Branch, Leaf, Tree


def merged_tree(base: Tree, ours: Tree, theirs: Tree, changed: Collection[str]) -> Tree:
    """Ours where only we changed the order, theirs where only they did. Where both did: ours, with the lessons that
    they added and without those that they removed, unless we ``changed`` these.
    """
    if ours == base:
        return theirs
    if theirs == base:
        return ours
    old, mine = {leaf.key for leaf in base.lessons}, {leaf.key for leaf in ours.lessons}
    new = {leaf.key: leaf for leaf in theirs.lessons}
    modules = []
    for branch in ours.modules:
        stay = [leaf for leaf in branch.lessons if _stays(leaf, old, new, changed)]
        modules.append(replace(branch, lessons=tuple(_leaf(leaf, base, new) for leaf in stay)))
    for branch in theirs.modules:
        added = tuple(leaf for leaf in branch.lessons if leaf.key not in old and leaf.key not in mine)
        _add(modules, branch, added)
    return replace(ours, modules=tuple(modules))


def _stays(leaf: Leaf, old: set[str], new: dict[str, Leaf], changed: Collection[str]) -> bool:
    return leaf.key not in old or leaf.key in new or leaf.key in changed


def _leaf(leaf: Leaf, base: Tree, new: dict[str, Leaf]) -> Leaf:
    """Our facts of a lesson where we changed them, theirs where we did not."""
    return new.get(leaf.key, leaf) if leaf == base.lesson(leaf.key) else leaf


def _add(modules: list[Branch], branch: Branch, added: tuple[Leaf, ...]) -> None:
    if not added:
        return
    for number, own in enumerate(modules):
        if own.key == branch.key:
            modules[number] = replace(own, lessons=(*own.lessons, *added))
            return
    modules.append(replace(branch, lessons=added))
