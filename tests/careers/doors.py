"""The doors of `lms.careers`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import FOLLOW_UP, SIGNED_IN
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "careers.list_sessions": SIGNED_IN,
    "careers.book": frozenset({"ada", "outsider", "graduate"}),
    "careers.cancel": frozenset({"graduate"}),
    "careers.new_session": frozenset({"mentor", "other-mentor", "admin", "other-admin"}),
    "careers.show_placement": frozenset({"mentor", "other-mentor", "admin", "other-admin"}),
    "careers.show_case": FOLLOW_UP,
}


def places(world: World) -> dict[str, object]:
    return {
        "session_id": world.ids["session"],
        "case_id": world.ids["case"],
    }
