"""Rate limits in a table: the same for every worker process, and they survive a restart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, db
from lms.core.transaction import transaction


class RateLimit(Model):
    """How often something happened within one window of time."""

    __tablename__ = "rate_limit"

    bucket: Mapped[str] = mapped_column(String(120), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=1)


def hit(bucket: str, *, limit: int, per: timedelta, now: datetime) -> bool:
    """Count one use of ``bucket``; False when it was used more than ``limit`` times in this window."""
    window = int(now.timestamp() // per.total_seconds())
    with transaction():
        insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(RateLimit).values(bucket=bucket[:120], window=window, count=1)
        count = db.session.scalar(
            statement.on_conflict_do_update(
                index_elements=["bucket", "window"], set_={"count": RateLimit.count + 1}
            ).returning(RateLimit.count)
        )
    return int(count or 0) <= limit


def used(bucket: str, *, per: timedelta, now: datetime) -> int:
    """How often ``bucket`` was used in this window so far; counts nothing."""
    window = int(now.timestamp() // per.total_seconds())
    count = db.session.scalar(
        select(RateLimit.count).where(RateLimit.bucket == bucket[:120], RateLimit.window == window)
    )
    return int(count or 0)


def forget(bucket: str) -> None:
    """Start counting anew (after a success)."""
    with transaction():
        db.session.execute(delete(RateLimit).where(RateLimit.bucket == bucket[:120]))
