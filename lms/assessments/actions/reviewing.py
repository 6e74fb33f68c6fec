"""What can happen to reviews, in words, and why a step of reviewing is closed."""

from flask_babel import lazy_gettext as _

from lms.assessments.types import WhyNotReview
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "reviews.queue_closed": _("closed the queue to newcomers"),
        "reviews.ladder_climbed": _("reminded reviewers or called stand-bys"),
        "review.taken": _("took the next work to review"),
        "review.drafted": _("saved the draft of a review"),
        "review.extra_offered": _("offered to give more reviews"),
        "pair.set": _("said who must or must not review whom"),
        "pair.lifted": _("took back a rule about two people"),
    }
)
explain(
    WhyNotReview,
    {
        WhyNotReview.NOT_HANDED_IN: _("Only those who handed in review the work of this assignment."),
        WhyNotReview.OWN_WORK_FIRST: _(
            "You can still hand in your own work. Once it is in, you review that of others."
        ),
        WhyNotReview.NOT_STARTED: _("Reviewing starts when handing in has closed."),
        WhyNotReview.ONE_IN_HAND: _("Finish the review you hold; then the next work comes."),
        WhyNotReview.SHARE_GIVEN: _("You have given your share. You may offer to give more below."),
        WhyNotReview.NOTHING_WAITS: _("No work waits for a review now. Look again later."),
        WhyNotReview.LAPSED: _("Your time for this review ran out and somebody else has taken it over."),
        WhyNotReview.STANDS: _("You gave this review more than 30 minutes ago; it stands."),
        WhyNotReview.REVIEWING_OVER: _("The time to review has passed."),
        WhyNotReview.CRITERION_COMMENT: _("Write a comment where the rubric asks for one."),
        WhyNotReview.TOO_MANY_EXTRA: _("That is more than may be offered for this assignment."),
        WhyNotReview.ONESELF: _("Choose somebody else; nobody reviews themselves anyway."),
        WhyNotReview.NOT_IN_CLASS: _("This person is not in this cohort."),
        WhyNotReview.KNOWN_ALREADY: _("There is a rule about these two already."),
        WhyNotReview.ALLOCATED_ALREADY: _("Reviews were handed out already; a rule would come too late."),
    },
)
