"""The doors of `lms.courses`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import OF_COURSE, SIGNED_IN
from tests.world import World

DOORS: dict[str, frozenset[str]] = {
    "courses.list_courses": SIGNED_IN,
    "courses.show_asset": OF_COURSE,
}


def places(world: World) -> dict[str, object]:
    return {
        "course_id": world.ids["course"],
        "lesson_id": world.ids["lesson"],
        "revision_id": world.ids["revision"],
        "path": "one/picture.png",
    }
