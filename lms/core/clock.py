"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC. For views, endpoints, commands and the scheduler only."""
    return datetime.now(UTC)


def local_date(moment: datetime, timezone: str = "Asia/Seoul") -> date:
    """The calendar day of ``moment`` at the centre."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def local_moment(day: date, at: time, timezone: str = "Asia/Seoul") -> datetime:
    """The moment, in UTC, at which clocks at the centre show this day and time."""
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)


def local_time(moment: datetime, timezone: str = "Asia/Seoul") -> time:
    """What clocks at the centre show at ``moment``."""
    return moment.astimezone(ZoneInfo(timezone)).time()
