"""Reads of whom a change of rules would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.cohorts import queries as cohorts
from lms.cohorts.types import PRESENT_STATES, CohortCard
from lms.core.clock import local_date
from lms.courses.delivery.impact import Reader, Touched, touched
from lms.courses.delivery.types import Plan
from lms.courses.queries.delivery import (
    Pin,
    bindings_of,
    facts_of,
    finished_keys,
    pins_of_course,
    plan_of,
    shapes_of_revision,
)


@dataclass(frozen=True, slots=True)
class TouchedCohort:
    """A cohort with those of its trainees for whom modules open or close."""

    cohort: CohortCard
    people: Sequence[Touched]
    of: int
    """Trainees of the cohort."""


def touched_by(course_id: int, plan: Plan, *, now: datetime) -> list[TouchedCohort]:
    """What the plan would change for each cohort that is not over, compared with the plan of today."""
    old, today = plan_of(course_id), local_date(now)
    running = [pin for pin in pins_of_course(course_id) if pin.cohort.ends_on >= today]
    return [_touched(pin, old, plan, now) for pin in running]


def _touched(pin: Pin, old: Plan, new: Plan, now: datetime) -> TouchedCohort:
    shapes = shapes_of_revision(pin.course.revision_id)
    people = cohorts.trainees(pin.cohort.id, on=local_date(now), states=PRESENT_STATES)
    finished = finished_keys(pin.course.id, [card.person_id for card in people])
    bound = bindings_of(pin.cohort.id, pin.course.id)
    before = facts_of(old, pin, bound, finished=finished, now=now)
    after = facts_of(new, pin, bound, finished=finished, now=now)
    readers = [Reader(card.person_id, card.name, before[card.person_id], after[card.person_id]) for card in people]
    return TouchedCohort(pin.cohort, touched(readers, shapes, old=old, new=new), len(people))
