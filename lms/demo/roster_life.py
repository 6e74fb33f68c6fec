"""A roster of the official terminal that was taken over: two people whom the terminal saw earlier than our screen."""

from __future__ import annotations

from datetime import date, datetime

from lms.attendance import queries
from lms.attendance import services as attendance
from lms.cohorts.models import Cohort
from lms.core.actor import SYSTEM

FILE = "단말기 출석부.csv"


def roster_of_day(cohort: Cohort, day: date, *, now: datetime) -> None:
    """Upload, compare, take over."""
    lines = ["성명,생년월일,훈련일자,입실시간,출결상태"]
    lines += [
        f"{person.name},{person.birth_date or ''},{day:%Y%m%d},0843,출석"
        for person in queries.people_to_match(cohort.id)[2:4]
    ]
    data = "\n".join(lines).encode("cp949")
    file_id = attendance.keep_roster(SYSTEM, cohort_id=cohort.id, data=data, name=FILE, now=now)
    found = attendance.look_over_roster(SYSTEM, cohort_id=cohort.id, data=data, now=now)
    chosen = {each.key for each in found.differences}
    attendance.take_over_roster(SYSTEM, cohort_id=cohort.id, file_id=file_id, chosen=chosen, now=now)
