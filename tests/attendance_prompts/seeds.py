"""A prompt to the running class that is over."""

from __future__ import annotations

from datetime import timedelta

from lms.attendance.models import RemotePrompt
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from tests.world import NOW, TODAY, World


def seed(world: World) -> None:
    day = TODAY - timedelta(days=3)
    sent = NOW - timedelta(days=3)
    row = RemotePrompt(
        cohort_id=world.ids["running"], day=day, purpose="presence", sent_at=sent, closes_at=sent + timedelta(minutes=5)
    )
    db.session.add(row)
    db.session.flush()
    audit.record(SYSTEM, "attendance.prompt_sent", row)
    world.ids["prompt"] = row.id
