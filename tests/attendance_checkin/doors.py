"""The doors of checking in: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import EVERYONE, SIGNED_IN, STAFF
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "attendance.settle_signals": STAFF,
    "attendance.scan": EVERYONE,
    "attendance.show_attempt": SIGNED_IN,
    "attendance.show_check_in": SIGNED_IN,
    "attendance.check_in": SIGNED_IN,
    "attendance.show_door": STAFF,
    "attendance.mark_door": STAFF,
    "attendance.undo_door": STAFF,
    "attendance.take_back": STAFF,
    "attendance.open_window": STAFF,
    "attendance.show_window": STAFF,
    "attendance.close_window": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"token": "1.1.none", "window_id": world.ids["window"], "event_id": 1}
