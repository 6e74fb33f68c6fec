"""A file that is being looked over."""

from __future__ import annotations

from lms.admin.services import look_over
from lms.admin.types import ImportOptions
from tests.world import NOW, World, actor


def seed(world: World) -> None:
    row = look_over(
        actor(world, "admin"),
        data="성명,이메일\n새 사람,seeded@example.org\n".encode(),
        file_name="seed.csv",
        cohort_id=world.ids["running"],
        options=ImportOptions(),
        now=NOW,
    )
    world.ids["import"] = row.id
