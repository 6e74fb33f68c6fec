"""What can happen to cohorts, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.cohorts.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "centre.founded": _("founded a centre"),
        "programme.founded": _("founded a programme"),
        "cohort.started": _("started a cohort"),
        "cohort.ended": _("ended a cohort"),
        "calendar.decided": _("decided a day of the calendar"),
        "section.opened": _("opened a class"),
        "enrolment.made": _("enrolled a person"),
        "enrolment.changed": _("changed the state of an enrolment"),
        "enrolment.moved": _("moved a trainee to another class"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NO_SUCH_STEP: _("This step does not follow from the present state."),
        WhyNot.ALREADY_ENROLLED: _("This person is enrolled in this cohort already."),
        WhyNot.COHORT_NOT_RUNNING: _("This cohort is not running."),
        WhyNot.DATES_REVERSED: _("The last day lies before the first day."),
        WhyNot.NAME_TAKEN: _("This name is taken already."),
    },
)
