"""Marking a class's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import insert

from lms.attendance import marks, policies, queries
from lms.attendance.marks import MarkStatus, WhyNot
from lms.attendance.models import DayMark
from lms.cohorts import access as cohorts
from lms.cohorts import queries as cohort_queries
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, Refused
from lms.core.transaction import transaction


def mark_attendance(
    actor: Actor,
    *,
    cohort_id: int,
    day: date,
    statuses: Mapping[int, MarkStatus],
    now: datetime,
    reason: str = "",
) -> int:
    """Mark trainees (enrolment to status) on a class day, all or none; how many marks changed.

    Unchanged marks get no new row, so saving twice is saving once. Changing a mark of an earlier day takes a reason.
    """
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    if not policies.may_mark(actor, cohort.place):
        raise NotAllowed
    today = clock.local_date(now)
    with transaction():
        known = queries.marks_of_day(cohort_id, day)
        changed = {who: status for who, status in statuses.items() if known.get(who, (0, ""))[1] != status}
        changes_past = day < today and any(who in known for who in changed)
        is_class_day = any(card.day == day for card in cohort_queries.class_days(cohort_id, until=day))
        if why_not := marks.why_not_mark(
            is_class_day=is_class_day, day=day, today=today, changes_past=changes_past, reason=reason
        ):
            raise Refused(why_not)
        if not changed:
            return 0
        _refuse_strangers(cohort_id, changed, day)
        rows = [
            {
                "at": now,
                "actor_id": actor.user_id,
                "reason": reason,
                "cohort_id": cohort_id,
                "enrolment_id": who,
                "day": day,
                "status": status,
                "events": marks.EVENTS.get(status, 0),
                "source": "staff",
                "supersedes_id": known[who][0] if who in known else None,
            }
            for who, status in changed.items()
        ]
        db.session.execute(insert(DayMark), rows)
        audit.record(
            actor,
            "attendance.marked",
            ("cohort", cohort_id),
            before={str(who): known[who][1] for who in changed if who in known},
            after={"day": day.isoformat(), "marks": {str(who): str(status) for who, status in changed.items()}},
            reason=reason,
        )
    return len(changed)


def _refuse_strangers(cohort_id: int, changed: Mapping[int, MarkStatus], day: date) -> None:
    own = {trainee.enrolment_id for trainee in cohort_queries.trainees(cohort_id, on=day, states=None)}
    if not changed.keys() <= own:
        raise Refused(WhyNot.NOT_OF_THIS_COHORT)
