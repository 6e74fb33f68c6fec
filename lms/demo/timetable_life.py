"""The timetable of a running class: three weeks of sessions around today, one afternoon a week from home."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from lms.cohorts import services as cohorts
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.core.actor import SYSTEM

MORNINGS = ("SQL 기초", "데이터 정제", "시각화", "통계 기초", "머신러닝 입문")
AFTERNOONS = ("실습", "프로젝트", "동료 평가", "프로젝트", "취업 특강")
HEADINGS = "날짜,시작,종료,과목,강의실,강사,원격"


def timetable(cohort: Cohort, *, today: date, now: datetime) -> None:
    """Import it as an administrator would, from a table."""
    lines = [HEADINGS]
    for card in class_days(cohort.id, until=today + timedelta(days=14)):
        if card.day < today - timedelta(days=7):
            continue
        weekday = card.day.weekday() % 5
        lines.append(f"{card.day},09:00,12:00,{MORNINGS[weekday]},301호,민도현,")
        room, mode = ("", "원격") if weekday == 2 else ("301호", "")
        lines.append(f"{card.day},13:00,18:00,{AFTERNOONS[weekday]},{room},민도현,{mode}")
    cohorts.import_timetable(SYSTEM, cohort_id=cohort.id, data="\n".join(lines).encode(), now=now)
