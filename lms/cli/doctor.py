"""What must always hold, over all packages. Read-only; each check has a meaning and a remedy."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import inspect

from lms.accounts.invariants import INVARIANTS as ACCOUNTS
from lms.assessments.invariants import INVARIANTS as ASSESSMENTS
from lms.attendance.invariants import INVARIANTS as ATTENDANCE
from lms.careers.invariants import INVARIANTS as CAREERS
from lms.cohorts.invariants import INVARIANTS as COHORTS
from lms.core.db import Base, db
from lms.core.invariants import INVARIANTS as CORE
from lms.core.invariants import Invariant
from lms.courses.invariants import INVARIANTS as COURSES
from lms.credentials.invariants import INVARIANTS as CREDENTIALS
from lms.notifications.invariants import INVARIANTS as NOTIFICATIONS
from lms.portfolio.invariants import INVARIANTS as PORTFOLIO

INVARIANTS: tuple[Invariant, ...] = (
    *CORE,
    *ACCOUNTS,
    *NOTIFICATIONS,
    *COHORTS,
    *COURSES,
    *ASSESSMENTS,
    *ATTENDANCE,
    *PORTFOLIO,
    *CREDENTIALS,
    *CAREERS,
)


def is_migrated() -> bool:
    """Whether the database has the tables that this version needs."""
    there = set(inspect(db.engine).get_table_names())
    return set(Base.metadata.tables) <= there


def examine() -> Iterator[tuple[Invariant, int]]:
    """Run every check; with how many rows break it."""
    for invariant in INVARIANTS:
        yield invariant, invariant.count()
