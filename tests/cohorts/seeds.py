"""A session of the running class."""

from __future__ import annotations

from datetime import time, timedelta

from lms.cohorts.models import ClassSession
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from tests.world import TODAY, World


def seed(world: World) -> None:
    row = ClassSession(
        cohort_id=world.ids["running"], day=TODAY - timedelta(days=30), starts=time(9), ends=time(12), title="Seeded"
    )
    db.session.add(row)
    db.session.flush()
    audit.record(SYSTEM, "session.planned", row)
    world.ids["lesson_session"] = row.id
