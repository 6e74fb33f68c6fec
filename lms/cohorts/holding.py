"""Days of a calendar that stand fast because something settled rests on them. The package that settled it says so."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

Holder = Callable[[int, Collection[date]], str]
"""From a cohort and days to a sentence in the reader's language that says what rests on them; empty when nothing."""
_holders: list[Holder] = []


def ask(holder: Holder) -> None:
    """Take answers from this package (it calls once, when it is loaded)."""
    _holders[:] = [holder]


def why_held(cohort_id: int, days: Collection[date]) -> str:
    """Why these days stand fast; empty when they may be decided anew."""
    return _holders[0](cohort_id, days) if _holders and days else ""
