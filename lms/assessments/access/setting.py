"""Loading how an assignment is set, for those who set it; and the rubrics they may take over."""

from __future__ import annotations

from lms.assessments import policies, queries
from lms.assessments.access.work import assignment_for_staff
from lms.assessments.standard_rubric import STANDARD
from lms.assessments.types import Criterion
from lms.assessments.types.assignments import AssignmentSetting, RubricChoice
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.errors import NotFound
from lms.core.languages import pick

STANDARD_KEY = "standard"


def setting_for_staff(actor: Actor, assignment_id: int) -> AssignmentSetting:
    """An assignment with everything that was set."""
    assignment_for_staff(actor, assignment_id)
    setting = queries.setting_of(assignment_id)
    if setting is None:
        raise NotFound
    return setting


def cohorts_to_set(actor: Actor) -> list[CohortCard]:
    """The cohorts in which this person sets work, newest first."""
    return [card for card in cohorts.cohorts_of(actor) if policies.may_set_work(actor, card.place)]


def rubric_choices(actor: Actor, standard_name: str) -> list[RubricChoice]:
    """The standard rubric, the catalogues of one's centres, then the rubrics of earlier assignments."""
    own = cohorts_to_set(actor)
    kept = [choice for _centre, choice in queries.catalogue_of({card.centre_id for card in own})]
    earlier = [
        RubricChoice(f"a-{assignment}", pick(title), criteria)
        for assignment, title, criteria in queries.newest_rubrics([card.id for card in own])
    ]
    return [RubricChoice(STANDARD_KEY, standard_name, STANDARD), *kept, *earlier]


def chosen_rubric(actor: Actor, key: str) -> tuple[Criterion, ...]:
    """The criteria of a choice. Raises NotFound for one that this person cannot take over."""
    for choice in rubric_choices(actor, ""):
        if choice.key == key:
            return choice.criteria
    raise NotFound
