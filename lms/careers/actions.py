"""What can happen to cases and sessions, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.careers.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "case.opened": _("opened a graduate's case"),
        "case.closed": _("closed a graduate's case"),
        "case.reopened": _("opened a graduate's case again"),
        "outcome.recorded": _("recorded what became of a graduate"),
        "session.offered": _("offered a preparation session"),
        "session.booked": _("booked a preparation session"),
        "session.cancelled": _("gave back a seat in a preparation session"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.FULL: _("Every seat is taken."),
        WhyNot.BOOKED_ALREADY: _("You have a seat in this session already."),
        WhyNot.OVER: _("This session has begun."),
        WhyNot.CASE_CLOSED: _("Sessions are for graduates in their six months of job preparation."),
        WhyNot.EVIDENCE_MISSING: _("Name the evidence: a certificate of employment, a contract, an insurance record."),
        WhyNot.TIMES_REVERSED: _("The session ends before it begins."),
    },
)
