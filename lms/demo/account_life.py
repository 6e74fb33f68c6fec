"""What administrators find in the demo beside the classes: a wish that data goes, and a second factor."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
from sqlalchemy import select

from lms.accounts import services as accounts
from lms.accounts.models import Person, RoleGrant
from lms.accounts.types import Role
from lms.cohorts.models import Cohort, Enrolment
from lms.cohorts.types import EnrolmentState
from lms.core.actor import Actor
from lms.core.db import db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - made up, of a person who is made up
WORDS = "수료한 지 오래되어 더는 쓰지 않습니다. 남길 것만 남기고 삭제해 주십시오."


def prepare(*, now: datetime) -> None:
    """After the cohorts of the demo are there."""
    _erasure(now)
    _second_factor(now)


def _second_factor(now: datetime) -> None:
    """An instructor whose account nobody signs in to has an app, which may get lost."""
    person = db.session.execute(
        select(Person.id, Person.name)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.INSTRUCTOR, Person.email != "instructor@example.org")
        .order_by(Person.id)
        .limit(1)
    ).first()
    if person is not None:
        code = pyotp.TOTP(SECRET).at(now)
        accounts.start_totp(Actor(person[0], person[1]), secret=SECRET, code=code, now=now)


def _erasure(now: datetime) -> None:
    person = db.session.execute(
        select(Person.id, Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.state == EnrolmentState.COMPLETED)
        .order_by(Cohort.ends_on, Enrolment.id)
        .limit(1)
    ).first()
    if person is None:
        return
    accounts.ask_for_erasure(Actor(person[0], person[1]), text=WORDS, now=now - timedelta(days=2))
