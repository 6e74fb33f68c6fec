"""What the matrix and the tests of delivery find: a note, a reported problem, an exception."""

from __future__ import annotations

from datetime import timedelta

from lms.core.actor import SYSTEM
from lms.courses import services as courses
from tests.world import NOW, TODAY, World, actor


def seed(world: World) -> None:
    lesson, ada = world.ids["lesson"], actor(world, "ada")
    courses.keep_note(ada, lesson_id=lesson, language="en", body="*mine* alone", now=NOW)
    report = courses.report_problem(ada, lesson_id=lesson, language="en", text="The second link is dead.", now=NOW)
    opened = courses.open_for(
        SYSTEM,
        course_id=world.ids["course"],
        cohort_id=world.ids["running"],
        person_id=world.people["bo"],
        module="one/README.md",
        until=TODAY + timedelta(days=7),
        reason="was ill",
        now=NOW,
    )
    world.ids.update(lesson_report=report.id, delivery_exception=opened.id)
