"""Work that must be handed in before a module opens. The package that knows of work says what there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ModuleWork:
    """A piece of work in a module, as one person has it: the module is the one that holds lesson ``module_key``."""

    id: int
    title: Mapping[str, str]
    module_key: str
    opens_at: datetime
    closes_at: datetime
    is_handed_in: bool
    address: str


class WorkSource(Protocol):
    """Who knows what was handed in."""

    def works_of(self, cohort_id: int) -> Sequence[tuple[int, Mapping[str, str]]]:
        """The pieces of work of a cohort: id and title in both languages."""

    def works_in_course(self, course_id: int, *, cohort_ids: Collection[int], person_id: int) -> Sequence[ModuleWork]:
        """The pieces of work of cohorts in modules of a course: one statement."""

    def handed_in(self, work_ids: Collection[int], person_ids: Collection[int]) -> frozenset[tuple[int, int]]:
        """Pairs of work and person for whatever was handed in: one statement."""


_sources: list[WorkSource] = []


def ask(source: WorkSource) -> None:
    """Take answers from this source (a higher package calls it once, when it is loaded)."""
    _sources[:] = [source]


def works_of(cohort_id: int) -> Sequence[tuple[int, Mapping[str, str]]]:
    """The pieces of work of a cohort; none while nobody knows of work."""
    return _sources[0].works_of(cohort_id) if _sources else []


def works_in_course(course_id: int, *, cohort_ids: Collection[int], person_id: int) -> Sequence[ModuleWork]:
    """The pieces of work of cohorts in modules of a course, as this person has them."""
    if not _sources or not cohort_ids:
        return []
    return _sources[0].works_in_course(course_id, cohort_ids=cohort_ids, person_id=person_id)


def handed_in(work_ids: Collection[int], person_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """What was handed in by whom, as (work, person)."""
    return _sources[0].handed_in(work_ids, person_ids) if _sources else frozenset()
