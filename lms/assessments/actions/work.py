"""What can happen to work, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.assessments.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "assignment.set": _("set an assignment"),
        "work.submitted": _("handed in work"),
        "reviews.allocated": _("handed out reviews"),
        "review.given": _("gave a review"),
        "grades.settled": _("settled the grades of an assignment"),
        "grade.overridden": _("gave a grade in place of the peers'"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NOT_OPEN: _("This assignment has not opened yet."),
        WhyNot.CLOSED: _("The time to hand in has passed. Talk to your instructor."),
        WhyNot.LOCKED: _("Your work was handed in more than 30 minutes ago and is locked for its reviewers."),
        WhyNot.EMPTY: _("There is no text yet."),
        WhyNot.TOO_LONG: _("This text is longer than 64 KB."),
        WhyNot.NOT_SUBMITTED: _("Hand in your own work first."),
        WhyNot.REVIEWED_ALREADY: _("You have given this review; it stands."),
        WhyNot.NOT_ALL_CRITERIA: _("Choose a level for every criterion."),
        WhyNot.COMMENT_MISSING: _("Write at least one sentence that helps the author."),
        WhyNot.REVIEW_OVER: _("The time to review has passed."),
        WhyNot.NO_WORK: _("Nobody has handed in work yet."),
        WhyNot.TOO_FEW_REVIEWS: _("There are fewer than two reviews; the instructor will look at it."),
    },
)
