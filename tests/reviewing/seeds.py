"""Rows of reviewing for the matrix."""

from __future__ import annotations

from lms.assessments import services
from lms.assessments.queries import exemplars, pair_rules
from lms.assessments.types import PairKind
from tests.world import NOW, World, actor


def seed(world: World) -> None:
    teacher = actor(world, "teacher")
    services.set_pair(
        teacher,
        assignment_id=world.ids["open_assignment"],
        reviewer_id=world.people["dan"],
        author_id=world.people["bo"],
        kind=PairKind.MUST_NOT,
        reason="siblings",
        now=NOW,
    )
    world.ids["pair-rule"] = pair_rules(world.ids["running"])[0].entry_id
    for number, level in ((1, 4), (2, 2), (3, 0)):
        services.set_exemplar(
            teacher,
            assignment_id=world.ids["open_assignment"],
            number=number,
            body=f"Exemplar {number}",
            levels={0: level, 1: level},
            comment="for the reasons given",
            now=NOW,
        )
    world.ids["exemplar"] = exemplars(world.ids["open_assignment"])[0].id
