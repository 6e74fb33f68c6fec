"""The start page: what is due, per role."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.accounts.types import Role
from lms.assessments import policies as work_policies
from lms.assessments import queries as work
from lms.attendance import policies as attendance_policies
from lms.attendance import queries as attendance
from lms.careers import policies as career_policies
from lms.careers import queries as careers
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import clock
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.core.web.pages import moment, navigate
from lms.courses import queries as courses
from lms.notifications import queries as notices
from lms.notifications import services as notifications
from lms.portfolio import queries as letters

bp = Blueprint("home", __name__, template_folder="templates")
BLUEPRINTS = (bp,)
navigate(_l("Start"), "home.start", icon="home", roles=list(Role), order=10)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do: what, why now, and the one button that leads there."""

    title: str
    text: str
    label: str
    url: str


@bp.get("/")
@guard.public
def start() -> ResponseReturnValue:
    """What should I do next?"""
    if not actor().signed_in:
        return redirect(url_for("accounts.sign_in"))
    me = actor().user_id or 0
    own = cohorts.cohorts_of(actor())
    due = [*_as_trainee(own), *_as_instructor(own), *_as_mentor(own), *_as_administrator(own)]
    return render_template("home/start.html", due=due, cohorts=own, notices=notices.notices_of(me, most=8))


def _as_trainee(own: list[CohortCard]) -> list[Due]:
    if Role.TRAINEE not in actor().roles:
        return []
    now, me = clock.now(), actor().user_id or 0
    due = []
    for duty in work.duties_of(me, open_at=now):
        text = _("Until %(when)s", when=moment(duty.due_at).striptags())
        url = url_for("assessments.show_review", review_id=duty.review_id)
        due.append(Due(_("Review: %(title)s", title=pick(duty.assignment_title)), text, _("Review"), url))
    handed_in = work.submitted_ids(me)
    mine = actor().ids(Role.TRAINEE, "cohort")
    for card in work.assignments_of(mine):
        if card.window.opens_at <= now < card.window.closes_at and card.id not in handed_in:
            text = _("Hand in until %(when)s", when=moment(card.window.closes_at).striptags())
            url = url_for("assessments.show", assignment_id=card.id)
            due.append(Due(pick(card.title), text, _("Hand in"), url))
    for _cohort_id, course in courses.courses_of_cohorts([card.id for card in own if card.id in mine])[:2]:
        if course.revision_id is not None:
            done, total = courses.progress_of(me, course.revision_id, course.id)
            if done < total:
                text = _("%(done)s of %(total)s lessons finished", done=done, total=total)
                due.append(
                    Due(pick(course.title), text, _("Go on"), url_for("courses.show_course", course_id=course.id))
                )
    if careers.case_of(me) is not None:
        text = _("Clinics, mock interviews and lectures until you have a job.")
        due.append(Due(_("Job preparation"), text, _("Find a session"), url_for("careers.list_sessions")))
    return due


def _as_instructor(own: list[CohortCard]) -> list[Due]:
    today = clock.local_date(clock.now())
    due = []
    for card in own:
        if not (card.starts_on <= today <= card.ends_on):
            continue
        if attendance_policies.may_mark(actor(), card.place):
            unmarked = attendance.unmarked_days(card.id, until=today)
            if unmarked:
                text = _("%(n)s class days without attendance", n=len(unmarked))
                url = url_for("attendance.show_sheet", cohort_id=card.id, day=unmarked[-1])
                due.append(Due(_("Attendance: %(cohort)s", cohort=card.name), text, _("Mark"), url))
        if Role.INSTRUCTOR in actor().roles and work_policies.may_set_work(actor(), card.place):
            url = url_for("assessments.show_gradebook", cohort_id=card.id)
            due.append(Due(card.name, _("Who handed in, who is stuck, how grades are spread"), _("Gradebook"), url))
    return due


def _as_mentor(own: list[CohortCard]) -> list[Due]:
    if Role.MENTOR not in actor().roles:
        return []
    waiting = letters.waiting_count([card.id for card in own])
    text = _("%(n)s letters wait for you", n=waiting)
    return [Due(_("Cover letters"), text, _("To the queue"), url_for("portfolio.show_queue"))] if waiting else []


def _as_administrator(own: list[CohortCard]) -> list[Due]:
    if Role.ADMINISTRATOR not in actor().roles:
        return []
    now = clock.now()
    ended = [
        card
        for card in own
        if card.ends_on < clock.local_date(now) and career_policies.may_follow_up(actor(), card.place)
    ]
    open_cases = len(careers.open_cases([card.id for card in ended], now=now))
    due = []
    if open_cases:
        text = _("%(n)s graduates look for a job", n=open_cases)
        due.append(Due(_("Follow-up"), text, _("Open cases"), url_for("careers.show_placement")))
    for card in ended[:2]:
        url = url_for("credentials.show_cohort", cohort_id=card.id)
        due.append(Due(card.name, _("The course is over"), _("Completion"), url))
    return due


@bp.post("/notices/read")
@guard.signed_in
def read_notices() -> ResponseReturnValue:
    """Mark one's notices as read."""
    notifications.mark_read(actor(), now=clock.now())
    return redirect(url_for(".start"))
