"""The doors of `lms.api` for browsers: no cookie opens any of them (tests/api/test_matrix.py asks with tokens)."""

from __future__ import annotations

from tests.actors import EVERYONE
from tests.world import TODAY, World

NOBODY: frozenset[str] = frozenset()

DOORS: dict[str, frozenset[str]] = {
    "api.show_document": EVERYONE,
    "api.read_document": EVERYONE,
    "api.show_health": EVERYONE,
    "api.show_me": NOBODY,
    "api.list_own_assignments": NOBODY,
    "api.list_cohorts": NOBODY,
    "api.list_trainees": NOBODY,
    "api.enrol": NOBODY,
    "api.show_day": NOBODY,
    "api.save_day": NOBODY,
    "api.seal_list": NOBODY,
    "api.show_import": NOBODY,
}


def places(world: World) -> dict[str, object]:
    return {"cohort_id": world.ids["running"], "day": TODAY.isoformat(), "import_id": world.ids["import"]}
