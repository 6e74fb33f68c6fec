"""Every table of the house, so that whoever needs the whole schema imports one module."""

from lms.core.audit.models import AuditEntry, AuditSeal
from lms.core.files.models import StoredFile
from lms.core.idempotency import IdempotencyKey
from lms.core.leases import LeaseRow
from lms.core.limits import RateLimit
from lms.core.scheduler.models import JobRun, SchedulerLeader
from lms.core.terms import TermsRow

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "IdempotencyKey",
    "JobRun",
    "LeaseRow",
    "RateLimit",
    "SchedulerLeader",
    "StoredFile",
    "TermsRow",
]
