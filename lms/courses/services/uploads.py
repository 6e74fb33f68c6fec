"""A person's steps with an import: upload, choose, cancel, go on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from lms.core import audit, files
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.files.uploads import safe_name
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.importing.choosing import holds_questions_only, plan_of
from lms.courses.importing.types import AT_WORK, OPEN, Choice, ImportState
from lms.courses.models import CourseImport
from lms.courses.services.worker import wake
from lms.courses.types import CODE_LETTERS, WhyNot


def begin_import(
    actor: Actor, *, centre_id: int, code: str, data: bytes, name: str, language: str, now: datetime
) -> int:
    """Keep an upload and have it read; gives the import's id. A code that is taken needs the right to that course."""
    access.centre_for_writing(actor, centre_id)
    if not data:
        raise Refused(WhyNot.EMPTY_UPLOAD)
    if not 1 <= len(code) <= CODE_LETTERS:
        raise Refused(WhyNot.CODE_MISSING)
    known = queries.course_by_code(centre_id, code)
    if known is not None:
        access.course_for_writing(actor, known)
    digest = files.store(data)
    with transaction() as unit:
        row = CourseImport(
            centre_id=centre_id,
            code=code,
            person_id=actor.user_id,
            name=safe_name(name),
            digest=digest,
            size=len(data),
            language=language,
            state=ImportState.READING,
            outline={},
            plan={},
            course_id=known,
            created_at=now,
            changed_at=now,
        )
        db.session.add(row)
        db.session.flush()
        import_id = row.id
        audit.record(actor, "course.import_begun", row, after={"code": code, "name": row.name, "size": row.size})
        unit.after_commit(lambda: wake(import_id, now=now))
    return import_id


def choose_import(actor: Actor, *, import_id: int, choice: Choice, now: datetime) -> None:
    """Store what was chosen in the preview; sent twice, it is stored once."""
    row = access.import_for_writing(actor, import_id)
    if not any(part.lessons for part in choice.modules) and not holds_questions_only(row.outline):
        raise Refused(WhyNot.NOTHING_CHOSEN)
    with transaction() as unit:
        if not _move(import_id, frozenset({ImportState.READY}), ImportState.STORING, now, plan=plan_of(choice)):
            raise Refused(WhyNot.IMPORT_OVER)
        audit.record(actor, "course.import_chosen", ("course_import", import_id))
        unit.after_commit(lambda: wake(import_id, now=now))


def cancel_import(actor: Actor, *, import_id: int, now: datetime) -> None:
    """Stop an import: nothing of it stays but its name."""
    row = access.import_for_writing(actor, import_id)
    digest = row.digest
    with transaction() as unit:
        if not _move(import_id, OPEN, ImportState.CANCELLED, now, outline={}, plan={}):
            raise Refused(WhyNot.IMPORT_OVER)
        audit.record(actor, "course.import_cancelled", ("course_import", import_id))
        if not queries.needs_bytes(digest):
            unit.after_commit(lambda: files.path_of(digest).unlink(missing_ok=True))


def resume_import(actor: Actor, *, import_id: int, now: datetime) -> None:
    """Have somebody work on it, should the one who did be gone."""
    row = access.import_for_writing(actor, import_id)
    if row.state in AT_WORK:
        wake(import_id, now=now)


def _move(import_id: int, before: frozenset[ImportState], after: ImportState, now: datetime, **values: Any) -> bool:
    """Change the state if it is still one of ``before``."""
    done: Any = db.session.execute(
        update(CourseImport)
        .where(CourseImport.id == import_id, CourseImport.state.in_(before))
        .values(state=after, changed_at=now, **values)
    )
    return bool(done.rowcount)
