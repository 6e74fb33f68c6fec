"""What differs between two revisions of a course: lessons added, removed, moved, changed. Plain values in and out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from lms.courses.types import CourseDraft, LessonDraft


@dataclass(frozen=True, slots=True)
class LessonChange:
    """A lesson that differs; ``module`` is where it is (or was), ``languages`` those whose text or title changed."""

    key: str
    title: str
    module: str
    is_added: bool = False
    is_removed: bool = False
    is_moved: bool = False
    languages: tuple[str, ...] = ()
    is_settings: bool = False
    """Whether something beside the text differs: for staff only, minutes, objectives, resources."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions side by side."""

    changes: tuple[LessonChange, ...]
    modules_added: tuple[str, ...]
    modules_removed: tuple[str, ...]
    assets_changed: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.modules_added or self.modules_removed or self.assets_changed)

    def touching(self) -> frozenset[str]:
        """Keys of lessons whose readers would notice: text changed, or gone."""
        return frozenset(change.key for change in self.changes if change.is_removed or change.languages)


@dataclass(frozen=True, slots=True)
class _Placed:
    part: LessonDraft
    module: str
    place: int


def compare(old: CourseDraft, new: CourseDraft, *, language: str) -> Comparison:
    """Changes in the order of the new revision, then what was removed. ``language`` picks the titles shown."""
    before, after = _placed(old, language), _placed(new, language)
    moved = _moved(before, after)
    changes = [_change(key, before.get(key), after[key], key in moved, language) for key in after]
    removed = [
        LessonChange(key, _title(entry.part, language), entry.module, is_removed=True)
        for key, entry in before.items()
        if key not in after
    ]
    old_modules, new_modules = (
        dict.fromkeys(_name(module.titles, language) for module in draft.modules) for draft in (old, new)
    )
    return Comparison(
        tuple(change for change in changes if change is not None) + tuple(removed),
        tuple(name for name in new_modules if name not in old_modules),
        tuple(name for name in old_modules if name not in new_modules),
        sum(old.assets.get(path) != new.assets.get(path) for path in {*old.assets, *new.assets}),
    )


def _placed(draft: CourseDraft, language: str) -> dict[str, _Placed]:
    found: dict[str, _Placed] = {}
    for module in draft.modules:
        for part in module.lessons:
            found[part.key] = _Placed(part, _name(module.titles, language), len(found))
    return found


def _change(key: str, old: _Placed | None, new: _Placed, is_moved: bool, language: str) -> LessonChange | None:
    title = _title(new.part, language)
    if old is None:
        return LessonChange(key, title, new.module, is_added=True)
    before, after = ({text.language: text for text in part.texts} for part in (old.part, new.part))
    languages = tuple(
        sorted(
            code
            for code in {*before, *after}
            if code not in before
            or code not in after
            or before[code].title != after[code].title
            or before[code].body.strip() != after[code].body.strip()
        )
    )
    settings = _settings(old.part) != _settings(new.part)
    if not (languages or settings or is_moved):
        return None
    return LessonChange(key, title, new.module, is_moved=is_moved, languages=languages, is_settings=settings)


def _settings(part: LessonDraft) -> tuple[object, ...]:
    texts = sorted((text.language, text.minutes, text.objectives, text.resources) for text in part.texts)
    return (part.is_for_staff, part.is_listed, part.minutes, tuple(map(repr, texts)))


def _moved(before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> frozenset[str]:
    """Lessons in another module, and the fewest whose move explains the new order."""
    common = [key for key in after if key in before]
    elsewhere = {key for key in common if before[key].module != after[key].module}
    stayed = [key for key in common if key not in elsewhere]
    kept = _longest_rising([before[key].place for key in stayed])
    return frozenset(elsewhere | {key for number, key in enumerate(stayed) if number not in kept})


def _longest_rising(places: list[int]) -> set[int]:
    """Indexes of a longest rising run of values (patience sorting)."""
    tails: list[int] = []
    heads: list[int] = []
    previous = [-1] * len(places)
    for number, value in enumerate(places):
        slot = bisect_left(heads, value)
        previous[number] = tails[slot - 1] if slot else -1
        heads[slot : slot + 1] = [value]
        tails[slot : slot + 1] = [number]
    found: set[int] = set()
    number = tails[-1] if tails else -1
    while number >= 0:
        found.add(number)
        number = previous[number]
    return found


def _title(part: LessonDraft, language: str) -> str:
    return _name({text.language: text.title for text in part.texts}, language) or part.key


def _name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")
