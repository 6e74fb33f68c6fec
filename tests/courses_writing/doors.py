"""The doors of importing, revisions and writing: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.world import World

WRITES = frozenset({"teacher", "admin"})
UPLOADS = frozenset({"teacher", "other-teacher", "admin", "other-admin"})

DOORS: dict[str, frozenset[str]] = {
    "courses.list_imports": UPLOADS,
    "courses.begin_import": UPLOADS,
    "courses.show_import": WRITES,
    "courses.choose_import": WRITES,
    "courses.cancel_import": WRITES,
    "courses.resume_import": WRITES,
    "courses.show_losses": WRITES,
    "courses.manage_course": WRITES,
    "courses.rename_course": WRITES,
    "courses.copy_course": WRITES,
    "courses.export_revision": WRITES,
    "courses.restore_revision": WRITES,
    "courses.compare_revisions": WRITES,
    "courses.preview_move": WRITES,
    "courses.move_cohort": WRITES,
    "courses.new_course": UPLOADS,
    "courses.found_course": UPLOADS,
    "courses.edit_draft": WRITES,
    "courses.begin_draft": WRITES,
    "courses.add_module": WRITES,
    "courses.add_lesson": WRITES,
    "courses.order_draft": WRITES,
    "courses.remove_from_draft": WRITES,
    "courses.review_draft": WRITES,
    "courses.publish_draft": WRITES,
    "courses.discard_draft": WRITES,
    "courses.review_merge": WRITES,
    "courses.merge_draft": WRITES,
    "courses.edit_lesson": WRITES,
    "courses.save_lesson": WRITES,
    "courses.drop_text": WRITES,
    "courses.preview_lesson": WRITES,
    "courses.add_file": WRITES,
    "courses.show_draft_file": WRITES,
}


def places(world: World) -> dict[str, object]:
    return {"import_id": world.ids["course_import"]}
