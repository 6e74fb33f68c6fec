"""What can happen to grades, in words, and why a step of grading is closed."""

from flask_babel import lazy_gettext as _

from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "reviews.rated": _("said how helpful reviews were"),
        "review.excluded": _("took a peer's score out of a grade"),
        "review.included": _("put a peer's score back into a grade"),
        "checks.picked": _("picked work for spot checks"),
        "work.checked": _("graded work by the rubric"),
        "reviewers.marked": _("computed the marks of reviewers"),
        "appeal.filed": _("filed an appeal"),
        "appeal.decided": _("decided an appeal"),
        "appeal.withdrawn": _("withdrew an appeal"),
        "question.asked": _("asked about a review"),
        "question.answered": _("answered a question about a review"),
        "exemplars.set": _("set exemplars to practise on"),
        "exemplars.scored": _("scored exemplars"),
    }
)
explain(
    WhyNotGrade,
    {
        WhyNotGrade.NOT_GRADED: _("There is no grade yet."),
        WhyNotGrade.RATE_FIRST: _("First say how helpful each review was."),
        WhyNotGrade.RATED_ALREADY: _("You have rated these reviews already."),
        WhyNotGrade.USED_UP: _("The one appeal for this assignment is used up."),
        WhyNotGrade.APPEAL_OPEN: _("Your appeal is being looked at."),
        WhyNotGrade.APPEAL_LATE: _("Appeals are taken for seven days after a grade came out."),
        WhyNotGrade.NOTHING_NAMED: _("Write a reason at the criterion that you appeal against."),
        WhyNotGrade.GRADED_IT_YOURSELF: _("You graded this work yourself; somebody else decides the appeal."),
        WhyNotGrade.NO_APPEAL: _("There is no open appeal."),
        WhyNotGrade.REASON_MISSING: _("Say why; the trainee reads it."),
        WhyNotGrade.HELD_BY_ANOTHER: _("Somebody else is grading this work right now."),
        WhyNotGrade.CHECKED_ALREADY: _("This work was graded already."),
        WhyNotGrade.ALL_CRITERIA: _("Choose a level for every criterion."),
        WhyNotGrade.EXEMPLARS_FIRST: _("Three exemplars with your own levels are needed."),
        WhyNotGrade.PRACTISED_ALREADY: _("You have practised on this piece; here is how it went."),
        WhyNotGrade.EXEMPLARS_IN_USE: _("Somebody has practised on these; they stand as they are."),
        WhyNotGrade.NOTHING_TO_ASK: _("Write your question first."),
    },
)
