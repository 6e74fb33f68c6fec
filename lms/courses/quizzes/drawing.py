"""What each person is asked: picked and shuffled by a seed, and the same again from the same seed.

The order is that of a digest of seed and name, so it depends on no library's random numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from lms.courses.quizzes.types import CHOICES, Kind, Question, Slot

ItemT = TypeVar("ItemT", int, str)


def shuffled(items: Iterable[ItemT], seed: str) -> list[ItemT]:
    """The items in the seed's order, whatever order they come in."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}\0{item}".encode()).digest())


def pick(slots: Sequence[Slot], pools: Mapping[str, Sequence[int]], *, seed: str, shuffles: bool) -> list[int]:
    """Question ids for one attempt; ``pools`` are ids by tag. No question is asked twice."""
    taken = [slot.question_id for slot in slots if slot.question_id is not None]
    used = set(taken)
    asked: list[int] = []
    for number, slot in enumerate(slots):
        if slot.question_id is not None:
            asked.append(slot.question_id)
            continue
        left = [ident for ident in pools.get(slot.tag, ()) if ident not in used]
        chosen = shuffled(left, f"{seed}:pool:{number}:{slot.tag}")[: slot.count]
        used.update(chosen)
        asked += chosen
    return shuffled(asked, f"{seed}:order") if shuffles else asked


def option_order(question: Question, *, seed: str, shuffles: bool) -> tuple[str, ...]:
    """The order in which options are shown. True comes before false; an ordering and the partners of a
    matching are never shown in their right order."""
    ids = [option.id for option in question.options]
    if question.kind in (Kind.ORDERING, Kind.MATCHING):
        mixed = shuffled(ids, f"{seed}:options")
        return tuple(mixed if mixed != ids else [*mixed[1:], *mixed[:1]])
    if not shuffles or question.kind not in CHOICES or question.kind is Kind.TRUE_FALSE:
        return tuple(ids)
    return tuple(shuffled(ids, f"{seed}:options"))


def questions_of(slots: Sequence[Slot], pools: Mapping[str, Sequence[int]]) -> list[int]:
    """Every question that somebody may be asked."""
    found = [ident for slot in slots for ident in ([slot.question_id] if slot.question_id else pools.get(slot.tag, ()))]
    return list(dict.fromkeys(found))
