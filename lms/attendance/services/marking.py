"""Marking a class's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from lms.attendance import access, marks, queries
from lms.attendance.marks import MarkSource, WhyNot
from lms.attendance.models import DayMark
from lms.attendance.queries import StandingMark
from lms.attendance.rules import DayStatus, takes_minutes
from lms.cohorts import queries as cohort_queries
from lms.cohorts.types import CohortCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict, Refused
from lms.core.transaction import transaction


@dataclass(frozen=True, slots=True)
class Place:
    """Whose day a mark is about."""

    cohort_id: int
    enrolment_id: int
    day: date


def mark_attendance(
    actor: Actor,
    *,
    cohort_id: int,
    day: date,
    statuses: Mapping[int, DayStatus],
    now: datetime,
    reason: str = "",
    source: MarkSource = MarkSource.STAFF,
    minutes: Mapping[int, int | None] | None = None,
) -> int:
    """Mark trainees (enrolment to status) on a class day, all or none; how many marks changed. Where the class counts
    hours, ``minutes`` says how long they were there (None: what the policy says of such a mark).

    Unchanged marks get no new row, so saving twice is saving once. Changing a mark of an earlier day takes a reason;
    a day of a closed unit changes only by a proposal that a second person confirms.
    """
    cohort = access.cohort_for_marking(actor, cohort_id)
    given = {who: each for who, each in (minutes or {}).items() if takes_minutes(statuses[who])}
    if any(each is not None for each in given.values()):
        _refuse_too_many(cohort, day, given)
    today = clock.local_date(now)
    with transaction():
        known = queries.standing_marks_of_day(cohort_id, day)
        changed = {
            who: status
            for who, status in statuses.items()
            if who not in known or known[who].status != status or (who in given and known[who].minutes != given[who])
        }
        is_class_day, is_closed = queries.day_standing(cohort_id, day)
        if why_not := marks.why_not_mark(
            is_class_day=is_class_day,
            is_future=day > today,
            is_closed=is_closed and bool(changed),
            changes_past=day < today and any(who in known for who in changed),
            reason=reason,
        ):
            raise Refused(why_not)
        if not changed:
            return 0
        _refuse_strangers(cohort_id, changed, day)
        _keep(
            actor,
            cohort_id,
            day,
            changed=changed,
            known=known,
            given=given,
            now=now,
            source=source,
            reason=reason,
        )
    return len(changed)


def _keep(
    actor: Actor,
    cohort_id: int,
    day: date,
    *,
    changed: Mapping[int, DayStatus],
    known: Mapping[int, StandingMark],
    given: Mapping[int, int | None],
    now: datetime,
    source: MarkSource,
    reason: str,
) -> None:
    """Write the marks that changed, and that they did."""
    append(
        [
            {
                **row_of(
                    actor, Place(cohort_id, who, day), status, known.get(who), now=now, source=source, reason=reason
                ),
                "minutes": given.get(who),
            }
            for who, status in changed.items()
        ]
    )
    told = {str(who): given[who] for who in changed if who in given}
    audit.record(
        actor,
        "attendance.marked",
        ("cohort", cohort_id),
        before={str(who): known[who].status for who in changed if who in known},
        after={
            "day": day.isoformat(),
            "marks": {str(who): str(status) for who, status in changed.items()},
            **({"minutes": told} if told else {}),
        },
        reason=reason,
    )


def _refuse_too_many(cohort: CohortCard, day: date, minutes: Mapping[int, int | None]) -> None:
    by_hours = queries.day_by_hours(cohort, day)
    planned = by_hours[1] if by_hours else 0
    if any(each is not None and not 0 <= each <= planned for each in minutes.values()):
        raise Refused(WhyNot.MORE_THAN_PLANNED)


def append(rows: Sequence[Mapping[str, object]]) -> None:
    """Insert marks. Raises Conflict when someone else marked one of these days meanwhile."""
    try:
        db.session.execute(insert(DayMark), rows)
    except IntegrityError as error:
        raise Conflict from error


def row_of(
    actor: Actor,
    place: Place,
    status: DayStatus,
    known: StandingMark | None,
    *,
    now: datetime,
    source: MarkSource,
    reason: str = "",
) -> dict[str, object]:
    """A mark as it is inserted, over the one that is known; minutes and facts belong to marks that the door made."""
    return {
        "at": now,
        "actor_id": actor.user_id,
        "reason": reason,
        "cohort_id": place.cohort_id,
        "enrolment_id": place.enrolment_id,
        "day": place.day,
        "status": status,
        "events": len(status.incidents),
        "source": source,
        "supersedes_id": known.id if known else None,
    }


def _refuse_strangers(cohort_id: int, changed: Mapping[int, DayStatus], day: date) -> None:
    own = {trainee.enrolment_id for trainee in cohort_queries.trainees(cohort_id, on=day, states=None)}
    if not changed.keys() <= own:
        raise Refused(WhyNot.NOT_OF_THIS_COHORT)
