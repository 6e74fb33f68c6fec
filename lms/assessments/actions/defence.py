"""What can happen to live defences, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.assessments.defence import DefenceWhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "defence.set": _("set what a live defence asks for"),
        "defence.times_offered": _("offered times to evaluate"),
        "defence.time_taken_back": _("took back a time to evaluate"),
        "defence.booked": _("booked a live defence"),
        "defence.cancelled": _("called off a live defence"),
        "defence.revealed": _("told both sides of a live defence whom they meet"),
        "defence.code_entered": _("entered the code of the other side"),
        "defence.result_given": _("gave the result of a live defence"),
        "defence.answered": _("said how much a live defence helped"),
        "defence.no_show_reported": _("reported that the other side did not come"),
        "defence.decided": _("decided on a report or a flag of a live defence"),
        "defence.points_granted": _("gave or took evaluation points"),
    }
)
_W = DefenceWhyNot
explain(
    DefenceWhyNot,
    {
        _W.NO_DEFENCE: _("No assignment asks for a live defence now."),
        _W.TIMES_REVERSED: _("This stretch is too short for one meeting."),
        _W.IN_THE_PAST: _("This time has passed. Choose a later one."),
        _W.TOO_FAR_AHEAD: _("Times are offered at most two weeks ahead."),
        _W.OVERLAPS: _("You offer a time then already."),
        _W.NOT_HANDED_IN: _("Hand in your work first."),
        _W.NOT_LOCKED: _("Your work can still change. You can book 30 minutes after handing in."),
        _W.ENOUGH: _("This work has been defended as often as it takes."),
        _W.ONE_AT_A_TIME: _("You have a meeting for this work already. Hold it first, or call it off."),
        _W.NO_POINTS: _("You have no evaluation points left. Evaluate someone to earn one."),
        _W.NOBODY_FREE: _("Nobody is free at this time any more. Choose another one."),
        _W.TOO_LATE: _("It is too late for this."),
        _W.TOO_EARLY: _("It is too early for this."),
        _W.WRONG_CODE: _("This is not the code that the other side shows."),
        _W.NOT_MET: _("First enter each other's codes: they say that you met."),
        _W.OVER: _("This meeting is over."),
        _W.REASON_MISSING: _("Say why, in a sentence that staff and the author can follow."),
        _W.GIVEN_ALREADY: _("This was given already; it stands."),
        _W.INCOMPLETE_FORM: _("Choose a level for every criterion, and yes or no for every line."),
        _W.OWN_DECISION: _("This is for the other side to say."),
    },
)
