"""Rules of completion, one file a subject."""

from lms.credentials.rules.completion import (
    Presence,
    certificate_number,
    digest_of,
    unmet,
    verdict,
    why_not_export,
    why_not_settle,
)
from lms.credentials.rules.terms import CompletionTerms, Work, terms_from, terms_to, why_not_write

__all__ = [
    "CompletionTerms",
    "Presence",
    "Work",
    "certificate_number",
    "digest_of",
    "terms_from",
    "terms_to",
    "unmet",
    "verdict",
    "why_not_export",
    "why_not_settle",
    "why_not_write",
]
