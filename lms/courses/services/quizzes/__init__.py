"""Use-cases of quizzes, one file per subject."""

from lms.courses.services.quizzes.importing import take_quizzes
from lms.courses.services.quizzes.practising import practise
from lms.courses.services.quizzes.regrading import Change, Regrade, apply_regrade, regrade_of
from lms.courses.services.quizzes.setting import allow, arrange_quiz, change_quiz, make_quiz, note_export, set_window
from lms.courses.services.quizzes.taking import (
    check_answer,
    close_overdue,
    save_answers,
    start_attempt,
    submit_attempt,
)
from lms.courses.services.quizzes.writing import add_questions, revise_question, tag_question

__all__ = [
    "Change",
    "Regrade",
    "add_questions",
    "allow",
    "apply_regrade",
    "arrange_quiz",
    "change_quiz",
    "check_answer",
    "close_overdue",
    "make_quiz",
    "note_export",
    "practise",
    "regrade_of",
    "revise_question",
    "save_answers",
    "set_window",
    "start_attempt",
    "submit_attempt",
    "tag_question",
    "take_quizzes",
]
