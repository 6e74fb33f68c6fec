"""What can happen to presence, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.attendance.marks import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define({"attendance.marked": _("marked attendance")})
explain(
    WhyNot,
    {
        WhyNot.NO_CLASS_DAY: _("There is no class on this day."),
        WhyNot.IN_THE_FUTURE: _("This day has not come yet."),
        WhyNot.NOT_OF_THIS_COHORT: _("Someone on this sheet is not in this cohort."),
        WhyNot.REASON_MISSING: _("A mark of an earlier day changes only with a reason."),
    },
)
