"""The doors of setting work, handing it in and the gradebook."""

from __future__ import annotations

from tests.actors import STAFF, TRAINEES
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "assessments.save_draft": TRAINEES,
    "assessments.remove_file": TRAINEES,
    "assessments.preview": TRAINEES,
    "assessments.show_receipt": TRAINEES,
    "assessments.download_own_file": TRAINEES,
    "assessments.download_file": STAFF,
}


def places(world: World) -> dict[str, object]:
    return {"file_id": world.ids["file-ada"]}
