"""The doors of remote prompts: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "attendance.show_prompts": STAFF,
    "attendance.send_prompt": STAFF,
    "attendance.answer_prompt": TRAINEES,
    "attendance.book_silence": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"prompt_id": world.ids["prompt"]}
