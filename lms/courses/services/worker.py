"""The worker of imports: reads what was uploaded, or stores what was chosen, and says how far it is.

It runs in a thread beside the request that asked for it; should that process end, the scheduler (or a person's
button) starts another once the claim has run out. A revision is stored in one transaction together with the import's
last state, so a stop at any moment leaves the course as it was before or as it is after.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.accounts.queries import actor_of
from lms.core import audit, files
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import Unit, transaction
from lms.courses import queries
from lms.courses.importing.choosing import choice_of, chosen
from lms.courses.importing.outline import outline_of
from lms.courses.importing.types import AT_WORK, ImportState
from lms.courses.models import CourseImport, ImportProgress
from lms.courses.reading import Unreadable, read_course
from lms.courses.reading.types import CourseTree
from lms.courses.services.importing import draft_of, titles_of
from lms.courses.services.rendering import convert_texts
from lms.courses.services.taking_in import take_in

CLAIM = timedelta(seconds=150)
STEPS = 25
"""Progress is written at most this many times in a pass."""

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The import was cancelled, or somebody else works on it."""


class Hours:
    """The time since a moment that the caller read from the clock."""

    def __init__(self, now: datetime) -> None:
        self._began, self._counted = now, time.monotonic()

    def now(self) -> datetime:
        """That moment and what has passed since."""
        return self._began + timedelta(seconds=time.monotonic() - self._counted)


@dataclass(frozen=True, slots=True)
class Task:
    """What the worker needs to know of an import."""

    id: int
    hours: Hours
    state: str
    name: str
    digest: str
    language: str
    centre_id: int
    code: str
    person_id: int
    plan: dict[str, Any]


def wake(import_id: int, *, now: datetime) -> None:
    """Work on an import beside the request; within a test, in it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.testing:
        work_on(import_id, now=now)
        return
    threading.Thread(target=_work_in, args=(app, import_id, now), name=f"import-{import_id}", daemon=True).start()


def _work_in(app: Flask, import_id: int, now: datetime) -> None:
    with app.app_context():
        work_on(import_id, now=now)


def work_on_waiting(*, now: datetime) -> int:
    """Take up imports that nobody works on; how many."""
    ids = db.session.scalars(
        select(CourseImport.id)
        .outerjoin(ImportProgress, ImportProgress.import_id == CourseImport.id)
        .where(
            CourseImport.state.in_(AT_WORK),
            (ImportProgress.claimed_until.is_(None)) | (ImportProgress.claimed_until <= now),
        )
    ).all()
    for import_id in ids:
        work_on(import_id, now=now)
    return len(ids)


def work_on(import_id: int, *, now: datetime) -> None:
    """Read or store; every way to fail ends in a state that a page explains."""
    hours = Hours(now)
    try:
        if not _claim(import_id, now):
            return
        task = task_of(import_id, hours)
        if task is None:
            return
        carry_out(task)
    except Stopped:
        log.info("import %s was stopped", import_id)
    except Unreadable as problem:
        _fail(import_id, problem.problem.value, problem.name, hours.now())
    except (NotAllowed, NotFound, Refused):
        _fail(import_id, "not_allowed", "", hours.now())
    except Exception:
        log.exception("import %s failed", import_id)
        _fail(import_id, "fault", "", hours.now())


def carry_out(task: Task) -> None:
    """Read or store; raises Stopped when the import was cancelled meanwhile."""
    actor = actor_of(task.person_id)
    if actor is None:
        raise NotAllowed
    tree = _read(task)
    if task.state == ImportState.READING:
        outline = outline_of(tree)
        with transaction():
            _finish(task, ImportState.READY, outline=outline)
            audit.record(actor, "course.import_read", ("course_import", task.id))
        return
    _store(actor, task, chosen(tree, choice_of(task.plan)))


def _read(task: Task) -> CourseTree:
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        link = Path(folder) / task.name
        link.symlink_to(files.path_of(task.digest))
        return read_course(link, language=task.language or None, progress=_Teller(task))


def _store(actor: Actor, task: Task, tree: CourseTree) -> None:
    draft = draft_of(tree, source=task.name)
    converted = convert_texts(draft, _Teller(task))
    with transaction() as unit:
        taken = take_in(
            actor,
            centre_id=task.centre_id,
            code=task.code,
            titles=titles_of(tree),
            draft=draft,
            now=task.hours.now(),
            converted=converted,
        )
        state = ImportState.SAME if taken.revision_id is None else ImportState.DONE
        _finish(task, state, course_id=taken.course_id, revision_id=taken.revision_id)
        audit.record(actor, "course.import_stored", ("course_import", task.id), after={"revision": taken.number})
        _forget_bytes(unit, task.digest)


def _finish(task: Task, state: ImportState, **values: Any) -> None:
    """The next state, if the one that the work began in still holds; else everything is rolled back."""
    done: Any = db.session.execute(
        update(CourseImport)
        .where(CourseImport.id == task.id, CourseImport.state == task.state)
        .values(state=state, changed_at=task.hours.now(), **values)
    )
    if not done.rowcount:
        raise Stopped
    db.session.execute(delete(ImportProgress).where(ImportProgress.import_id == task.id))


def _fail(import_id: int, problem: str, name: str, now: datetime) -> None:
    with transaction() as unit:
        row = db.session.get(CourseImport, import_id, with_for_update=True, populate_existing=True)
        if row is None or row.state not in AT_WORK:
            return
        row.state, row.problem, row.problem_name = ImportState.FAILED, problem, name[:300]
        row.changed_at = now
        audit.record(actor_of(row.person_id) or SYSTEM, "course.import_failed", row, after={"problem": problem})
        db.session.flush()
        _forget_bytes(unit, row.digest)


def _forget_bytes(unit: Unit, digest: str) -> None:
    """Let go of the upload, once nothing needs it."""
    if not queries.needs_bytes(digest):
        unit.after_commit(lambda: files.path_of(digest).unlink(missing_ok=True))


def task_of(import_id: int, hours: Hours) -> Task | None:
    """What there is to do for an import, if anything."""
    row = db.session.get(CourseImport, import_id)
    if row is None or row.state not in AT_WORK:
        return None
    return Task(
        row.id,
        hours,
        row.state,
        row.name,
        row.digest,
        row.language,
        row.centre_id,
        row.code,
        row.person_id,
        dict(row.plan),
    )


def _claim(import_id: int, now: datetime) -> bool:
    """Whether this worker may work: nobody does, or the one who did is long gone."""
    insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"claimed_until": now + CLAIM, "done": 0, "total": 0}
    statement = insert(ImportProgress).values(import_id=import_id, **values)
    statement = statement.on_conflict_do_update(
        index_elements=["import_id"], set_=values, where=ImportProgress.claimed_until <= now
    ).returning(ImportProgress.import_id)
    with transaction():
        return db.session.execute(statement).first() is not None


class _Teller:
    """Writes progress now and then, renews the claim, and stops when the import was cancelled."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._told = -1

    def __call__(self, done: int, total: int) -> None:
        step = done * STEPS // max(total, 1)
        if step == self._told:
            return
        self._told = step
        with transaction():
            state = db.session.scalar(select(CourseImport.state).where(CourseImport.id == self._task.id))
            if state != self._task.state:
                raise Stopped
            db.session.execute(
                update(ImportProgress)
                .where(ImportProgress.import_id == self._task.id)
                .values(done=done, total=total, claimed_until=self._task.hours.now() + CLAIM)
            )
