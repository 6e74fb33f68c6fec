"""Shapes in which screens about setting work get their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.assessments.types.setting import ModulePlace, Settings
from lms.assessments.types.work import AssignmentCard, Criterion


@dataclass(frozen=True, slots=True)
class AssignmentSetting:
    """An assignment as those who set it see it; ``rubric_number`` is its newest version."""

    card: AssignmentCard
    brief: Mapping[str, str]
    settings: Settings
    strategy: str
    criteria: tuple[Criterion, ...]
    rubric_number: int
    works: int
    reviews_done: int
    allocated_at: datetime | None
    revise_until: datetime | None


@dataclass(frozen=True, slots=True)
class RubricChoice:
    """A rubric that can be taken over: ``key`` names where it comes from."""

    key: str
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class ModuleChoice:
    """A module to which an assignment of some cohorts may belong; ``position`` counts from 0."""

    place: ModulePlace
    name: str
    position: int
    lessons: tuple[str, ...]
    cohort_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its members as (person id, name)."""

    id: int
    name: str
    members: tuple[tuple[int, str], ...]
