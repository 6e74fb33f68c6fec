"""What administrators find in the demo beside the classes: somebody asks that their data goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.accounts import services as accounts
from lms.accounts.models import Person
from lms.cohorts.models import Cohort, Enrolment
from lms.cohorts.types import EnrolmentState
from lms.core.actor import Actor
from lms.core.db import db

WORDS = "수료한 지 오래되어 더는 쓰지 않습니다. 남길 것만 남기고 삭제해 주십시오."


def prepare(*, now: datetime) -> None:
    """After the cohorts of the demo are there."""
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
