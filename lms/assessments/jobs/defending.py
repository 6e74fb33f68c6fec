"""Clock work of live defences: telling both sides shortly before they meet."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.assessments.queries import defence as reads
from lms.assessments.services.defending import reveal
from lms.core.scheduler import Job

LONGEST_REVEAL = timedelta(days=2)
"""No centre shows names earlier than this; the terms of the cohort decide within it."""


def reveal_partners(slot: datetime) -> int:
    """Tell whoever meets soon whom they meet; how many meetings that were."""
    due = reads.to_reveal(until=slot + LONGEST_REVEAL)
    return sum(reveal(defence_id=defence_id, now=slot) for defence_id in due)


SCHEDULE = (Job("assessments.reveal_partners", timedelta(minutes=1), reveal_partners, catch_up=1),)
