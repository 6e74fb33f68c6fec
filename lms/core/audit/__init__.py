"""The audit trail: who did what to what, written in the transaction that did it."""

from lms.core.audit.actions import define, sentence, sentences
from lms.core.audit.models import AuditEntry, AuditSeal
from lms.core.audit.record import record
from lms.core.audit.sealing import first_broken_seal, seal_new_entries

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "define",
    "first_broken_seal",
    "record",
    "seal_new_entries",
    "sentence",
    "sentences",
]
