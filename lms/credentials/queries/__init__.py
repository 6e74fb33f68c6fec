"""Reads of completion, one file a subject."""

from lms.credentials.queries.changes import ChangedVerdict, CohortTrial, Draft, what_would_change
from lms.credentials.queries.lists import (
    SUMS,
    completion_rows,
    decisions_of_enrolment,
    sealed_lists,
    settled_among,
    standing_decisions,
    verdicts_on,
)
from lms.credentials.queries.terms import (
    KIND,
    Basis,
    Facts,
    Standing,
    TermsInForce,
    basis_of,
    facts_of,
    in_force,
    terms_for,
)

__all__ = [
    "KIND",
    "SUMS",
    "Basis",
    "ChangedVerdict",
    "CohortTrial",
    "Draft",
    "Facts",
    "Standing",
    "TermsInForce",
    "basis_of",
    "completion_rows",
    "decisions_of_enrolment",
    "facts_of",
    "in_force",
    "sealed_lists",
    "settled_among",
    "standing_decisions",
    "terms_for",
    "verdicts_on",
    "what_would_change",
]
