"""What must always hold about presence."""

from __future__ import annotations

import hashlib

from sqlalchemy import Select, func, select

from lms.attendance.models import DayMark, LockedUnit
from lms.cohorts.models import Enrolment
from lms.core.db import db
from lms.core.invariants import Invariant, rows_of


def _marks_elsewhere() -> Select[int]:
    return (
        select(func.count(DayMark.id))
        .join(Enrolment, Enrolment.id == DayMark.enrolment_id)
        .where(Enrolment.cohort_id != DayMark.cohort_id)
    )


def _sheets_unlike_their_digest() -> int:
    rows = db.session.execute(select(LockedUnit.body, LockedUnit.digest).execution_options(yield_per=50))
    return sum(hashlib.sha256(body.encode()).hexdigest() != digest for body, digest in rows)


INVARIANTS = (
    Invariant(
        "marks are of the trainee's own cohort",
        "no day of another cohort counts",
        "Tell the developers; do not close the unit period.",
        rows_of(_marks_elsewhere),
    ),
    Invariant(
        "closed sheets match their digest",
        "what was printed and signed is what is stored",
        "Compare the sheet with the printed one and with a backup.",
        _sheets_unlike_their_digest,
    ),
)
