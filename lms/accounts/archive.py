"""The archive that a person gets of their own data: one JSON file a package, their files, and a page that explains."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core import holdings
from lms.core.db import db
from lms.core.files import StoredFile, path_of
from lms.core.languages import in_language

PURPOSE = "accounts.copy"
"""The purpose of a stored file that is such an archive; it does not go into the next one."""


def write_archive(target: Path, *, person_id: int, now: datetime) -> None:
    """Write everything about a person to a file. Reads only; takes seconds, so no transaction is open meanwhile."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for package, held in holdings.contents(person_id).items():
            archive.writestr(f"{package}.json", json.dumps(held, ensure_ascii=False, indent=1))
        for file in _files(person_id):
            if (path := path_of(file.digest)).exists():
                archive.write(path, f"files/{file.id}-{file.name}")
        for language in ("ko", "en"):
            with in_language(language):
                archive.writestr(f"README.{language}.txt", _explanation(now))


def _files(person_id: int) -> list[StoredFile]:
    return list(
        db.session.scalars(
            select(StoredFile)
            .where(StoredFile.owner_id == person_id, StoredFile.purged_at.is_(None), StoredFile.purpose != PURPOSE)
            .order_by(StoredFile.id)
        )
    )


def _explanation(now: datetime) -> str:
    return "\n\n".join(
        (
            _("This is a copy of everything that this centre keeps about you, made on %(day)s.", day=now.date()),
            _("Each part of the system has a file of its own in the JSON format, which every text editor opens."),
            _('You are called "me" in it, and everybody else "somebody else": who they are is theirs.'),
            _("Times are in UTC. The folder files holds what you uploaded."),
            _("Left out: secrets such as your password, grades that were not released yet, and who reviewed whom."),
        )
    )
