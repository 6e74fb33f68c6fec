"""What can happen while an assignment is set, in words, and why something cannot be set so."""

from flask_babel import lazy_gettext as _

from lms.assessments.types.setting import WhyNotSet
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "assignment.changed": _("changed an assignment"),
        "assignment.second_round": _("opened a second round"),
        "rubric.changed": _("changed a rubric"),
        "rubric.kept": _("put a rubric into the catalogue"),
        "rubric.dropped": _("took a rubric out of the catalogue"),
        "review.comment_answered": _("said what became of a review's comment"),
        "work.extended": _("changed the time to hand in for a person"),
        "teams.set": _("set the teams of an assignment"),
    }
)
explain(
    WhyNotSet,
    {
        WhyNotSet.WORK_IS_IN: _("Work is in already; this would change what it was handed in for."),
        WhyNotSet.HANDED_OUT: _("Reviews were handed out; this cannot change any more."),
        WhyNotSet.DATES_REVERSED: _("The close must come after the opening, and the end of reviewing not before it."),
        WhyNotSet.NO_TITLE: _("Give a title in at least one language."),
        WhyNotSet.NO_SUCH_MODULE: _("This cohort follows no course with that module. Choose another."),
        WhyNotSet.SHARES: _("The parts of peers and instructor must add up to 100 percent."),
        WhyNotSet.NOTHING_ASKED: _("Choose at least one thing to hand in."),
        WhyNotSet.NO_CRITERION: _("A rubric needs between one and twenty criteria, each with a name."),
        WhyNotSet.FEW_LEVELS: _("Each criterion needs at least two described levels."),
        WhyNotSet.MANY_LEVELS: _("Ten levels are the most."),
        WhyNotSet.BAD_WEIGHT: _("Each weight must be a number above 0."),
        WhyNotSet.UNCHANGED: _("This rubric is the same as before."),
        WhyNotSet.NAME_TAKEN: _("There is a rubric with this name in the catalogue already."),
        WhyNotSet.NOT_LATER: _("Choose a moment after the close and after now."),
        WhyNotSet.NO_REASON: _("Say why; it stays on record."),
        WhyNotSet.NOBODY: _("Choose at least one trainee."),
        WhyNotSet.NO_SENTENCE: _("Write a sentence: what you changed, or why you did not."),
        WhyNotSet.NOT_ENDED: _("A second round can be opened once the time to hand in has passed."),
    },
)
