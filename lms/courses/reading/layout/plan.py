"""A plan: which lessons make which modules, in which order, before any text is read in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Find = Callable[[str], str | None]
"""Turns a path or an address, relative to the course, into the key of a lesson that exists."""


@dataclass(frozen=True, slots=True)
class PlannedModule:
    """A module: its key (a folder), its title (``""`` if it has none), the keys of its lessons in order."""

    key: str
    title: str
    lessons: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Modules in order; ``titles`` are those that the order's source gives to lessons."""

    modules: tuple[PlannedModule, ...]
    title: str = ""
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def lessons(self) -> tuple[str, ...]:
        """All keys in order."""
        return tuple(key for module in self.modules for key in module.lessons)


def numbered_once(modules: list[PlannedModule]) -> tuple[PlannedModule, ...]:
    """Modules without empty ones, each lesson in the first that names it."""
    seen: set[str] = set()
    kept: list[PlannedModule] = []
    for module in modules:
        fresh = tuple(dict.fromkeys(key for key in module.lessons if key not in seen))
        seen.update(fresh)
        if fresh:
            kept.append(PlannedModule(module.key, module.title, fresh, module.titles))
    return tuple(kept)


def runs_joined(modules: list[PlannedModule]) -> list[PlannedModule]:
    """Neighbours without key and title make one module."""
    joined: list[PlannedModule] = []
    for module in modules:
        if joined and not (module.key or module.title or joined[-1].key or joined[-1].title):
            joined[-1] = PlannedModule("", "", joined[-1].lessons + module.lessons)
        else:
            joined.append(module)
    return joined
