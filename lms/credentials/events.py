"""What is decided at the end that others react to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lms.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionDecided(Event):
    """It was decided whether a trainee completed."""

    enrolment_id: int
    cohort_id: int
    person_id: int
    verdict: str
    ends_on: date
