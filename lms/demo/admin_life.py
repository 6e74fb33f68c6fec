"""What an administrator of the demo finds waiting: a cohort to come with applicants, an imported list, consents, a
mail that failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.accounts import services as accounts
from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import NewPerson, PersonState, Role, Scope
from lms.admin.services import carry_out, look_over
from lms.admin.types import ImportOptions
from lms.cohorts import services as cohorts
from lms.cohorts.holidays_decided import closed_days
from lms.cohorts.models import Cohort, Programme
from lms.cohorts.types import EnrolmentState
from lms.core import audit, clock
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.transaction import transaction
from lms.credentials.queries import Draft
from lms.credentials.rules import CompletionTerms
from lms.credentials.services import write_terms
from lms.demo import attendance_life
from lms.notifications.models import OutboxMessage
from lms.notifications.services import enqueue

APPLICANTS = (
    ("윤서준", "applicant1@example.org"),
    ("한지우", "applicant2@example.org"),
    ("오하린", "applicant3@example.org"),
    ("서도윤", "applicant4@example.org"),
)
LISTED = (
    "연번,성명,이메일,연락처,생년월일,반,비고\r\n"
    "1,남궁민서,listed1@example.org,01055501001,020314,A반,국민취업지원제도\r\n"
    "2,선우하늘,listed2@example.org,010-5550-1002,2001.11.02,A반,\r\n"
    "3,황보라온,listed3@example.org,010-5550-1003,1999-07-30,B반,\r\n"
)


def prepare(*, now: datetime) -> None:
    """Everything, after the classes of the demo are there."""
    with transaction():
        admin = _administrator(now)
        cohort = _next_cohort(admin, now)
        for name, email in APPLICANTS:
            cohorts.enrol_newcomer(
                admin,
                cohort_id=cohort.id,
                newcomer=NewPerson(name, email),
                state=EnrolmentState.APPLIED,
                invites=False,
                now=now,
            )
        _completion_terms(admin, cohort, now)
        options = ImportOptions(invites=True, opens_sections=True)
        row = look_over(
            admin,
            data=LISTED.encode("cp949"),
            file_name="2차 선발자 명단.csv",
            cohort_id=cohort.id,
            options=options,
            now=now,
        )
        carry_out(admin, import_id=row.id, now=now)
        _consents(now)
        _failed_mail(now)


def _completion_terms(admin: Actor, cohort: Cohort, now: datetime) -> None:
    """From now on the centre asks for four fifths of the works, and the next run of one programme for a mean, too."""
    today = clock.local_date(now)
    write_terms(admin, Draft(cohort.centre_id, None, today, CompletionTerms(handed_in=80)), now=now)
    stricter = CompletionTerms(least_mean=60, handed_in=80)
    write_terms(admin, Draft(cohort.centre_id, cohort.programme_id, cohort.starts_on, stricter), now=now)


def _administrator(now: datetime) -> Actor:
    """The demo's administrator runs the whole site, as the first one of a new installation does."""
    person = db.session.scalars(select(Person).where(Person.email == "admin@example.org")).one()
    accounts.grant_role(SYSTEM, person_id=person.id, role=Role.ADMINISTRATOR, scope=Scope.SITE, scope_id=None, now=now)
    return Actor(person.id, person.name, frozenset({Grant(Role.ADMINISTRATOR, Scope.SITE)}))


def _next_cohort(admin: Actor, now: datetime) -> Cohort:
    programme = db.session.scalars(select(Programme).order_by(Programme.id.desc()).limit(1)).one()
    starts = clock.local_date(now) + timedelta(days=20)
    ends = starts + timedelta(days=180)
    cohort = cohorts.start_cohort(
        admin,
        programme_id=programme.id,
        number=2,
        name=f"{programme.name['ko']} 2기",
        starts_on=starts,
        ends_on=ends,
        closed=closed_days(starts, ends),
    )
    cohorts.open_section(admin, cohort_id=cohort.id, name="A반", room="302호")
    attendance_life.count_hours(cohort, now=now)
    return cohort


def _consents(now: datetime) -> None:
    trainees = db.session.execute(
        select(Person.id, Person.name)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.TRAINEE, RoleGrant.ended_at.is_(None), Person.state == PersonState.ACTIVE)
        .distinct()
        .order_by(Person.id)
    ).all()
    for number, (person_id, name) in enumerate(trainees):
        actor = Actor(person_id, name)
        accounts.decide_consent(actor, purpose="training", version=1, given=True, now=now)
        if number % 4:
            accounts.decide_consent(actor, purpose="job_support", version=1, given=number % 9 != 0, now=now)


def _failed_mail(now: datetime) -> None:
    person = db.session.scalars(select(Person).where(Person.email == "graduate@example.org")).one()
    enqueue(
        SYSTEM,
        key="demo:failed",
        person_id=person.id,
        subject="취업 준비 프로그램 안내",
        body="다음 주 모의면접 일정을 확인해 주십시오.",
        due_at=now - timedelta(hours=3),
    )
    mail = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == "demo:failed")).one()
    mail.attempts, mail.fault = 4, "SMTPRecipientsRefused: 550 mailbox unavailable"
    audit.record(SYSTEM, "mail.failed", mail)
