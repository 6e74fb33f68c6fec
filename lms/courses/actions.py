"""What can happen to courses, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.core import audit
from lms.core.web.errors import explain
from lms.courses.types import WhyNot

audit.define(
    {
        "course.founded": _("created a course"),
        "course.revised": _("stored a revision of a course"),
        "course.exported": _("exported a course"),
        "course.pinned": _("pinned a cohort to a revision"),
        "lesson.finished": _("finished a lesson"),
        "lesson.reopened": _("took back that a lesson is finished"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NOTHING_NEW: _("This content is the newest revision already; nothing was changed."),
        WhyNot.CODE_TAKEN: _("There is a course with this code already."),
        WhyNot.NO_REVISION: _("This course has no content yet. Import it first."),
    },
)
