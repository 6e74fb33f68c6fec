"""A window of yesterday's class, closed."""

from __future__ import annotations

from datetime import timedelta

from lms.attendance.models import CheckInWindow
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from tests.world import NOW, TODAY, World


def seed(world: World) -> None:
    window = CheckInWindow(
        cohort_id=world.ids["running"],
        day=TODAY - timedelta(days=1),
        purpose="arrival",
        opened_at=NOW - timedelta(days=1),
        closes_at=NOW - timedelta(hours=20),
        closed_at=NOW - timedelta(hours=23),
    )
    db.session.add(window)
    audit.record(SYSTEM, "attendance.window_opened", window)
    world.ids["window"] = window.id
