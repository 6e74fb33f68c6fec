"""What can happen to courses, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.core import audit
from lms.core.web.errors import explain
from lms.courses import quiz_sentences
from lms.courses.delivery.types import WhyNot as DeliveryWhyNot
from lms.courses.types import WhyNot

__all__ = ["quiz_sentences"]

audit.define(
    {
        "course.founded": _("created a course"),
        "course.revised": _("stored a revision of a course"),
        "course.exported": _("exported a course"),
        "course.import_begun": _("uploaded a course"),
        "course.import_read": _("had an upload read"),
        "course.import_chosen": _("chose what to import"),
        "course.import_stored": _("imported a course"),
        "course.import_failed": _("tried to import a course that cannot be read"),
        "course.import_cancelled": _("cancelled an import"),
        "course.renamed": _("changed the title of a course"),
        "course.copied": _("copied a course"),
        "course.draft_begun": _("began a draft of a course"),
        "course.draft_file_kept": _("kept a file with a draft of a course"),
        "course.draft_published": _("published a draft of a course"),
        "course.draft_discarded": _("discarded a draft of a course"),
        "course.indexed": _("made the search index of a course"),
        "course.pinned": _("pinned a cohort to a revision"),
        "lesson.finished": _("finished a lesson"),
        "lesson.reopened": _("took back that a lesson is finished"),
        "lesson.confirmed": _("kept a changed lesson as finished"),
        "note.kept": _("kept a note on a lesson"),
        "note.removed": _("removed a note on a lesson"),
        "report.made": _("reported a problem in a lesson"),
        "report.answered": _("answered a reported problem"),
        "delivery.planned": _("decided when modules of a course open"),
        "delivery.bound": _("decided days of a course for a cohort"),
        "delivery.opened": _("opened a module for one trainee"),
        "delivery.closed": _("ended a personal exception"),
        "course.previewed": _("looked at a course as a trainee"),
        "progress.exported": _("exported the reading progress of a class"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NOTHING_NEW: _("This content is the newest revision already; nothing was changed."),
        WhyNot.CODE_TAKEN: _("There is a course with this code already."),
        WhyNot.NO_REVISION: _("This course has no content yet. Import it first."),
        WhyNot.CODE_MISSING: _("The course needs a code of 1 to 40 letters."),
        WhyNot.EMPTY_UPLOAD: _("The file is empty or was not chosen."),
        WhyNot.NOTHING_CHOSEN: _("At least one lesson has to stay switched on."),
        WhyNot.IMPORT_OVER: _("This import is over already; nothing was changed."),
        WhyNot.DRAFT_CHANGED: _("The draft was changed in another window in the meantime. Please look at it again."),
        WhyNot.DRAFT_BEHIND: _("Someone published a newer revision in the meantime. Bring both together first."),
        WhyNot.NO_LESSON: _("A course needs at least one lesson before it can be published."),
        WhyNot.NO_TITLE: _("A title is needed."),
    },
)
explain(
    DeliveryWhyNot,
    {
        DeliveryWhyNot.EVENT_WITHOUT_NAME: _("A named day needs a name."),
        DeliveryWhyNot.EVENT_TWICE: _("Two named days have the same name."),
        DeliveryWhyNot.EVENT_OUT_OF_RANGE: _("A named day has a number that no course can have, or too long a name."),
        DeliveryWhyNot.EVENT_UNKNOWN: _("A module waits for a named day that does not exist."),
        DeliveryWhyNot.MODULE_UNKNOWN: _("This course has no such module."),
        DeliveryWhyNot.QUIZ_UNKNOWN: _("This course has no such quiz."),
        DeliveryWhyNot.QUIZ_TOO_LATE: _("A module can only wait for a quiz of a module that stands before it."),
        DeliveryWhyNot.POINTS_FORWARD: _("A module can only wait for modules that stand before it."),
        DeliveryWhyNot.REASON_MISSING: _("Please give a reason."),
        DeliveryWhyNot.ALREADY_OVER: _("This day is over already."),
        DeliveryWhyNot.NOT_A_TRAINEE: _("This person is not a trainee of this cohort."),
        DeliveryWhyNot.ENDED_ALREADY: _("This exception was ended already."),
        DeliveryWhyNot.PREVIEW_READS_ONLY: _("You are looking as a trainee; nothing can be changed."),
        DeliveryWhyNot.TEXT_MISSING: _("Please write something first."),
        DeliveryWhyNot.TEXT_TOO_LONG: _("This text is too long."),
        DeliveryWhyNot.ANSWERED_ALREADY: _("Somebody answered this already."),
        DeliveryWhyNot.NOT_FINISHED: _("You have not finished this lesson yet."),
    },
)
