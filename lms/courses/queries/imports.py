"""Reads of imports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.core.files.models import StoredFile
from lms.courses.importing.types import OPEN, ImportState
from lms.courses.models import CourseAsset, CourseImport, ImportProgress


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import as the list shows it."""

    id: int
    name: str
    code: str
    state: ImportState
    person: str
    at: datetime


def imports_of(centre_ids: Collection[int], *, person_id: int | None, most: int = 30) -> list[ImportLine]:
    """The newest imports of some centres; only one person's, if one is named."""
    statement = (
        select(
            CourseImport.id,
            CourseImport.name,
            CourseImport.code,
            CourseImport.state,
            Person.name,
            CourseImport.created_at,
        )
        .join(Person, Person.id == CourseImport.person_id)
        .where(CourseImport.centre_id.in_(centre_ids))
        .order_by(CourseImport.id.desc())
        .limit(most)
    )
    if person_id is not None:
        statement = statement.where(CourseImport.person_id == person_id)
    rows = db.session.execute(statement)
    return [ImportLine(ident, name, code, ImportState(state), who, at) for ident, name, code, state, who, at in rows]


def progress_of_import(import_id: int) -> ImportProgress | None:
    """How far an import is."""
    return db.session.get(ImportProgress, import_id)


def needs_bytes(digest: str) -> bool:
    """Whether anything still needs these bytes: an open import, an upload, an asset."""
    for statement in (
        select(CourseImport.id).where(CourseImport.digest == digest, CourseImport.state.in_(OPEN)),
        select(StoredFile.id).where(StoredFile.digest == digest, StoredFile.purged_at.is_(None)),
        select(CourseAsset.id).where(CourseAsset.digest == digest),
    ):
        if db.session.scalar(statement.limit(1)) is not None:
            return True
    return False
