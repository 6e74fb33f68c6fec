"""The doors of `lms.credentials`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "credentials.list_cohorts": frozenset({"admin", "other-admin"}),
    "credentials.show_cohort": frozenset({"admin"}),
    "credentials.settle": frozenset({"admin"}),
    "credentials.export": frozenset({"admin"}),
    "credentials.show_terms": frozenset({"admin"}),
    "credentials.write_terms": frozenset({"admin"}),
    "credentials.explain": TRAINEES | {"admin"},
}


def places(world: World) -> dict[str, object]:
    return {"centre_id": world.ids["centre"]}
