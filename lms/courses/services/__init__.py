"""Use-cases of courses, one file per subject."""

from lms.courses.services.delivering import (
    bind_names,
    decide_plan,
    end_exception,
    note_export,
    open_for,
    start_preview,
)
from lms.courses.services.drafting import (
    Change,
    Written,
    begin_draft,
    change_tree,
    discard_draft,
    drop_text,
    keep_file,
    publish_draft,
    save_text,
    set_lesson,
)
from lms.courses.services.exporting import export_course
from lms.courses.services.founding import found_course
from lms.courses.services.importing import draft_of, titles_of
from lms.courses.services.merging import merge_draft
from lms.courses.services.notes import answer_report, keep_note, report_problem
from lms.courses.services.pinning import pin_cohort
from lms.courses.services.reading import confirm_lesson, finish_lesson, keep_place, reopen_lesson
from lms.courses.services.restoring import copy_course, rename_course, restore_revision
from lms.courses.services.revising import store_revision
from lms.courses.services.taking_in import Taken, take_in
from lms.courses.services.uploads import begin_import, cancel_import, choose_import, resume_import
from lms.courses.services.worker import work_on_waiting

__all__ = [
    "Change",
    "Taken",
    "Written",
    "answer_report",
    "begin_draft",
    "begin_import",
    "bind_names",
    "cancel_import",
    "change_tree",
    "choose_import",
    "confirm_lesson",
    "copy_course",
    "decide_plan",
    "discard_draft",
    "draft_of",
    "drop_text",
    "end_exception",
    "export_course",
    "finish_lesson",
    "found_course",
    "keep_file",
    "keep_note",
    "keep_place",
    "merge_draft",
    "note_export",
    "open_for",
    "pin_cohort",
    "publish_draft",
    "rename_course",
    "reopen_lesson",
    "report_problem",
    "restore_revision",
    "resume_import",
    "save_text",
    "set_lesson",
    "start_preview",
    "store_revision",
    "take_in",
    "titles_of",
    "work_on_waiting",
]
