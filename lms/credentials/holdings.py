"""What credentials hold about a person."""

from __future__ import annotations

from lms.cohorts.holdings import enrolments
from lms.core.holdings import Holdings, register, rows
from lms.credentials.models import Certificate, CompletionEntry

HOLDINGS = Holdings(
    "credentials",
    (
        rows(CompletionEntry, lambda person: CompletionEntry.enrolment_id.in_(enrolments(person))),
        rows(Certificate, lambda person: Certificate.enrolment_id.in_(enrolments(person))),
    ),
    passed_over={"sealed_list": "about a whole cohort; repeats what the completion entries say"},
)
register(HOLDINGS)
