"""The people of the test world, by what they may do."""

from __future__ import annotations

ACTORS = (
    "stranger", "ada", "outsider", "withdrawn", "graduate", "teacher", "other-teacher", "mentor", "other-mentor",
    "admin", "other-admin",
)  # fmt: skip
EVERYONE = frozenset(ACTORS)
SIGNED_IN = EVERYONE - {"stranger"}
OF_COURSE = frozenset({"ada", "teacher", "mentor", "admin"})
STAFF = frozenset({"teacher", "admin"})
TRAINEES = frozenset({"ada"})
MENTORS = frozenset({"mentor"})
FOLLOW_UP = frozenset({"mentor", "admin"})
