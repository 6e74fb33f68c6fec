"""Clock work of accounts."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.accounts import services
from lms.core.scheduler import Job, register


def drop_old_imports(slot: datetime) -> int:
    """Forget files of people that were looked over and left."""
    return services.drop_old_imports(now=slot)


def make_copies(slot: datetime) -> int:
    """Make the copies of their own data for which people wait."""
    return services.make_copies(now=slot)


def drop_old_copies(slot: datetime) -> int:
    """Forget copies that nobody needs any longer."""
    return services.drop_old_copies(now=slot)


def finish_erasures(slot: datetime) -> int:
    """Forget people whose records need not be kept any longer."""
    return services.finish_erasures(now=slot)


SCHEDULE = (
    Job("accounts.finish_erasures", timedelta(hours=1), finish_erasures, catch_up=1),
    Job("accounts.drop_old_imports", timedelta(hours=1), drop_old_imports, catch_up=1),
    Job("accounts.make_copies", timedelta(seconds=15), make_copies, catch_up=1),
    Job("accounts.drop_old_copies", timedelta(hours=1), drop_old_copies, catch_up=1),
)
register(SCHEDULE)
