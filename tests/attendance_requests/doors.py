"""The doors of requests: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import SIGNED_IN, STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "attendance.write_down_request": STAFF,
    "attendance.add_paper": TRAINEES | STAFF,
    "attendance.revoke_request": STAFF,
    "attendance.list_requests": SIGNED_IN,
    "attendance.new_request": TRAINEES | STAFF,
    "attendance.make_request": TRAINEES | STAFF,
    "attendance.show_request": TRAINEES | STAFF,
    "attendance.show_paper": TRAINEES | STAFF,
    "attendance.withdraw_request": TRAINEES,
    "attendance.decide_requests": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"request_id": world.ids["request"], "request_kind": "excuse"}
