"""What cohorts hold about a person."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from lms.cohorts.models import CalendarFeed, ClassMembership, Cohort, Enrolment, EnrolmentEntry
from lms.cohorts.types import NEVER_CAME
from lms.core.db import db
from lms.core.holdings import Duty, Holdings, register, rows


def enrolments(person_id: int) -> Select[int]:
    """The numbers of a person's enrolments."""
    return select(Enrolment.id).where(Enrolment.person_id == person_id)


def _training_until(person_id: int) -> date | None:
    """The last day of the person's training: the end of each enrolment, or of its cohort while it is open."""
    rows = db.session.execute(
        select(Enrolment.ends_on, Cohort.ends_on)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.person_id == person_id, Enrolment.state.not_in(NEVER_CAME))
    )
    return max((own or of_cohort for own, of_cohort in rows), default=None)


HOLDINGS = Holdings(
    "cohorts",
    (
        rows(Enrolment, lambda person: Enrolment.person_id == person),
        rows(EnrolmentEntry, lambda person: EnrolmentEntry.enrolment_id.in_(enrolments(person))),
        rows(ClassMembership, lambda person: ClassMembership.enrolment_id.in_(enrolments(person))),
        rows(CalendarFeed, lambda person: CalendarFeed.person_id == person, erased=True),
    ),
    duties=(
        Duty(
            "training",
            _("Name, birth date, presence, work, completion and outcome"),
            _("Rules of training: presence, evidence and placement are kept to prove what was paid for."),
            _training_until,
        ),
    ),
)
register(HOLDINGS)
