"""What can happen to quizzes, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.core import audit
from lms.core.web.errors import explain
from lms.courses.quizzes.types import QuizWhyNot

audit.define(
    {
        "quiz.made": _("made a quiz"),
        "quiz.changed": _("changed how a quiz is taken"),
        "quiz.arranged": _("changed what a quiz asks"),
        "quiz.imported": _("took a quiz over from an imported course"),
        "quiz.taken_over": _("took over the quizzes of a revision"),
        "quiz.question_added": _("wrote a question"),
        "quiz.question_revised": _("changed a question"),
        "quiz.question_tagged": _("changed the tags of a question"),
        "quiz.window_set": _("set when a quiz is open"),
        "quiz.exception_granted": _("granted a personal exception for a quiz"),
        "quiz.started": _("began a quiz"),
        "quiz.answers_saved": _("saved answers of a quiz"),
        "quiz.answer_checked": _("had an answer checked"),
        "quiz.submitted": _("handed in a quiz"),
        "quiz.regraded": _("marked a quiz again"),
        "quiz.practised": _("practised missed questions"),
        "quiz.exported": _("exported results of a quiz"),
    }
)
explain(
    QuizWhyNot,
    {
        QuizWhyNot.NOT_PUBLISHED: _("This quiz is not published yet."),
        QuizWhyNot.NO_QUESTIONS: _("This quiz has no questions yet. Write or import some first."),
        QuizWhyNot.NOT_OPEN: _("This quiz is not open yet."),
        QuizWhyNot.CLOSED: _("This quiz is closed."),
        QuizWhyNot.LESSON_CLOSED: _("The lesson that this quiz belongs to is not open yet."),
        QuizWhyNot.NO_ATTEMPT_LEFT: _("You have used all your attempts."),
        QuizWhyNot.PAUSE: _("There is a pause between attempts; please come back a little later."),
        QuizWhyNot.ALREADY_SUBMITTED: _("This attempt has been handed in already."),
        QuizWhyNot.TIME_IS_UP: _("The time is up. What was saved in time counts."),
        QuizWhyNot.ALREADY_CHECKED: _("This answer was checked and stays as it is."),
        QuizWhyNot.NOT_SHOWN_YET: _("Right answers of this quiz are not shown yet."),
        QuizWhyNot.DATES_REVERSED: _("The end must come after the beginning."),
        QuizWhyNot.NEEDS_CLOSE: _("Answers that are shown after the close need a closing time for each cohort."),
        QuizWhyNot.KIND_IS_FIXED: _("The kind of a question stays; write a new question instead."),
        QuizWhyNot.NOTHING_TO_REGRADE: _("By the newest keys every attempt is marked as it is already."),
        QuizWhyNot.REGRADE_CHANGED: _("Something changed since this list was shown. Look at the new list first."),
        QuizWhyNot.UNREADABLE_FILE: _("No question could be read from this file."),
        QuizWhyNot.NO_REASON: _("Write a reason; it is kept with the change."),
        QuizWhyNot.NOTHING_TO_PRACTISE: _("None of these questions is due for practice now."),
        QuizWhyNot.POOL_TOO_SMALL: _("There are fewer questions with this tag than should be drawn."),
    },
)
