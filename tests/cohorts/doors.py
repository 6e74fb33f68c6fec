"""The doors of `lms.cohorts`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.world import TODAY, World

DOORS: dict[str, frozenset[str]] = {}


def places(world: World) -> dict[str, object]:
    return {
        "cohort_id": world.ids["running"],
        "enrolment_id": world.enrolments["ada"],
        "day": TODAY.isoformat(),
    }
