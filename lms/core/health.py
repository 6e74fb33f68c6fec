"""Is everything alive? Packages add checks; each returns facts and whether it is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from lms.core.db import db

Check = Callable[[datetime], tuple[bool, dict[str, Any]]]
_checks: dict[str, Check] = {}


def check(name: str, function: Check) -> None:
    """Add a check under a name; it gets ``now`` and returns (well, facts)."""
    _checks[name] = function


def examine(*, now: datetime) -> dict[str, Any]:
    """Run every check. ``status`` is ``ok`` only when all are well."""
    parts: dict[str, Any] = {"database": _database()}
    if parts["database"]["ok"]:
        for name, function in _checks.items():
            well, facts = function(now)
            parts[name] = {"ok": well, **facts}
    status = "ok" if all(part["ok"] for part in parts.values()) else "failing"
    return {"status": status, "at": now.isoformat(), "parts": parts}


def _database() -> dict[str, Any]:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return {"ok": False}
    return {"ok": True, "kind": db.session.get_bind().dialect.name}
