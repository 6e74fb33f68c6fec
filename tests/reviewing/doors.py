"""The doors of reviewing and grading: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "assessments.show_reviewing": TRAINEES,
    "assessments.take_next": TRAINEES,
    "assessments.offer_extra": TRAINEES,
    "assessments.keep_review_draft": TRAINEES,
    "assessments.show_conflicts": TRAINEES,
    "assessments.show_pairs": STAFF,
    "assessments.lift_pair": STAFF,
    "assessments.rate_reviews": TRAINEES,
    "assessments.show_grading": STAFF,
    "assessments.show_work_grading": STAFF,
    "assessments.exclude_review": STAFF,
    "assessments.take_check": STAFF,
    "assessments.show_check": STAFF,
    "assessments.check_work": STAFF,
    "assessments.download_check_file": STAFF,
    "assessments.show_reviewers": STAFF,
    "assessments.explain_mark": TRAINEES,
    "assessments.file_appeal": TRAINEES,
    "assessments.decide_appeal": STAFF,
    "assessments.ask_about": TRAINEES,
    "assessments.answer_as_reviewer": TRAINEES,
    "assessments.answer_as_staff": STAFF,
    "assessments.show_practice": TRAINEES,
    "assessments.practise": TRAINEES,
    "assessments.show_exemplars": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"entry_id": world.ids["pair-rule"], "exemplar_id": world.ids["exemplar"]}
