"""Rows of reviewing for the matrix."""

from __future__ import annotations

from lms.assessments import services
from lms.assessments.queries import pair_rules
from lms.assessments.types import PairKind
from tests.world import NOW, World, actor


def seed(world: World) -> None:
    services.set_pair(
        actor(world, "teacher"),
        assignment_id=world.ids["open_assignment"],
        reviewer_id=world.people["dan"],
        author_id=world.people["bo"],
        kind=PairKind.MUST_NOT,
        reason="siblings",
        now=NOW,
    )
    world.ids["pair-rule"] = pair_rules(world.ids["running"])[0].entry_id
