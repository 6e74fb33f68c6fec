"""Writing one entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g, has_request_context
from sqlalchemy import inspect

from lms.core import clock
from lms.core.actor import Actor
from lms.core.audit.actions import is_defined
from lms.core.audit.models import AuditEntry
from lms.core.db import Model, db
from lms.core.transaction import current_unit

Subject = Model | tuple[str, int | str]


def record(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write who did what. ``subject`` is a stored row, or its kind and id.

    Raises LookupError for an action that no package defined, RuntimeError outside a transaction.
    """
    if not is_defined(action):
        raise LookupError(f"audit action {action!r} is not defined by any package")
    unit = current_unit()
    if unit is None:
        raise RuntimeError("an audit entry belongs to a transaction")
    kind, ident = _name(subject)
    db.session.add(
        AuditEntry(
            at=clock.now(),
            actor_id=actor.user_id,
            actor_roles="system" if actor.is_system else ",".join(sorted(actor.roles)),
            action=action,
            subject_kind=kind,
            subject_id=str(ident),
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
            reason=reason,
            request_id=getattr(g, "request_id", "") if has_request_context() else "",
        )
    )
    unit.audited = True


def _name(subject: Subject) -> tuple[str, int | str]:
    if isinstance(subject, tuple):
        return subject
    state = inspect(subject)
    if state.identity is None:
        db.session.flush()
    return subject.__tablename__, state.identity[0] if state.identity else ""
