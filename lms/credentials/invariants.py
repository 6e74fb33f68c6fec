"""What must always hold about completion."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from lms.cohorts.models import Enrolment
from lms.core.db import db
from lms.core.invariants import Invariant, rows_of
from lms.credentials.models import Certificate, CompletionEntry, SealedList
from lms.credentials.rules import digest_of
from lms.credentials.types import Verdict


def _completions_without_certificate() -> Select[int]:
    later = aliased(CompletionEntry)
    return (
        select(func.count(CompletionEntry.id))
        .outerjoin(later, later.supersedes_id == CompletionEntry.id)
        .outerjoin(Certificate, Certificate.enrolment_id == CompletionEntry.enrolment_id)
        .where(later.id.is_(None), CompletionEntry.verdict == Verdict.COMPLETED, Certificate.id.is_(None))
    )


def _decisions_elsewhere() -> Select[int]:
    return (
        select(func.count(CompletionEntry.id))
        .join(Enrolment, Enrolment.id == CompletionEntry.enrolment_id)
        .where(Enrolment.cohort_id != CompletionEntry.cohort_id)
    )


def _lists_unlike_their_seal() -> int:
    rows = db.session.execute(select(SealedList.rows, SealedList.digest).execution_options(yield_per=20))
    return sum(digest_of(lines) != digest for lines, digest in rows)


INVARIANTS = (
    Invariant(
        "completions are numbered",
        "a certificate can be issued",
        "Settle again.",
        rows_of(_completions_without_certificate),
    ),
    Invariant(
        "decisions are of the trainee's own cohort",
        "nobody stands on the list of other people",
        "Tell the developers; do not export the list.",
        rows_of(_decisions_elsewhere),
    ),
    Invariant(
        "sealed lists match their seal",
        "a list that left the house can be proved",
        "Compare the list with the file that was sent and with a backup.",
        _lists_unlike_their_seal,
    ),
)
