"""The doors of `lms.portfolio`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import MENTORS, SIGNED_IN, STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "portfolio.show_own": SIGNED_IN,
    "portfolio.edit": SIGNED_IN,
    "portfolio.show_person": TRAINEES | STAFF | MENTORS,
    "portfolio.new_letter": frozenset({"ada", "outsider", "graduate"}),
    "portfolio.show_letter": TRAINEES | MENTORS,
    "portfolio.revise": TRAINEES,
    "portfolio.ask": TRAINEES,
    "portfolio.show_queue": frozenset({"mentor", "other-mentor"}),
    "portfolio.claim": MENTORS,
    "portfolio.write_note": MENTORS,
    "portfolio.finish": MENTORS,
    "portfolio.resolve": TRAINEES,
}


def places(world: World) -> dict[str, object]:
    return {
        "letter_id": world.ids["letter"],
        "note_id": world.ids["note"],
    }
