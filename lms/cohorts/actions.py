"""What can happen to cohorts, in words, and why it may not."""

from flask_babel import lazy_gettext as _

from lms.cohorts.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "centre.founded": _("founded a centre"),
        "programme.founded": _("founded a programme"),
        "cohort.started": _("started a cohort"),
        "cohort.changed": _("changed the name or the dates of a cohort"),
        "cohort.ended": _("ended a cohort"),
        "calendar.decided": _("decided a day of the calendar"),
        "calendar.feed_made": _("made a secret address for a calendar"),
        "calendar.feed_ended": _("ended the secret address of a calendar"),
        "session.planned": _("planned sessions"),
        "session.changed": _("changed a session"),
        "session.removed": _("removed a session"),
        "timetable.imported": _("imported a timetable"),
        "timetable.kept": _("uploaded a timetable to look it over"),
        "timetable.forgotten": _("deleted an uploaded timetable"),
        "section.opened": _("opened a class"),
        "section.changed": _("changed the name or the room of a class"),
        "roster.exported": _("exported a class list"),
        "enrolment.made": _("enrolled a person"),
        "enrolment.changed": _("changed the state of an enrolment"),
        "enrolment.moved": _("moved a trainee to another class"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.NO_SUCH_STEP: _("This step does not follow from the present state."),
        WhyNot.ALREADY_ENROLLED: _("This person is enrolled in this cohort already."),
        WhyNot.COHORT_NOT_RUNNING: _("This cohort is not running."),
        WhyNot.DATES_REVERSED: _("The last day lies before the first day."),
        WhyNot.NAME_TAKEN: _("This name is taken already."),
        WhyNot.TIMETABLE_UNFIT: _("Some rows have problems. Nothing was stored."),
        WhyNot.PAST_DAYS_CUT: _("Days that have passed already cannot be cut off."),
        WhyNot.REASON_MISSING: _("Say in a few words why."),
        WhyNot.OUTSIDE_COHORT: _("This day lies outside the cohort."),
        WhyNot.SINCE_CLOSED: _("Presence of this day is closed for good. Choose a day after the closed unit periods."),
        WhyNot.BEFORE_JOINING: _("This day lies before the day on which the trainee joined the present class."),
        WhyNot.NOT_OF_THIS_COHORT: _("This class or this trainee belongs to another cohort."),
        WhyNot.HOURS_UNFIT: _("The hours do not fit: the end lies after the beginning, and breaks lie in between."),
        WhyNot.SESSION_TIMES: _("A session ends after it starts."),
        WhyNot.SESSION_UNNAMED: _("Say what the session is about."),
        WhyNot.SESSION_NO_CLASS: _("The calendar has no class on this day. Decide the day first."),
        WhyNot.SESSION_ROOM_TAKEN: _("Another session is in this room at that time."),
        WhyNot.SESSION_CLASS_BUSY: _("This class has another session at that time."),
        WhyNot.DAY_HELD: _("Attendance of this day is settled for good, so the calendar stands fast."),
    },
)
