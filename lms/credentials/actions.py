"""What can happen to completion, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.core import audit
from lms.core.web.errors import explain
from lms.credentials.types import WhyNot

audit.define(
    {
        "completion.settled": _("settled completion"),
        "completion.exported": _("exported a completion list"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NOT_ENDED: _("This cohort is still running. Completion is settled the day after its last day."),
        WhyNot.DAYS_UNMARKED: _("Some class days have no attendance yet. Mark them first."),
        WhyNot.NOT_SETTLED: _("Completion has not been settled yet."),
        WhyNot.WORKS_UNGRADED: _("Completion takes grades here, and some works have none yet. Grade them first."),
        WhyNot.DAY_PASSED: _("Terms never reach back. Choose today or a later day."),
        WhyNot.NOTHING_CHANGES: _("The form says what is in force already."),
        WhyNot.REASON_MISSING: _("Say in a few words what the list is for."),
    },
)
