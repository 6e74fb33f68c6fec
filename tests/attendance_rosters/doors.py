"""The doors of roster imports: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import STAFF
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "attendance.list_rosters": STAFF,
    "attendance.keep_roster": STAFF,
    "attendance.look_over_roster": STAFF,
    "attendance.take_over_roster": STAFF,
    "attendance.undo_roster": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"roster_import_id": 1}
