"""One intention, one transaction: changes, audit entries, events and what waits for the commit."""

from __future__ import annotations

import re
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from lms.core import idempotency_claim
from lms.core.db import WRITES, db
from lms.core.events import Event, handlers_of

_CHANGE = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)
_UNIT = "lms_unit"
_one_writer = threading.Lock()

UNAUDITED = frozenset(
    {
        "audit_entry",
        "audit_seal",
        "course_draft",
        "draft_asset",
        "draft_text",
        "draft_version",
        "idempotency_key",
        "import_progress",
        "job_run",
        "lease",
        "lesson_place",
        "rate_limit",
        "scheduler_leader",
        "work_draft",
    }
)
"""Machinery whose rows say nothing about a person, bookmarks, and drafts that only their writer sees and that save
themselves every few seconds; everything else leaves an audit entry."""


class SilentChange(AssertionError):
    """Rows changed and nobody wrote down who did it: a fault in a service, found by its tests."""


class Unit:
    """What happens within one transaction."""

    def __init__(self) -> None:
        self.audited = False
        self.changed: Counter[str] = Counter()
        self._events: deque[Event] = deque()
        self._after: list[Callable[[], None]] = []

    def note(self, happened: Event) -> None:
        """Tell the packages above; they react before the commit, in this same transaction."""
        self._events.append(happened)

    def changed_nothing(self, table: str) -> None:
        """Say that a statement on a table changed no row after all, such as an insert whose key was there already."""
        self.changed[table] -= 1

    def after_commit(self, action: Callable[[], None]) -> None:
        """Do something that is safe to lose (waking a worker) once everything is stored."""
        self._after.append(action)

    def deliver(self) -> None:
        """Let handlers react, and to what they note in turn."""
        while self._events:
            happened = self._events.popleft()
            for handle in handlers_of(happened):
                handle(happened)

    def finish(self) -> None:
        """Run what was kept for after the commit."""
        for action in self._after:
            action()


@contextmanager
def transaction() -> Iterator[Unit]:
    """Open a transaction, or join the open one. Only services call it; nobody else commits.

    Whatever was read before in this session is let go first, so that the service sees the present; on SQLite the
    write lock is taken at once, behind a lock of this process (fair waiting, where SQLite's own busy wait is not).
    """
    session = db.session()
    joined: Unit | None = session.info.get(_UNIT)
    if joined is not None:
        yield joined
        return
    with _waiting_turn(session):
        unit = Unit()
        session.rollback()
        session.info[_UNIT] = unit
        try:
            session.connection(execution_options={WRITES: True})
            idempotency_claim.take(session)
            yield unit
            unit.deliver()
            session.flush()
            _refuse_silence(unit)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(_UNIT, None)
    unit.finish()


def current_unit() -> Unit | None:
    """The open unit of work, if any."""
    unit: Unit | None = db.session().info.get(_UNIT)
    return unit


@contextmanager
def _waiting_turn(session: Session) -> Iterator[None]:
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    with _one_writer:
        yield


def _refuse_silence(unit: Unit) -> None:
    silent = {table for table, statements in unit.changed.items() if statements > 0} - UNAUDITED
    if silent and not unit.audited and current_app.config.get("LMS_STRICT_AUDIT"):
        raise SilentChange(f"changed without an audit entry: {', '.join(sorted(silent))}")


def watch_changes(engine: Any) -> None:
    """Note which tables each transaction changes (for tests and development)."""

    @event.listens_for(engine, "before_cursor_execute")
    def _on_execute(
        connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
    ) -> None:
        if (match := _CHANGE.match(statement)) is None:
            return
        unit = current_unit()
        table = match.group(1)
        if unit is not None:
            unit.changed[table] += 1
        elif table not in UNAUDITED and not connection.get_execution_options().get("lms_unwatched"):
            raise SilentChange(f"{table} changed outside a transaction of a service")
