"""When things happen in the demo, told from the moment at which it is made."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from lms.core import clock


def evening(now: datetime, *, days: int) -> datetime:
    """The last minute of a day so many days away: when deadlines fall, whatever the hour at which the demo is made."""
    return clock.local_moment(clock.local_date(now) + timedelta(days=days), time(23, 59))
