"""Reactions to decisions on completion."""

from __future__ import annotations

from lms.accounts.events import PersonErased
from lms.careers import queries, services
from lms.careers.types import OutcomeKind
from lms.core.actor import SYSTEM
from lms.core.events import Handlers
from lms.credentials.events import CompletionDecided
from lms.credentials.types import Verdict


def open_case_of_unplaced(event: CompletionDecided) -> None:
    """Whoever completed and has no job (or reason to seek none) is followed up for six months."""
    if event.verdict != Verdict.COMPLETED:
        return
    outcome = queries.outcomes_of_cohort(event.cohort_id).get(event.enrolment_id)
    if outcome is not None and outcome.kind != OutcomeKind.SEEKING:
        return
    services.open_case(
        SYSTEM,
        enrolment_id=event.enrolment_id,
        cohort_id=event.cohort_id,
        person_id=event.person_id,
        ends_on=event.ends_on,
        now=event.at,
    )


def give_back_seats(event: PersonErased) -> None:
    """Whoever asked to be erased takes part in nothing that is still to come."""
    services.cancel_all_of(SYSTEM, person_id=event.person_id, now=event.at)


HANDLERS: Handlers = {CompletionDecided: (open_case_of_unplaced,), PersonErased: (give_back_seats,)}
