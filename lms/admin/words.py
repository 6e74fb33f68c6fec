"""Words for roles and states, as administrators read them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from lms.accounts.types import ImportState, PersonState, Role
from lms.admin.importing.planning import Step
from lms.admin.importing.types import Column, Problem
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
    PersonState.ERASED: _l("data erased"),
    PersonState.FORGOTTEN: _l("forgotten"),
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
    EnrolmentState.CANCELLED: _l("enrolment cancelled"),
}
STEPS = {
    EnrolmentState.ADMITTED: _l("Admit"),
    EnrolmentState.ON_COURSE: _l("Put on course"),
    EnrolmentState.ON_LEAVE: _l("Send on leave"),
    EnrolmentState.COMPLETED: _l("Mark as completed"),
    EnrolmentState.EARLY_EMPLOYED: _l("Mark as employed early"),
    EnrolmentState.WITHDRAWN: _l("Withdraw"),
    EnrolmentState.EXPELLED: _l("Expel"),
    EnrolmentState.CANCELLED: _l("Cancel: written down by mistake"),
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
PERSON_TONES = {
    PersonState.ACTIVE: "good",
    PersonState.INVITED: "warn",
    PersonState.DISABLED: "bad",
    PersonState.FORGOTTEN: "",
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
    EnrolmentState.CANCELLED: "",
}
"""How loud each state is on a list."""
COLUMNS = {
    Column.NAME: _l("name"),
    Column.EMAIL: _l("e-mail"),
    Column.PHONE: _l("phone"),
    Column.BIRTH_DATE: _l("birth date"),
    Column.COHORT: _l("cohort"),
    Column.SECTION: _l("class"),
    Column.SINCE: _l("starting day"),
    Column.REMARKS: _l("remarks"),
}
PROBLEMS = {
    Problem.MISSING: _l("is missing"),
    Problem.EMAIL_WRONG: _l("is not an e-mail address"),
    Problem.PHONE_WRONG: _l("is not a phone number"),
    Problem.DATE_WRONG: _l("is not a date such as 2001-02-03"),
    Problem.TEXT_WRONG: _l("holds a formula or broken letters"),
    Problem.RESIDENT_NUMBER: _l("holds a resident registration number, which must not be stored"),
    Problem.SAME_EMAIL: _l("stands in an earlier row with another name"),
    Problem.UNKNOWN_COHORT: _l("is none of your open cohorts"),
    Problem.UNKNOWN_SECTION: _l("is no class of this cohort"),
    Problem.TAKEN_ELSEWHERE: _l("is registered with another centre"),
    Problem.DISABLED: _l("belongs to a person who is disabled"),
    Problem.SINCE_OUTSIDE: _l("lies outside the cohort"),
    Problem.SINCE_CLOSED: _l("lies in a unit period that is closed, or before it"),
    Problem.LEFT_BEFORE: _l("belongs to a person who left this cohort"),
}
IMPORT_STEPS = {
    Step.NEW: _l("new: written down and enrolled"),
    Step.ENROL: _l("known: enrolled"),
    Step.RETURN: _l("cancelled before: enrolled again"),
    Step.NOTHING: _l("enrolled already: nothing happens"),
}
IMPORT_STATES = {
    ImportState.LOOKED_OVER: _l("being looked over"),
    ImportState.APPLIED: _l("carried out"),
    ImportState.UNDONE: _l("undone"),
    ImportState.DROPPED: _l("dropped"),
}
