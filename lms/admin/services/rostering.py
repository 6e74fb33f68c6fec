"""Class lists that leave the house: for a reason, and on record."""

from __future__ import annotations

from datetime import date

from lms.admin import rules
from lms.admin.queries.rosters import roster
from lms.admin.types import RosterRow
from lms.cohorts import access
from lms.core import audit
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.core.transaction import transaction

HEADINGS = (
    "연번",
    "기수",
    "반",
    "성명",
    "생년월일",
    "연락처",
    "이메일",
    "상태",
    "시작일",
    "종료일",
    "비고",
)
STATES = {
    "applied": "지원",
    "admitted": "선발",
    "on_course": "훈련중",
    "on_leave": "휴학",
    "completed": "수료",
    "early_employed": "조기취업",
    "withdrawn": "중도탈락",
    "expelled": "제적",
    "cancelled": "등록취소",
}


def export_roster(
    actor: Actor, *, cohort_id: int, reason: str, on: date, state: str = "", section_id: int | None = None
) -> list[tuple[str | int, ...]]:
    """The lines of a class list as shown, under ``HEADINGS``."""
    card = access.cohort_for_managing(actor, cohort_id)
    if why_not := rules.why_not_export(reason):
        raise Refused(why_not)
    with transaction():
        rows = roster(cohort_id, on=on, state=state, section_id=section_id)
        audit.record(
            actor,
            "roster.exported",
            ("cohort", cohort_id),
            after={"rows": len(rows), "state": state, "section": section_id},
            reason=reason.strip()[:300],
        )
    return [_cells(number, card.name, row) for number, row in enumerate(rows, 1)]


def _cells(number: int, cohort: str, row: RosterRow) -> tuple[str | int, ...]:
    return (
        number,
        cohort,
        row.section_name,
        row.name,
        row.birth_date.isoformat() if row.birth_date else "",
        row.phone,
        row.email,
        STATES.get(row.state, row.state),
        row.starts_on.isoformat(),
        row.ends_on.isoformat() if row.ends_on else "",
        "",
    )
