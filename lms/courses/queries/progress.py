"""Reads of a class's progress: who finished how much of each module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from lms.cohorts import queries as cohorts
from lms.cohorts.types import PRESENT_STATES, TraineeCard
from lms.core.clock import local_date
from lms.core.db import db
from lms.courses.delivery.rules import lesson_verdict, verdicts
from lms.courses.delivery.stuck import Stuck, middle, why_stuck
from lms.courses.delivery.types import Facts, ModuleShape, Plan, Verdict
from lms.courses.models import LessonPlace, LessonProgress
from lms.courses.queries.delivery import Pin, bindings_of, facts_of, finished_keys, plan_of, shapes_of_revision


@dataclass(frozen=True, slots=True)
class Cell:
    """What one trainee did of one module."""

    done: int
    total: int
    is_open: bool

    @property
    def level(self) -> int:
        """A shade: 0 nothing, 1 less than half, 2 half or more, 3 everything."""
        if not self.done:
            return 0
        return 3 if self.done == self.total else (2 if self.done * 2 >= self.total else 1)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One trainee's row of the heat map."""

    person_id: int
    name: str
    section: str
    cells: tuple[Cell, ...]
    last_at: datetime | None
    stuck: Stuck | None

    @property
    def done(self) -> int:
        """Lessons finished."""
        return sum(cell.done for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ClassProgress:
    """The heat map of a class: modules across, trainees down."""

    shapes: tuple[ModuleShape, ...]
    lines: tuple[ProgressLine, ...]
    middle: int

    @property
    def total(self) -> int:
        """Lessons of the course."""
        return sum(len(shape.lessons) for shape in self.shapes)


def class_progress(pin: Pin, *, now: datetime) -> ClassProgress:
    """The progress of a cohort in the revision it follows: six statements."""
    shapes = shapes_of_revision(pin.course.revision_id)
    people = cohorts.trainees(pin.cohort.id, on=local_date(now), states=PRESENT_STATES)
    ids = [card.person_id for card in people]
    finished = finished_keys(pin.course.id, ids)
    plan = plan_of(pin.course.id)
    facts = facts_of(plan, pin, bindings_of(pin.cohort.id, pin.course.id), finished=finished, now=now)
    last = _last_seen(pin.course.id, ids)
    known = {key for shape in shapes for key in shape.lessons}
    counts = [len(finished[person] & known) for person in ids]
    half = middle(counts)
    lines = [
        _line(card, plan, shapes, facts[card.person_id], half=half, last=last.get(card.person_id)) for card in people
    ]
    return ClassProgress(tuple(shapes), tuple(lines), half)


def _line(
    card: TraineeCard, plan: Plan, shapes: Sequence[ModuleShape], facts: Facts, *, half: int, last: datetime | None
) -> ProgressLine:
    decided = verdicts(plan, shapes, facts)
    cells = tuple(
        Cell(sum(key in facts.finished for key in shape.lessons), len(shape.lessons), decided[shape.key].is_open)
        for shape in shapes
    )
    stuck = why_stuck(
        done=sum(cell.done for cell in cells),
        open_left=_open_left(shapes, decided, facts),
        middle_of_class=half,
        last_at=last,
        now=facts.now,
    )
    return ProgressLine(card.person_id, card.name, card.section_name, cells, last, stuck)


def _open_left(shapes: Iterable[ModuleShape], decided: dict[str, Verdict], facts: Facts) -> int:
    return sum(
        key not in facts.finished and lesson_verdict(decided[shape.key], key, facts).is_open
        for shape in shapes
        for key in shape.lessons
    )


def _last_seen(course_id: int, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When people last read or finished something."""
    found: dict[int, datetime] = {}
    for model, moment in ((LessonProgress, LessonProgress.done_at), (LessonPlace, LessonPlace.seen_at)):
        rows = db.session.execute(
            select(model.person_id, func.max(moment))
            .where(model.course_id == course_id, model.person_id.in_(person_ids))
            .group_by(model.person_id)
        )
        for person, at in rows:
            found[person] = max(at, found.get(person, at))
    return found
