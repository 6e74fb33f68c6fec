"""Days of a calendar that stand fast because something settled rests on them. The package that settled it says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

Holder = Callable[[int, Collection[date]], str]
"""From a cohort and days to a sentence in the reader's language that says what rests on them; empty when nothing."""
Settled = Callable[[Collection[int]], Mapping[int, date]]
"""From cohorts to the last day that is settled for good, for those that have one."""
_holders: list[tuple[Holder, Settled]] = []


def ask(holder: Holder, settled: Settled) -> None:
    """Take answers from this package (it calls once, when it is loaded)."""
    _holders[:] = [(holder, settled)]


def why_held(cohort_id: int, days: Collection[date]) -> str:
    """Why these days stand fast; empty when they may be decided anew."""
    return _holders[0][0](cohort_id, days) if _holders and days else ""


def settled_until(cohort_ids: Collection[int]) -> Mapping[int, date]:
    """The last day of each cohort that is settled for good; cohorts without one are left out."""
    return _holders[0][1](cohort_ids) if _holders and cohort_ids else {}
