"""Modules of courses: to which an assignment may belong, and whether its own is open to somebody."""

from __future__ import annotations

from datetime import datetime

from lms.assessments import queries
from lms.assessments.access.setting import cohorts_to_set
from lms.assessments.types import ModulePlace
from lms.assessments.types.assignments import ModuleChoice
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.errors import NotFound
from lms.core.languages import current_language, pick
from lms.courses import access as courses
from lms.courses import queries as course_reads
from lms.courses.delivery.types import Verdict


def module_choices(actor: Actor) -> list[ModuleChoice]:
    """The modules of the courses that this person's cohorts follow."""
    return choices_of(cohorts_to_set(actor))


def choices_of(cohorts: list[CohortCard]) -> list[ModuleChoice]:
    """The modules of the courses that these cohorts follow, each once, with the cohorts that have it."""
    found: dict[ModulePlace, ModuleChoice] = {}
    for cohort_id, course in course_reads.courses_of_cohorts([card.id for card in cohorts]):
        for position, shape in enumerate(course_reads.shapes_of_revision(course.revision_id)):
            place = ModulePlace(course.id, shape.key)
            known = found[place].cohort_ids if place in found else ()
            name = f"{pick(course.title)}: {shape.title}"
            found[place] = ModuleChoice(place, name, position, shape.lessons, (*known, cohort_id))
    return list(found.values())


def why_closed(actor: Actor, assignment_id: int, *, now: datetime) -> Verdict | None:
    """Why the module of an assignment is closed to this trainee; None where it is open or there is none."""
    place = queries.module_of(assignment_id)
    if place is None:
        return None
    try:
        reader = courses.reader_of(actor, place.course_id, now=now)
    except NotFound:
        return None
    if not reader.follows_rules:
        return None
    modules = courses.course_page(reader, language=current_language()).modules
    module = next((each for each in modules if any(line.key == place.key for line in each.lessons)), None)
    return None if module is None or module.verdict.is_open else module.verdict
