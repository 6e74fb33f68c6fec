"""Live defence: the author explains the work to a peer, face to face. Plain values in, values or reasons out."""

from lms.assessments.defence.rules import (
    Candidate,
    choose_evaluator,
    cut_into_slots,
    identity_is_shown,
    outcome_of,
    why_not_book,
    why_not_cancel,
    why_not_meet,
    why_not_offer,
    why_not_report,
    why_not_result,
)
from lms.assessments.defence.types import (
    NEGATIVE,
    STOPPING,
    DefenceTerms,
    DefenceWhyNot,
    EntryKind,
    Flag,
    Outcome,
    PointReason,
    State,
)

__all__ = [
    "NEGATIVE",
    "STOPPING",
    "Candidate",
    "DefenceTerms",
    "DefenceWhyNot",
    "EntryKind",
    "Flag",
    "Outcome",
    "PointReason",
    "State",
    "choose_evaluator",
    "cut_into_slots",
    "identity_is_shown",
    "outcome_of",
    "why_not_book",
    "why_not_cancel",
    "why_not_meet",
    "why_not_offer",
    "why_not_report",
    "why_not_result",
]
