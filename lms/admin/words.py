"""Words for roles and states, as administrators read them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from lms.accounts.types import PersonState, Role
from lms.admin.types import PeopleOrder
from lms.cohorts.types import DayKind, EnrolmentState

ROLES = {
    Role.TRAINEE: _l("trainee"),
    Role.INSTRUCTOR: _l("instructor"),
    Role.MENTOR: _l("career mentor"),
    Role.ADMINISTRATOR: _l("administrator"),
}
PERSON_STATES = {
    PersonState.INVITED: _l("not signed in yet"),
    PersonState.ACTIVE: _l("active"),
    PersonState.DISABLED: _l("disabled"),
}
ENROLMENT_STATES = {
    EnrolmentState.APPLIED: _l("applied"),
    EnrolmentState.ADMITTED: _l("admitted"),
    EnrolmentState.ON_COURSE: _l("on course"),
    EnrolmentState.ON_LEAVE: _l("on leave"),
    EnrolmentState.COMPLETED: _l("completed"),
    EnrolmentState.EARLY_EMPLOYED: _l("employed early"),
    EnrolmentState.WITHDRAWN: _l("withdrawn"),
    EnrolmentState.EXPELLED: _l("expelled"),
}
STEPS = {
    EnrolmentState.ADMITTED: _l("Admit"),
    EnrolmentState.ON_COURSE: _l("Put on course"),
    EnrolmentState.ON_LEAVE: _l("Send on leave"),
    EnrolmentState.COMPLETED: _l("Mark as completed"),
    EnrolmentState.EARLY_EMPLOYED: _l("Mark as employed early"),
    EnrolmentState.WITHDRAWN: _l("Withdraw"),
    EnrolmentState.EXPELLED: _l("Expel"),
}
ORDERS = {
    PeopleOrder.NAME: _l("by name"),
    PeopleOrder.NEWEST: _l("newest first"),
    PeopleOrder.STATE: _l("by state"),
}
DAY_KINDS = {
    DayKind.CLASS: _l("class days"),
    DayKind.HOLIDAY: _l("public holidays"),
    DayKind.CENTRE_OFF: _l("days off"),
    DayKind.MAKE_UP: _l("make-up days"),
}
TONES = {
    EnrolmentState.ON_COURSE: "good",
    EnrolmentState.COMPLETED: "good",
    EnrolmentState.EARLY_EMPLOYED: "info",
    EnrolmentState.ADMITTED: "info",
    EnrolmentState.ON_LEAVE: "warn",
    EnrolmentState.WITHDRAWN: "",
    EnrolmentState.EXPELLED: "bad",
    EnrolmentState.APPLIED: "",
}
"""How loud each state is on a list."""
