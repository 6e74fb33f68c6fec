"""The doors of `lms.assessments`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import SIGNED_IN, STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "assessments.list_assignments": SIGNED_IN,
    "assessments.show": TRAINEES | STAFF,
    "assessments.submit": TRAINEES,
    "assessments.show_review": TRAINEES,
    "assessments.give_review": TRAINEES,
    "assessments.show_overview": STAFF,
    "assessments.settle": STAFF,
    "assessments.show_work": STAFF,
    "assessments.explain_grade": TRAINEES,
    "assessments.show_gradebook": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {
        "assignment_id": world.ids["assignment"],
        "submission_id": world.ids["work-ada"],
        "review_id": world.ids["review-ada"],
    }
