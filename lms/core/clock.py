"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, aware, in UTC. For views, endpoints, commands and the scheduler only."""
    return datetime.now(UTC)


def local_date(moment: datetime, timezone: str = "Asia/Seoul") -> date:
    """The calendar day of ``moment`` at the centre."""
    return moment.astimezone(ZoneInfo(timezone)).date()
