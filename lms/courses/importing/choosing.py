"""Applying to a course what was chosen in its preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lms.courses.importing.types import Choice, ChosenModule
from lms.courses.reading.assets import without_dead_ends
from lms.courses.reading.types import CourseTree, LossItem, LossReport, Outcome


def chosen(tree: CourseTree, choice: Choice | None) -> CourseTree:
    """The course with the chosen lessons in the chosen order. Lessons that were switched off are dropped and said so,
    and links to them are broken ones.
    """
    if choice is None:
        return tree
    by_key = {lesson.key: lesson for lesson in tree.lessons}
    modules = tuple(
        replace(tree.modules[part.number], lessons=tuple(by_key[key] for key in part.lessons if key in by_key))
        for part in choice.modules
        if part.number < len(tree.modules)
    )
    kept = {lesson.key for module in modules for lesson in module.lessons}
    off = {version.source for key, lesson in by_key.items() if key not in kept for version in lesson.versions}
    pages = tuple(page for page in tree.pages if not page.beside or page.beside in kept or page.beside not in by_key)
    modules, pages = without_dead_ends(modules, pages)
    return replace(tree, modules=modules, pages=pages, loss=_loss(tree.loss, off))


def holds_questions_only(outline: Mapping[str, Any]) -> bool:
    """Whether what was read has quizzes and no lesson to choose."""
    return bool(outline.get("quizzes")) and not any(module["lessons"] for module in outline.get("modules", ()))


def _loss(loss: LossReport, off: set[str]) -> LossReport:
    return LossReport(
        tuple(
            LossItem(Outcome.DROPPED, item.what, item.name, "switched_off") if item.name in off else item
            for item in loss.items
        )
    )


def plan_of(choice: Choice) -> dict[str, Any]:
    """A choice as plain values."""
    return {"modules": [[part.number, list(part.lessons)] for part in choice.modules]}


def choice_of(plan: Mapping[str, Any]) -> Choice | None:
    """A choice from plain values; None if nothing was chosen."""
    if "modules" not in plan:
        return None
    return Choice(tuple(ChosenModule(int(number), tuple(keys)) for number, keys in plan["modules"]))
