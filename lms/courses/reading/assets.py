"""The files that lessons show or offer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lms.courses.reading.types import Asset, Image, ImageState, Leads, Lesson, Link, Module, Outcome, Version

if TYPE_CHECKING:
    from lms.courses.reading.gathering import Gathered


def collect_assets(
    gathered: Gathered, modules: tuple[Module, ...], pages: tuple[Lesson, ...], stated: tuple[str, ...] = ()
) -> tuple[tuple[Asset, ...], tuple[Module, ...], tuple[Lesson, ...]]:
    """The files behind images and links, and those that the source states, by path, as far as the limit reaches.

    Files beyond it are left out: images before downloads are kept, and what points to a lost file says so.
    """
    lessons = [*(lesson for module in modules for lesson in module.lessons), *pages]
    known = [path for path in stated if path in gathered.files]
    wanted = dict.fromkeys([*_shown(lessons), *_offered(lessons), *known])
    assets: dict[str, Asset] = {}
    total = 0
    for path in wanted:
        size = gathered.files.sizes[path]
        if size > gathered.limits.file_bytes or total + size > gathered.limits.asset_bytes:
            gathered.note(Outcome.DROPPED, "file", path, "too_large")
            continue
        total += size
        data = gathered.files.read(path)
        assets[path] = Asset(path, hashlib.sha256(data).hexdigest(), data)
        gathered.note(Outcome.KEPT, "file", path)
    if len(assets) < len(wanted):
        lost = frozenset(wanted) - assets.keys()
        modules = tuple(replace(module, lessons=_without(module.lessons, lost)) for module in modules)
        pages = _without(pages, lost)
    return tuple(assets[path] for path in sorted(assets)), modules, pages


def without_dead_ends(
    modules: tuple[Module, ...], pages: tuple[Lesson, ...]
) -> tuple[tuple[Module, ...], tuple[Lesson, ...]]:
    """The same with links to texts that are not part of the course marked as broken."""
    known = {lesson.key for module in modules for lesson in module.lessons} | {page.key for page in pages}
    wanted = {
        link.key
        for lesson in [*(lesson for module in modules for lesson in module.lessons), *pages]
        for version in lesson.versions
        for link in version.links
        if link.leads is Leads.LESSON
    }
    lost = frozenset(wanted - known)
    if not lost:
        return modules, pages
    modules = tuple(replace(module, lessons=_without(module.lessons, lost)) for module in modules)
    return modules, _without(pages, lost)


def _shown(lessons: list[Lesson]) -> list[str]:
    versions = [version for lesson in lessons for version in lesson.versions]
    return [image.path for version in versions for image in version.images if image.state is ImageState.SHOWN]


def _offered(lessons: list[Lesson]) -> list[str]:
    versions = [version for lesson in lessons for version in lesson.versions]
    return [link.key for version in versions for link in version.links if link.leads is Leads.FILE]


def _without(lessons: tuple[Lesson, ...], lost: frozenset[str]) -> tuple[Lesson, ...]:
    return tuple(
        replace(lesson, versions=tuple(_mark(version, lost) for version in lesson.versions)) for lesson in lessons
    )


def _mark(version: Version, lost: frozenset[str]) -> Version:
    return replace(
        version,
        links=tuple(_broken(link) if link.key in lost else link for link in version.links),
        images=tuple(_missing(image) if image.path in lost else image for image in version.images),
    )


def _broken(link: Link) -> Link:
    return Link(link.address, Leads.BROKEN)


def _missing(image: Image) -> Image:
    return Image(image.address, ImageState.MISSING)
