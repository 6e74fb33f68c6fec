"""The doors of reviewing: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "assessments.show_reviewing": TRAINEES,
    "assessments.take_next": TRAINEES,
    "assessments.offer_extra": TRAINEES,
    "assessments.keep_review_draft": TRAINEES,
    "assessments.show_conflicts": TRAINEES,
    "assessments.show_pairs": STAFF,
    "assessments.lift_pair": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"entry_id": world.ids["pair-rule"]}
