"""A defence that ada has booked with bo, and times that both offer."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from lms.assessments.models.defence import DefenceSlot
from lms.assessments.services import defending
from lms.core.actor import SYSTEM
from lms.core.db import db
from tests.world import NOW, World, actor

STARTS = NOW + timedelta(hours=5)


def seed(world: World) -> None:
    defending.set_defence(
        SYSTEM,
        assignment_id=world.ids["assignment"],
        needed=2,
        minutes=30,
        checklist=[{"ko": "실행됩니까?", "en": "Does it run?"}],
        is_open=True,
    )
    for name, hours in (("bo", 5), ("ada", 9)):
        begins = NOW + timedelta(hours=hours)
        defending.offer_times(
            actor(world, name),
            cohort_id=world.ids["running"],
            starts_at=begins,
            ends_at=begins + timedelta(minutes=60),
            place="301",
            now=NOW,
        )
    booked = defending.book_defence(
        actor(world, "ada"), assignment_id=world.ids["assignment"], starts_at=STARTS, now=NOW
    )
    own = db.session.scalars(select(DefenceSlot.id).where(DefenceSlot.evaluator_id == world.people["ada"]))
    world.ids.update({"defence": booked.id, "ada-slot": own.first()})
