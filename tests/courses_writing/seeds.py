"""Rows that the matrix asks for: an import that waits for its choice."""

from __future__ import annotations

from lms.courses import services
from tests.courses_writing.making import packed
from tests.world import NOW, World, actor


def seed(world: World) -> None:
    world.ids["course_import"] = services.begin_import(
        actor(world, "teacher"),
        centre_id=world.ids["centre"],
        code="seeded",
        data=packed({"1-a/a.md": "# A", "1-a/b.md": "# B", "2-b/c.md": "# C\n\n[a](../1-a/a.md)"}),
        name="seeded.zip",
        language="",
        now=NOW,
    )
    services.begin_draft(actor(world, "teacher"), course_id=world.ids["course"], now=NOW)
