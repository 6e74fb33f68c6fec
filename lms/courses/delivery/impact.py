"""Whom a change of rules touches, before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.courses.delivery.rules import lesson_verdict, verdict
from lms.courses.delivery.types import Facts, ModuleShape, Plan


@dataclass(frozen=True, slots=True)
class Reader:
    """One trainee with the facts under the plan of today and under the one to come."""

    person_id: int
    name: str
    before: Facts
    after: Facts


@dataclass(frozen=True, slots=True)
class Touched:
    """A trainee for whom modules open or close; titles in the order of the course."""

    person_id: int
    name: str
    closes: tuple[str, ...]
    opens: tuple[str, ...]
    keeps: int
    """Finished lessons in modules that close; they stay open."""


def touched(readers: Iterable[Reader], shapes: Sequence[ModuleShape], *, old: Plan, new: Plan) -> list[Touched]:
    """The readers for whom something changes, in their order."""
    found = []
    for reader in readers:
        closes, opens, keeps = [], [], 0
        for shape in shapes:
            was = verdict(old, shapes, shape, reader.before)
            will = verdict(new, shapes, shape, reader.after)
            kept = [key for key in shape.lessons if lesson_verdict(will, key, reader.after).is_open]
            if was.is_open and not will.is_open:
                keeps += len(kept)
                if len(kept) < len(shape.lessons):
                    closes.append(shape.title)
            elif will.is_open and not was.is_open:
                opens.append(shape.title)
        if closes or opens:
            found.append(Touched(reader.person_id, reader.name, tuple(closes), tuple(opens), keeps))
    return found
