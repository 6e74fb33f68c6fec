"""What mentors do with letters."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.core import audit, leases
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications import services as notifications
from lms.portfolio import access, queries, rules
from lms.portfolio.models import CoverLetter, LetterNote, LetterVersion
from lms.portfolio.types import LetterState, WhyNot

HELD = timedelta(hours=2)


def claim_letter(actor: Actor, *, letter_id: int, now: datetime) -> None:
    """Take a waiting letter for two hours; afterwards it is back in its old place by itself."""
    with transaction():
        letter = access.letter_for_mentor(actor, letter_id)
        if letter.state != LetterState.WAITING:
            raise Refused(WhyNot.NOT_WAITING)
        _hold(actor, letter, now)
        audit.record(actor, "letter.claimed", letter)


def _hold(actor: Actor, letter: CoverLetter, now: datetime) -> None:
    held = leases.claim(queries.LEASE, str(letter.id), holder_id=actor.user_id or 0, now=now, term=HELD)
    if held is None:
        raise Refused(WhyNot.CLAIMED_BY_OTHER)


def write_note(actor: Actor, *, letter_id: int, quote: str, text: str, now: datetime) -> LetterNote:
    """A note on some words of the newest version. Raises Refused when the words are not in it."""
    with transaction():
        letter = access.letter_for_mentor(actor, letter_id)
        version = queries.versions_of(letter_id)[-1]
        place = rules.anchor(version.body, rules.normal_text(quote))
        if place is None:
            raise Refused(WhyNot.QUOTE_NOT_FOUND)
        _hold(actor, letter, now)
        note = LetterNote(
            version_id=version.id,
            author_id=actor.user_id,
            quote=place.quote,
            start=place.start,
            before=place.before,
            after=place.after,
            text=text.strip(),
            at=now,
        )
        db.session.add(note)
        db.session.flush()
        audit.record(actor, "letter.noted", note)
    return note


def finish_round(actor: Actor, *, letter_id: int, is_ready: bool, now: datetime) -> None:
    """Give the letter back: ready to send, or to be revised."""
    with transaction():
        letter = access.letter_for_mentor(actor, letter_id)
        if letter.state != LetterState.WAITING:
            raise Refused(WhyNot.NOT_WAITING)
        _hold(actor, letter, now)
        letter.state = LetterState.READY if is_ready else LetterState.REVISE
        leases.release(queries.LEASE, str(letter.id), holder_id=actor.user_id or 0)
        audit.record(actor, "letter.answered", letter, after={"state": letter.state})
        notifications.tell(
            actor,
            person_ids=[letter.person_id],
            text={
                "ko": f"{letter.company} 자기소개서 첨삭이 끝났습니다.",
                "en": f"Your letter to {letter.company} was reviewed.",
            },
            path=f"/portfolio/letters/{letter.id}",
            now=now,
        )


def resolve_note(actor: Actor, *, note_id: int, now: datetime) -> int:
    """The author has dealt with a note; returns its letter."""
    with transaction():
        note = db.session.get(LetterNote, note_id)
        if note is None:
            raise NotFound
        version = db.session.get_one(LetterVersion, note.version_id)
        letter = access.letter_for_author(actor, version.letter_id)
        note.resolved_at = note.resolved_at or now
        audit.record(actor, "letter.note_resolved", note)
    return letter.id
