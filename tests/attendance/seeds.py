"""A correction of a closed unit, proposed by the teacher."""

from __future__ import annotations

from datetime import timedelta

from lms.attendance.models import MarkProposal
from lms.core import audit
from lms.core.actor import SYSTEM
from lms.core.db import db
from tests.world import NOW, TODAY, World


def seed(world: World) -> None:
    proposal = MarkProposal(
        at=NOW,
        actor_id=world.people["teacher"],
        reason="papers came late",
        cohort_id=world.ids["running"],
        enrolment_id=world.enrolments["bo"],
        day=TODAY - timedelta(days=50),
        state="proposed",
        before="absent",
        after="excused",
    )
    db.session.add(proposal)
    audit.record(SYSTEM, "attendance.correction_proposed", proposal)
    world.ids["proposal"] = proposal.id
