"""Who reviews whose work: pure, seeded and reproducible. Plain values in, frozen results out."""

from lms.assessments.allocation.balanced import balanced
from lms.assessments.allocation.ladder import Ladder, Step, due_steps, ladder_from, next_step_at
from lms.assessments.allocation.queue import Lease, Reviewer, Waiting, lapsed, next_submission
from lms.assessments.allocation.standby import Helper, StandBys, call_stand_bys
from lms.assessments.allocation.types import (
    Allocation,
    BadRoundError,
    Shortfall,
    Unmet,
    Wishes,
    Work,
    seed_of,
)

__all__ = [
    "Allocation",
    "BadRoundError",
    "Helper",
    "Ladder",
    "Lease",
    "Reviewer",
    "Shortfall",
    "StandBys",
    "Step",
    "Unmet",
    "Waiting",
    "Wishes",
    "Work",
    "balanced",
    "call_stand_bys",
    "due_steps",
    "ladder_from",
    "lapsed",
    "next_step_at",
    "next_submission",
    "seed_of",
]
