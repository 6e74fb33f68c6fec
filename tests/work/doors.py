"""The doors of setting work, handing it in and the gradebook."""

from __future__ import annotations

from tests.actors import STAFF, TRAINEES
from tests.world import World

SETTERS = STAFF | {"other-teacher", "other-admin"}

DOORS: dict[str, frozenset[str]] = {
    "assessments.save_draft": TRAINEES,
    "assessments.remove_file": TRAINEES,
    "assessments.preview": TRAINEES,
    "assessments.show_receipt": TRAINEES,
    "assessments.download_own_file": TRAINEES,
    "assessments.download_file": STAFF,
    "assessments.download_review_file": TRAINEES,
    "assessments.new_assignment": SETTERS,
    "assessments.create_assignment": SETTERS,
    "assessments.preview_brief": SETTERS,
    "assessments.edit_assignment": STAFF,
    "assessments.change_assignment": STAFF,
    "assessments.open_second_round": STAFF,
    "assessments.edit_rubric": STAFF,
    "assessments.change_rubric": STAFF,
    "assessments.list_rubrics": STAFF,
    "assessments.drop_rubric": STAFF,
    "assessments.show_extensions": STAFF,
    "assessments.extend": STAFF,
    "assessments.show_teams": STAFF,
    "assessments.set_teams": STAFF,
    "assessments.list_similar": STAFF,
    "assessments.compare_work": STAFF,
    "assessments.show_similar": STAFF,
    "assessments.mark_looked_at": STAFF,
    "assessments.show_changes": TRAINEES,
    "assessments.show_work_changes": STAFF,
    "assessments.answer_comment": TRAINEES,
    "assessments.show_stuck": STAFF,
    "assessments.show_spread": STAFF,
    "assessments.set_gradebook_rule": STAFF,
    "assessments.release": STAFF,
    "assessments.show_trainee_grades": STAFF,
    "assessments.show_own_grades": TRAINEES,
    "assessments.export_gradebook": STAFF,
    "assessments.show_import": STAFF,
    "assessments.import_gradebook": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {
        "file_id": world.ids["file-ada"],
        "template_id": world.ids["rubric"],
        "pair_id": world.ids["pair"],
        "number": 1,
    }
