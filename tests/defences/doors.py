"""The doors of live defences: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import SIGNED_IN, STAFF
from tests.world import World

PARTNERS = frozenset({"ada"})
TRAINEES = frozenset({"ada", "outsider", "graduate"})
DOORS: dict[str, frozenset[str]] = {
    "assessments.list_defences": SIGNED_IN,
    "assessments.offer_times": TRAINEES,
    "assessments.take_back_time": PARTNERS,
    "assessments.show_times": PARTNERS,
    "assessments.book": PARTNERS,
    "assessments.show_defence": PARTNERS,
    "assessments.enter_code": PARTNERS,
    "assessments.cancel_defence": PARTNERS,
    "assessments.report_missing": PARTNERS,
    "assessments.give_result": PARTNERS,
    "assessments.answer_defence": PARTNERS,
    "assessments.manage_defences": STAFF,
    "assessments.decide_defence": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"defence_id": world.ids["defence"], "slot_id": world.ids["ada-slot"]}
