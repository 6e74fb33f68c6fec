"""Clock work of accounts."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.accounts import services
from lms.core.scheduler import Job, register


def drop_old_imports(slot: datetime) -> int:
    """Forget files of people that were looked over and left."""
    return services.drop_old_imports(now=slot)


SCHEDULE = (Job("accounts.drop_old_imports", timedelta(hours=1), drop_old_imports, catch_up=1),)
register(SCHEDULE)
