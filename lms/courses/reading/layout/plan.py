"""A plan: which lessons make which modules, in which order, before any text is read in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
