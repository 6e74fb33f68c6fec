"""Missing partners and bad flags: reported by one side, decided by staff."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from lms.assessments import access
from lms.assessments.defence import (
    DefenceWhyNot,
    EntryKind,
    Flag,
    PointReason,
    State,
    outcome_of,
    why_not_report,
)
from lms.assessments.models.defence import Defence, DefenceEntry
from lms.assessments.services.defending.booking import end_booking, give_back
from lms.assessments.services.defending.meeting import count_as_review, write_entry
from lms.assessments.services.defending.points import move_points, terms_of
from lms.core import audit, clock
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications


def report_no_show(actor: Actor, *, defence_id: int, note: str, now: datetime) -> None:
    """Say that the other side did not come. Points move once staff have looked at it."""
    _found, card = access.defence_for_partner(actor, defence_id)
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        if reason := why_not_report(State(defence.state), defence.starts_at, now=now, terms=terms):
            raise Refused(reason)
        missing = "author" if actor.user_id == defence.evaluator_id else "evaluator"
        write_entry(actor, defence, EntryKind.NO_SHOW, {"missing": missing, "note": note.strip()}, now=now)
        end_booking(defence, State.NO_SHOW)
        audit.record(actor, "defence.no_show_reported", defence, after={"missing": missing})


def decide_defence(actor: Actor, *, defence_id: int, confirmed: bool, reason: str, now: datetime) -> None:
    """Confirm or dismiss a report or a bad flag, with a reason; both sides read it."""
    found, card = access.defence_for_staff(actor, defence_id)
    if actor.user_id in (found.evaluator_id, found.author_id):
        raise NotAllowed
    if not reason.strip():
        raise Refused(DefenceWhyNot.REASON_MISSING)
    terms = terms_of(card.cohort_id, on=clock.local_date(now))
    with transaction():
        defence = db.session.get_one(Defence, defence_id, with_for_update=True, populate_existing=True)
        entries = {
            row.kind: row.facts
            for row in db.session.scalars(select(DefenceEntry).where(DefenceEntry.defence_id == defence_id))
        }
        if EntryKind.CONFIRMED in entries or EntryKind.DISMISSED in entries:
            raise Refused(DefenceWhyNot.GIVEN_ALREADY)
        kind = EntryKind.CONFIRMED if confirmed else EntryKind.DISMISSED
        if EntryKind.NO_SHOW in entries:
            author_lost = confirmed and entries[EntryKind.NO_SHOW]["missing"] == "author"
            _settle_no_show(actor, defence, author_lost=author_lost, cohort_id=card.cohort_id, cost=terms.cost, now=now)
        elif entries.get(EntryKind.RESULT, {}).get("waits"):
            facts = dict(entries[EntryKind.RESULT])
            outcome = outcome_of(facts["score"], Flag(facts["flag"]), confirmed=confirmed)
            if outcome.is_stopped:
                facts["levels"] = [0] * len(facts["levels"])
            count_as_review(defence, facts, now=now)
        else:
            raise Refused(DefenceWhyNot.OVER)
        write_entry(actor, defence, kind, {"reason": reason.strip()}, now=now)
        audit.record(actor, "defence.decided", defence, after={"confirmed": confirmed}, reason=reason)
        text = {
            "ko": "대면 평가에 대한 결정이 내려졌습니다.",
            "en": "Staff have decided on a live defence of yours.",
        }
        path = f"/assignments/defences/{defence.id}"
        both = [defence.evaluator_id, defence.author_id]
        notifications.tell(SYSTEM, person_ids=both, text=text, now=now, path=path)


def _settle_no_show(
    actor: Actor, defence: Defence, *, author_lost: bool, cohort_id: int, cost: int, now: datetime
) -> None:
    """An author who did not come loses the point, and the evaluator who waited has earned it; else it comes back."""
    if not author_lost:
        give_back(actor, defence, cohort_id, cost=cost, now=now)
        return
    move_points(
        actor,
        defence,
        cohort_id=cohort_id,
        person_id=defence.evaluator_id,
        delta=cost,
        why=PointReason.WAITED,
        now=now,
    )
