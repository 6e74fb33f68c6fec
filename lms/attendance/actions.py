"""What can happen to presence, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.attendance.checkin.types import WhyNot as DoorWhyNot
from lms.attendance.marks import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "attendance.marked": _("marked attendance"),
        "attendance.derived": _("turned a day at the door into marks"),
        "attendance.unit_closed": _("closed a unit period"),
        "attendance.correction_proposed": _("proposed a correction of a closed unit period"),
        "attendance.correction_confirmed": _("confirmed a correction of a closed unit period"),
        "attendance.correction_declined": _("declined a correction of a closed unit period"),
        "attendance.risk_noted": _("told people how near the edge someone is"),
        "attendance.event_recorded": _("checked in or out"),
        "attendance.events_marked": _("marked comings and goings by hand"),
        "attendance.events_undone": _("took comings and goings back"),
        "attendance.window_opened": _("opened check-in"),
        "attendance.window_closed": _("closed check-in"),
    }
)
explain(
    DoorWhyNot,
    {
        DoorWhyNot.CODE_UNKNOWN: _("This code is not one of your class today. Look at the screen again."),
        DoorWhyNot.CODE_TOO_OLD: _("This code has turned already. Scan or type the one that is on the screen now."),
        DoorWhyNot.CODE_NOT_YET: _("This code is not valid yet."),
        DoorWhyNot.OTHER_CLASS: _("This code belongs to another class."),
        DoorWhyNot.USED_ALREADY: _("You have used this already. Nothing more is needed."),
        DoorWhyNot.WINDOW_CLOSED: _("Check-in is closed. Tell your instructor, who can mark you by hand."),
        DoorWhyNot.DELIVERED_TOO_LATE: _("This attempt arrived too late to count. Tell your instructor."),
        DoorWhyNot.OTHER_PHONE: _("This attempt was made by another person or on another phone. Scan again yourself."),
        DoorWhyNot.TOO_MANY_TRIES: _("Too many wrong codes. Wait a minute, then type the present one."),
        DoorWhyNot.NO_CLASS_TODAY: _("There is no class on this day, so there is nothing to check in to."),
        DoorWhyNot.NOT_CHECKED_IN: _("You have not checked in yet today. Check in first."),
        DoorWhyNot.REASON_MISSING: _("Marking by hand needs a reason."),
        DoorWhyNot.NOBODY_CHOSEN: _("Nobody is chosen. Tick the people whom this is about."),
        DoorWhyNot.NOTHING_TO_UNDO: _("There is nothing of yours to take back on this day."),
        DoorWhyNot.TIME_NOT_OF_THIS_DAY: _("This time does not lie on that day, or has not come yet."),
    },
)
explain(
    WhyNot,
    {
        WhyNot.NO_CLASS_DAY: _("There is no class on this day."),
        WhyNot.IN_THE_FUTURE: _("This day has not come yet."),
        WhyNot.NOT_OF_THIS_COHORT: _("Someone on this sheet is not in this cohort."),
        WhyNot.REASON_MISSING: _("A mark of an earlier day changes only with a reason."),
        WhyNot.UNIT_CLOSED: _("This unit period is closed. Propose a correction; a second person confirms it."),
        WhyNot.UNIT_RUNS: _("This unit period is not over yet."),
        WhyNot.DAYS_UNMARKED: _("Some class days of this unit period are not marked yet."),
        WhyNot.EARLIER_UNIT_OPEN: _("Close the unit period before this one first."),
        WhyNot.SAME_PERSON: _("Someone other than the one who proposed it has to decide."),
        WhyNot.DECIDED_ALREADY: _("This was decided already."),
        WhyNot.UNIT_OPEN: _("This unit period is still open: change the mark on the day's sheet."),
        WhyNot.NOTHING_CHANGES: _("The day is marked like this already."),
    },
)
