"""Planning sessions one by one, or week by week until a day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.cohorts import access, queries, rules
from lms.cohorts.models import CalendarDay, ClassSession
from lms.cohorts.rules import SessionDraft
from lms.cohorts.types import DayKind, WhyNot
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction


def plan_sessions(
    actor: Actor, *, cohort_id: int, day: date, draft: SessionDraft, repeat_until: date | None = None
) -> int:
    """Store a session on a day and, if asked, on the class days of the same weekday until another day, all or none.

    Days of other weeks without class are left out; how many sessions that were.
    """
    cohort = access.cohort_for_planning(actor, cohort_id)
    last = min(repeat_until or day, cohort.ends_on)
    with transaction():
        class_days = {card.day for card in queries.class_days(cohort.id)}
        weeks = [day + timedelta(weeks=week) for week in range(max(0, (last - day).days) // 7 + 1)]
        days = [each for each in weeks if each == day or each in class_days]
        for each in days:
            _refuse_unfit(cohort_id, each, draft)
            db.session.add(ClassSession(cohort_id=cohort_id, day=each, **_tidy(draft)))
        _flush()
        after = {"days": [each.isoformat() for each in days], **_plain(draft)}
        audit.record(actor, "session.planned", ("cohort", cohort_id), after=after)
    return len(days)


def change_session(actor: Actor, *, session_id: int, draft: SessionDraft) -> ClassSession:
    """Change one session of a day."""
    access.session_for_planning(actor, session_id)
    with transaction():
        session, _cohort = access.session_for_planning(actor, session_id)
        _refuse_unfit(session.cohort_id, session.day, draft, but=session_id)
        before = {name: str(getattr(session, name)) for name in _tidy(draft)}
        for name, value in _tidy(draft).items():
            setattr(session, name, value)
        _flush()
        audit.record(actor, "session.changed", session, before=before, after=_plain(draft))
    return session


def remove_session(actor: Actor, *, session_id: int) -> tuple[int, date]:
    """Take a session off its day; the cohort and the day."""
    access.session_for_planning(actor, session_id)
    with transaction():
        session, cohort = access.session_for_planning(actor, session_id)
        day = session.day
        audit.record(
            actor,
            "session.removed",
            session,
            before={"day": day.isoformat(), "starts": f"{session.starts:%H:%M}", "title": session.title},
        )
        db.session.delete(session)
    return cohort.id, day


def _refuse_unfit(cohort_id: int, day: date, draft: SessionDraft, *, but: int = 0) -> None:
    """Raise where the draft does not fit. The day's row is locked, so that two plans follow one another."""
    if draft.section_id is not None and draft.section_id not in {each.id for each in queries.sections(cohort_id)}:
        raise NotFound
    stored = db.session.scalar(
        select(CalendarDay)
        .where(CalendarDay.cohort_id == cohort_id, CalendarDay.day == day)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    is_class_day = stored is not None and stored.kind in (DayKind.CLASS, DayKind.MAKE_UP)
    others = [each for each in queries.sessions_between(cohort_id, day, day).get(day, []) if each.id != but]
    if reason := rules.why_not_session(draft, others, is_class_day=is_class_day):
        raise Refused(reason)


def _flush() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(WhyNot.SESSION_ROOM_TAKEN) from error


def _tidy(draft: SessionDraft) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(draft).items()}


def _plain(draft: SessionDraft) -> dict[str, object]:
    return {**_tidy(draft), "starts": f"{draft.starts:%H:%M}", "ends": f"{draft.ends:%H:%M}"}
