"""The doors of `lms.attendance`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import SIGNED_IN, STAFF, TRAINEES
from tests.world import World

ADMIN = frozenset({"admin"})
DOORS: dict[str, frozenset[str]] = {
    "attendance.start": SIGNED_IN,
    "attendance.show_sheet": STAFF,
    "attendance.mark": STAFF,
    "attendance.show_week": STAFF,
    "attendance.show_month": STAFF,
    "attendance.show_absentees": STAFF,
    "attendance.show_report": STAFF,
    "attendance.export_report": STAFF,
    "attendance.show_risks": STAFF,
    "attendance.show_trainee": TRAINEES | STAFF,
    "attendance.explain_day": TRAINEES | STAFF,
    "attendance.propose_correction": STAFF,
    "attendance.list_units": STAFF,
    "attendance.show_unit": STAFF,
    "attendance.close_unit": ADMIN,
    "attendance.export_unit": STAFF,
    "attendance.show_allowance": STAFF,
    "attendance.decide_correction": STAFF,
    "attendance.show_policy": ADMIN,
    "attendance.write_policy": ADMIN,
}


def places(world: World) -> dict[str, object]:
    return {"number": 1, "proposal_id": world.ids["proposal"]}
