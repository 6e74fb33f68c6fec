"""The doors of reading and delivery: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import OF_COURSE
from tests.world import World

TEACHES = frozenset({"teacher", "admin"})
STAFF = frozenset({"teacher", "mentor", "admin"})
EDITS = frozenset({"admin"})

DOORS: dict[str, frozenset[str]] = {
    "courses.show_course": OF_COURSE,
    "courses.show_lesson": OF_COURSE,
    "courses.finish_lesson": OF_COURSE,
    "courses.keep_place": OF_COURSE,
    "courses.show_changes": OF_COURSE,
    "courses.confirm_lesson": OF_COURSE,
    "courses.keep_note": OF_COURSE,
    "courses.report_problem": OF_COURSE,
    "courses.list_reports": TEACHES,
    "courses.answer_report": TEACHES,
    "courses.show_progress": STAFF,
    "courses.export_progress": STAFF,
    "courses.start_preview": STAFF,
    "courses.end_preview": OF_COURSE
    | {"outsider", "withdrawn", "graduate", "other-teacher", "other-mentor", "other-admin"},
    "courses.show_days": TEACHES,
    "courses.bind_days": TEACHES,
    "courses.open_for": TEACHES,
    "courses.end_exception": TEACHES,
    "courses.show_plan": EDITS,
    "courses.decide_plan": EDITS,
}


def places(world: World) -> dict[str, object]:
    return {
        "cohort_id": world.ids["running"],
        "report_id": world.ids["lesson_report"],
        "exception_id": world.ids["delivery_exception"],
    }
