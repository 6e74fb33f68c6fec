"""What can happen to portfolios and letters, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.core import audit
from lms.core.web.errors import explain
from lms.portfolio.types import WhyNot

audit.define(
    {
        "portfolio.saved": _("saved a portfolio"),
        "letter.started": _("started a cover letter"),
        "letter.revised": _("revised a cover letter"),
        "letter.review_asked": _("asked for a review of a cover letter"),
        "letter.claimed": _("took a cover letter to review"),
        "letter.noted": _("wrote a note on a cover letter"),
        "letter.note_resolved": _("dealt with a note"),
        "letter.answered": _("gave a cover letter back"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.EMPTY: _("There is no text yet."),
        WhyNot.WAITS_ALREADY: _("This letter waits for a mentor already."),
        WhyNot.NOT_WAITING: _("This letter does not wait for a review."),
        WhyNot.CLAIMED_BY_OTHER: _("Another mentor is working on this letter."),
        WhyNot.QUOTE_NOT_FOUND: _("These words are not in the letter. Copy them exactly."),
        WhyNot.NOTHING_NEW: _("The text has not changed."),
    },
)
