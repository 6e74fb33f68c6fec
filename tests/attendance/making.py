"""Marked days for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from lms.attendance import services
from lms.attendance.rules import DayStatus
from lms.cohorts.queries import class_days
from lms.core.actor import SYSTEM
from tests.world import NOW, TODAY, World

EVERYBODY = ("ada", "bo", "cy", "dan", "withdrawn")


def days_before_today(world: World, cohort: str = "running") -> list[date]:
    return [card.day for card in class_days(world.ids[cohort], until=TODAY - timedelta(days=1))]


def mark_days(world: World, days: list[date], exceptions: Mapping[str, DayStatus] = {}) -> None:
    """Everybody present, but for some."""
    for day in days:
        statuses = {world.enrolments[who]: exceptions.get(who, DayStatus.PRESENT) for who in EVERYBODY}
        services.mark_attendance(SYSTEM, cohort_id=world.ids["running"], day=day, statuses=statuses, now=NOW)
