"""The doors of quizzes: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import OF_COURSE, STAFF
from tests.world import World

TAKERS = frozenset({"ada", "teacher", "admin"})
AUTHOR = frozenset({"ada"})
READERS = frozenset({"ada", "teacher", "admin"})

DOORS: dict[str, frozenset[str]] = {
    "courses.list_quizzes": OF_COURSE,
    "courses.show_quiz": TAKERS,
    "courses.start_quiz": TAKERS,
    "courses.show_attempt": READERS,
    "courses.answer_attempt": AUTHOR,
    "courses.autosave_attempt": AUTHOR,
    "courses.show_practice": OF_COURSE,
    "courses.practise": OF_COURSE,
    "courses.make_quiz": STAFF,
    "courses.found_quiz": STAFF,
    "courses.edit_quiz": STAFF,
    "courses.change_quiz": STAFF,
    "courses.set_quiz_window": STAFF,
    "courses.allow_quiz": STAFF,
    "courses.edit_quiz_questions": STAFF,
    "courses.arrange_quiz": STAFF,
    "courses.write_question": STAFF,
    "courses.add_question": STAFF,
    "courses.edit_question": STAFF,
    "courses.revise_question": STAFF,
    "courses.show_bank": STAFF,
    "courses.use_questions": STAFF,
    "courses.import_questions": STAFF,
    "courses.take_questions": STAFF,
    "courses.show_quiz_results": STAFF,
    "courses.export_quiz_results": STAFF,
    "courses.show_quiz_items": STAFF,
    "courses.export_quiz_items": STAFF,
    "courses.regrade_quiz": STAFF,
    "courses.apply_regrade": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {
        "quiz_id": world.ids["quiz"],
        "question_id": world.ids["question"],
        "attempt_id": world.ids["attempt"],
        "cohort_id": world.ids["running"],
        "question_kind": "single",
        "sheet_kind": "csv",
    }
