"""Telling people in time: each step once, and at most one message a day to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.accounts import queries as people
from lms.accounts.queries import PersonCard
from lms.accounts.types import Role
from lms.attendance import queries
from lms.attendance.amounts import time_text
from lms.attendance.models import RiskNote
from lms.attendance.rules import Basis, Foresight, Risk
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard, TraineeCard
from lms.core import audit, clock
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.languages import CODES, in_language
from lms.core.transaction import transaction
from lms.notifications import services as notifications
from lms.notifications.queries import is_enqueued

SPEAKS_FROM = 8
"""The hour of the centre's morning from which messages go out."""


def note_risks(actor: Actor, *, cohort: CohortCard, now: datetime) -> int:
    """Write down whose risk changed, and tell the trainees whose rose; how many changed."""
    today = clock.local_date(now)
    with transaction():
        view = queries.outlook(cohort, on=today)
        noted = queries.last_risks(cohort.id)
        changed = 0
        for trainee in cohorts.trainees(cohort.id, on=today):
            ahead = view.ahead.get(trainee.enrolment_id)
            last = noted.get(trainee.enrolment_id)
            before = Risk(last.risk) if last else Risk.NONE
            if ahead is None or ahead.risk is before:
                continue
            changed += 1
            _note(actor, cohort, trainee, ahead, last, now=now)
            if ahead.risk > before:
                _tell_trainee(actor, trainee, ahead, view.plan.now.policy.basis, now=now)
        if changed:
            audit.record(actor, "attendance.risk_noted", ("cohort", cohort.id), after={"changed": changed})
    return changed


def _note(
    actor: Actor, cohort: CohortCard, trainee: TraineeCard, ahead: Foresight, last: RiskNote | None, *, now: datetime
) -> None:
    row = RiskNote(
        at=now,
        actor_id=actor.user_id,
        cohort_id=cohort.id,
        enrolment_id=trainee.enrolment_id,
        risk=ahead.risk,
        days_left=ahead.left,
        in_a_row=ahead.in_a_row,
        supersedes_id=last.id if last else None,
    )
    db.session.add(row)


def _tell_trainee(actor: Actor, trainee: TraineeCard, ahead: Foresight, basis: Basis, *, now: datetime) -> None:
    person = people.card(trainee.person_id)
    if person is not None:
        path = f"/attendance/trainees/{trainee.enrolment_id}"
        _send(actor, person, lambda: words_for_trainee(ahead, basis), path=path, now=now)


def words_for_trainee(ahead: Foresight, basis: Basis) -> str:
    """What a trainee is told of the step that was reached."""
    if ahead.risk is Risk.LOST and basis is Basis.HOURS:
        return str(_("More hours are missed than the course allows. Talk to your centre today about what is possible."))
    if ahead.risk is Risk.LOST:
        return str(_("More days are missed than the course allows. Talk to your centre today about what is possible."))
    text = ngettext(
        "You can miss %(num)s more day and still complete.",
        "You can miss %(num)s more days and still complete.",
        ahead.left,
    )
    if basis is Basis.HOURS:
        text = _("You can miss %(time)s more and still complete.", time=time_text(ahead.left))
    if ahead.in_a_row > 1:
        missed = _("You have been away for %(n)s class days in a row without an excuse.", n=ahead.in_a_row)
        return f"{missed} {text}"
    return str(text)


def tell_staff(actor: Actor, *, running: Iterable[CohortCard], now: datetime) -> int:
    """One summary a day to each instructor (from warning on) and administrator (from danger on); how many were sent."""
    since = clock.local_moment(clock.local_date(now), time(0))
    lists: dict[int, list[tuple[CohortCard, int, Risk]]] = {}
    cards: dict[int, PersonCard] = {}
    for cohort in running:
        fresh = [note for note in queries.last_risks(cohort.id).values() if note.at >= since]
        for role, least in ((Role.INSTRUCTOR, Risk.WARNING), (Role.ADMINISTRATOR, Risk.DANGER)):
            risks = [Risk(note.risk) for note in fresh if note.risk >= least]
            if risks:
                for person in people.people_with(role, [cohort.place]):
                    cards[person.id] = person
                    lists.setdefault(person.id, []).append((cohort, len(risks), max(risks)))
    return sum(_tell_one(actor, cards[person_id], lines, now=now) for person_id, lines in lists.items())


def _tell_one(actor: Actor, person: PersonCard, lines: list[tuple[CohortCard, int, Risk]], *, now: datetime) -> bool:
    def words() -> str:
        return "\n".join(
            _("%(cohort)s: %(n)s trainees came nearer to missing too much.", cohort=cohort.name, n=count)
            for cohort, count, _risk in {line[0].id: line for line in lines}.values()
        )

    path = f"/attendance/{lines[0][0].id}/risk"
    with transaction():
        return _send(actor, person, words, path=path, now=now)


def _send(actor: Actor, person: PersonCard, words: Callable[[], str], *, path: str, now: datetime) -> bool:
    """A mail and a notice, unless this person had one today."""
    key = f"attendance.risk:{person.id}:{clock.local_date(now).isoformat()}"
    if is_enqueued(key):
        return False
    texts: Mapping[str, str] = {code: _in(code, words) for code in CODES}
    with in_language(person.language):
        subject = str(_("Attendance: please look"))
    sent = notifications.enqueue(
        actor,
        key=key,
        person_id=person.id,
        subject=subject,
        body=texts.get(person.language, texts["ko"]),
        due_at=now,
    )
    if sent:
        notifications.tell(actor, person_ids=[person.id], text=texts, path=path, now=now)
    return sent


def _in(language: str, words: Callable[[], str]) -> str:
    with in_language(language):
        return words()


def warn_of_risks(actor: Actor, *, now: datetime) -> int:
    """The morning's round over every running cohort; how many trainees changed their step."""
    if clock.local_time(now).hour < SPEAKS_FROM:
        return 0
    running = cohorts.running_cohorts(on=clock.local_date(now))
    changed = sum(note_risks(actor, cohort=cohort, now=now) for cohort in running)
    tell_staff(actor, running=running, now=now)
    return changed
