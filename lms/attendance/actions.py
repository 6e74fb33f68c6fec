"""What can happen to presence, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.attendance.checkin.types import WhyNot as DoorWhyNot
from lms.attendance.marks import WhyNot
from lms.attendance.requests.types import WhyNot as RequestWhyNot
from lms.attendance.roster_import.types import WhyNot as RosterWhyNot
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
        "attendance.exported": _("took a list of attendance along"),
        "attendance.risk_noted": _("told people how near the edge someone is"),
        "attendance.event_recorded": _("checked in or out"),
        "attendance.events_marked": _("marked comings and goings by hand"),
        "attendance.events_undone": _("took comings and goings back"),
        "attendance.prompt_sent": _("asked a class from afar whether it is there"),
        "attendance.window_opened": _("opened check-in"),
        "attendance.window_closed": _("closed check-in"),
        "attendance.roster_kept": _("uploaded a roster of the terminal to look it over"),
        "attendance.roster_taken_over": _("took a roster of the terminal over"),
        "attendance.roster_undone": _("took a roster of the terminal back"),
        "attendance.request_made": _("made a request about presence"),
        "attendance.request_withdrawn": _("withdrew a request about presence"),
        "attendance.request_approved": _("approved a request about presence"),
        "attendance.request_declined": _("declined a request about presence"),
        "attendance.request_revoked": _("revoked an approved request about presence"),
        "attendance.paper_added": _("added the paper of a request"),
        "attendance.signals_settled": _("found a check-in fine that was worth a look"),
        "attendance.paper_purged": _("forgot the paper of a request"),
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
        DoorWhyNot.MINUTES_UNFIT: _("Choose how many minutes there are to answer."),
        DoorWhyNot.PROMPT_OVER: _("The time to answer is over. Tell your instructor, who can mark you by hand."),
        DoorWhyNot.PROMPT_OPEN: _("An outing can be booked when the time to answer a prompt in between is over."),
        DoorWhyNot.ANSWERED: _("Someone among them has answered or was not there. Look again."),
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
        WhyNot.EXPORT_REASON_MISSING: _("Say in a few words what the list is for."),
        WhyNot.HOURS_WITH_RULES_OF_DAYS: _(
            "Where hours are counted, nothing becomes an absence, nobody is expelled by days and no allowance is paid "
            "a day. Leave those fields empty, or 0."
        ),
        WhyNot.BASIS_FROM_FIRST_DAY: _(
            "A class counts days or hours for its whole course. Let the version hold from the first day of class."
        ),
        WhyNot.BASIS_AFTER_MARKS: _(
            "Attendance of this class has been marked already, so it stays with what it counts: days, or hours."
        ),
        WhyNot.BASIS_FROM_A_DAY_TO_COME: _(
            "Classes that have begun stay with what they count. Let the version hold from a day to come."
        ),
        WhyNot.HOURS_UNREADABLE: _("Hours are written like 6 or 6:30."),
        WhyNot.MORE_THAN_PLANNED: _("Nobody can attend more hours than the day has."),
    },
)
explain(
    RequestWhyNot,
    {
        RequestWhyNot.NO_CLASS_DAY: _("There is no class on these days."),
        RequestWhyNot.DAYS_REVERSED: _("The last day lies before the first day."),
        RequestWhyNot.TOO_LATE: _("The time to ask for this is over. Talk to your instructor."),
        RequestWhyNot.IN_THE_FUTURE: _("A correction is about a day that has come."),
        RequestWhyNot.TOO_MANY_DAYS: _("This reason covers fewer days. Ask for the days that it covers."),
        RequestWhyNot.NO_LEAVE_LEFT: _("You have not saved up that many days of leave."),
        RequestWhyNot.NO_LEAVE_HERE: _("This course is too short for leave."),
        RequestWhyNot.SICK_DAYS_USED_UP: _("The days of illness that count in this course are used up."),
        RequestWhyNot.ONE_DAY_WITH_TIMES: _("A request with times is about one day."),
        RequestWhyNot.TIMES_MISSING: _("Give the times: from and until, or when you came or left."),
        RequestWhyNot.TIMES_REVERSED: _("The second time lies before the first."),
        RequestWhyNot.TEXT_MISSING: _("Say in a sentence what happened."),
        RequestWhyNot.ASKED_ALREADY: _("You have asked for one of these days already."),
        RequestWhyNot.UNIT_CLOSED: _("The unit period of this day is closed. Talk to your instructor."),
        RequestWhyNot.DECIDED_ALREADY: _("This request was decided already."),
        RequestWhyNot.REASON_MISSING: _("Declining takes a reason that the trainee can understand."),
        RequestWhyNot.NOBODY_CHOSEN: _("No request is chosen."),
        RequestWhyNot.NOT_APPROVED: _("Only an approved request can be revoked, and only once."),
        RequestWhyNot.REVOKING_REASON_MISSING: _("Revoking takes a reason that the trainee can understand."),
        RequestWhyNot.PAPER_MISSING: _("Choose the file of the paper first."),
        RequestWhyNot.PAPER_THERE: _("A paper is there already."),
        RequestWhyNot.ENDED_WITHOUT: _("This request has ended; a paper changes nothing any more."),
    },
)
explain(
    RosterWhyNot,
    {
        RosterWhyNot.NOTHING_CHOSEN: _("Nothing is chosen. Tick what is to be taken over."),
        RosterWhyNot.UNDONE_ALREADY: _("This import was taken back already."),
        RosterWhyNot.FILE_CHANGED: _("Our events have changed since you looked. Look the roster over again."),
    },
)
