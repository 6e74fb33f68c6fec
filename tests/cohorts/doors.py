"""The doors of `lms.cohorts`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import EVERYONE, OF_COURSE, SIGNED_IN, STAFF
from tests.world import TODAY, World

ADMIN = frozenset({"admin"})
DOORS: dict[str, frozenset[str]] = {
    "cohorts.start_calendar": SIGNED_IN,
    "cohorts.show_calendar": OF_COURSE,
    "cohorts.show_day": ADMIN,
    "cohorts.decide_day": ADMIN,
    "cohorts.upload_timetable": ADMIN,
    "cohorts.keep_timetable": ADMIN,
    "cohorts.look_over_timetable": ADMIN,
    "cohorts.import_timetable": ADMIN,
    "cohorts.show_sessions": STAFF,
    "cohorts.plan_session": STAFF,
    "cohorts.show_session": STAFF,
    "cohorts.change_session": STAFF,
    "cohorts.remove_session": STAFF,
    "cohorts.make_feed": SIGNED_IN,
    "cohorts.end_feed": SIGNED_IN,
    "cohorts.show_feed": EVERYONE,
}


def places(world: World) -> dict[str, object]:
    return {
        "cohort_id": world.ids["running"],
        "enrolment_id": world.enrolments["ada"],
        "day": TODAY.isoformat(),
        "session_id": world.ids["lesson_session"],
        "feed": "nobody-has-this",
    }
