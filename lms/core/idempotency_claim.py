"""The claim of a request's idempotency key, taken inside the transaction that does the work.

Kept apart from the table so that ``transaction`` needs to know nothing of requests: the web side sets a claim for
the current context; the first transaction of that context stores it together with the effects, or finds it taken.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from sqlalchemy.orm import Session

Claim = Callable[[Session], None]
_pending: ContextVar[Claim | None] = ContextVar("lms_idempotency_claim", default=None)


def prepare(claim: Claim | None) -> None:
    """Set, or clear with None, the claim of this context."""
    _pending.set(claim)


def take(session: Session) -> None:
    """Store the pending claim, once. The claim raises when its key is taken."""
    claim = _pending.get()
    if claim is not None:
        _pending.set(None)
        claim(session)
