"""The doors of importing people."""

from __future__ import annotations

from tests.world import World

ADMINS = frozenset({"admin", "other-admin"})

DOORS: dict[str, frozenset[str]] = {
    "admin.list_imports": ADMINS,
    "admin.show_import": frozenset({"admin"}),
    "admin.carry_out_import": frozenset({"admin"}),
    "admin.undo_import": frozenset({"admin"}),
    "admin.drop_import": frozenset({"admin"}),
}


def places(world: World) -> dict[str, object]:
    return {"import_id": world.ids["import"]}
