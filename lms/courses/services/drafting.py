"""An author's draft: begun from the newest revision, saved as it is typed, published whole or discarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from posixpath import dirname, join
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Conflict, NotFound, Refused
from lms.core.files import FileKind, keep_upload
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.models import CourseDraftRow, CourseRevision, DraftAsset, DraftText
from lms.courses.services.rendering import convert_texts
from lms.courses.services.revising import store_revision
from lms.courses.types import CourseDraft, Resource, WhyNot
from lms.courses.writing.tree import Tree, as_values, from_values, tree_of, with_leaf

Change = Callable[[Tree], Tree]
"""A step in the tree of a draft."""

KINDS = frozenset(FileKind)
LARGEST_BODY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """A lesson's text as typed; ``version`` is the one that the author began from (0 for none)."""

    key: str
    language: str
    title: str
    body: str
    version: int
    minutes: int | None = None
    objectives: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()


def begin_draft(actor: Actor, *, course_id: int, now: datetime) -> None:
    """Begin from the newest revision, or from nothing; an open draft stays as it is."""
    access.course_for_writing(actor, course_id)
    newest = queries.newest_revision(course_id)
    base = queries.draft_of_revision(newest.id) if newest else CourseDraft(())
    with transaction():
        insert: Any = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(CourseDraftRow).values(
            course_id=course_id,
            person_id=actor.user_id,
            base_id=newest.id if newest else None,
            tree=as_values(tree_of(base)),
            version=1,
            changed_at=now,
        )
        db.session.execute(statement.on_conflict_do_nothing(index_elements=["course_id", "person_id"]))
        audit.record(actor, "course.draft_begun", ("course", course_id))


def change_tree(actor: Actor, *, course_id: int, version: int | None, change: Change, now: datetime) -> None:
    """Change modules and lessons. Raises Refused when the draft was changed since ``version``."""
    with transaction():
        row = _own(actor, course_id)
        if version is not None and version != row.version:
            raise Refused(WhyNot.DRAFT_CHANGED)
        row.tree = as_values(change(from_values(row.tree)))
        row.version += 1
        row.changed_at = now


def save_text(actor: Actor, *, course_id: int, written: Written, now: datetime) -> int:
    """Keep a text in the draft; gives its new version. Raises Conflict with both texts when it was changed since."""
    title = " ".join(written.title.split())[:500]
    if not title:
        raise Refused(WhyNot.NO_TITLE)
    with transaction():
        row = _own(actor, course_id)
        tree = from_values(row.tree)
        leaf = tree.lesson(written.key)
        if leaf is None:
            raise NotFound
        text = queries.draft_texts(row.id).get((written.key, written.language))
        body = _plain(written.body)
        if (text.version if text else 0) != written.version:
            raise Conflict(theirs=text.body if text else "", ours=body)
        if text is None:
            text = DraftText(draft_id=row.id, key=written.key, language=written.language, version=0)
            db.session.add(text)
        text.title, text.body, text.minutes, text.is_gone = title, body, written.minutes, False
        text.objectives = list(written.objectives)
        text.resources = [[each.title, each.address] for each in written.resources]
        text.version += 1
        row.tree = as_values(with_leaf(tree, replace(leaf, titles={**leaf.titles, written.language: title})))
        row.changed_at = now
        db.session.flush()
        return text.version


def drop_text(actor: Actor, *, course_id: int, key: str, language: str, now: datetime) -> None:
    """Take a language version out of the draft; one has to stay."""
    with transaction():
        row = _own(actor, course_id)
        tree = from_values(row.tree)
        leaf = tree.lesson(key)
        if leaf is None or language not in leaf.titles:
            raise NotFound
        titles = {code: title for code, title in leaf.titles.items() if code != language}
        if not titles:
            raise Refused(WhyNot.NO_TITLE)
        text = queries.draft_texts(row.id).get((key, language))
        if text is None:
            text = DraftText(draft_id=row.id, key=key, language=language, version=0, objectives=[], resources=[])
            text.title = text.body = ""
            db.session.add(text)
        text.is_gone, text.version = True, text.version + 1
        row.tree = as_values(with_leaf(tree, replace(leaf, titles=titles)))
        row.changed_at = now


def set_lesson(actor: Actor, *, course_id: int, key: str, is_for_staff: bool, now: datetime) -> None:
    """Say whether a lesson is for staff only."""

    def change(tree: Tree) -> Tree:
        leaf = tree.lesson(key)
        if leaf is None:
            raise NotFound
        return with_leaf(tree, replace(leaf, is_for_staff=is_for_staff))

    change_tree(actor, course_id=course_id, version=None, change=change, now=now)


def keep_file(actor: Actor, *, course_id: int, key: str, name: str, data: bytes, now: datetime) -> str:
    """Keep an image or a file with the draft; gives the address to write in the lesson."""
    with transaction():
        row = _own(actor, course_id)
        if from_values(row.tree).lesson(key) is None:
            raise NotFound
        file = keep_upload(actor, data=data, name=name, purpose="course.draft", allowed=KINDS, now=now)
        taken = {*queries.base_of(row).assets, *queries.draft_assets(row.id)}
        address = _free(dirname(key), file.name.replace(" ", "-"), taken)
        path = join(dirname(key), address)
        db.session.add(DraftAsset(draft_id=row.id, path=path, file_id=file.id, digest=file.digest))
        row.changed_at = now
        audit.record(actor, "course.draft_file_kept", file, after={"course": course_id, "path": path})
    return address


def publish_draft(actor: Actor, *, course_id: int, summary: str, now: datetime) -> CourseRevision:
    """Store the draft as the next revision and end it. Refused when a newer revision came in between."""
    row = _own(actor, course_id)
    draft = queries.composed(row, queries.base_of(row), summary=summary.strip()[:300])
    if not any(part.is_listed for module in draft.modules for part in module.lessons):
        raise Refused(WhyNot.NO_LESSON)
    version, base_id, converted = row.version, row.base_id, convert_texts(draft)
    with transaction():
        row = _own(actor, course_id)
        newest = queries.newest_revision(course_id)
        if (newest.id if newest else None) != base_id:
            raise Refused(WhyNot.DRAFT_BEHIND)
        if row.version != version:
            raise Refused(WhyNot.DRAFT_CHANGED)
        revision = store_revision(actor, course_id=course_id, draft=draft, now=now, converted=converted)
        _end(row)
        audit.record(actor, "course.draft_published", revision, after={"number": revision.number})
    return revision


def discard_draft(actor: Actor, *, course_id: int) -> None:
    """Throw the draft away."""
    with transaction():
        _end(_own(actor, course_id))
        audit.record(actor, "course.draft_discarded", ("course", course_id))


def _end(row: CourseDraftRow) -> None:
    for table in (DraftText, DraftAsset):
        db.session.execute(delete(table).where(table.draft_id == row.id))
    db.session.delete(row)
    db.session.flush()


def _own(actor: Actor, course_id: int) -> CourseDraftRow:
    access.course_for_writing(actor, course_id)
    row = queries.draft_row(course_id, actor.user_id or 0)
    if row is None:
        raise NotFound
    db.session.refresh(row, with_for_update=True)
    return row


def _plain(body: str) -> str:
    """Text as the reader of files would give it: plain line ends, no NUL, no blank lines around."""
    kept = body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").lstrip("\n").rstrip()
    return kept[:LARGEST_BODY] + "\n" if kept else ""


def _free(folder: str, name: str, taken: set[str]) -> str:
    """An address beside a lesson that no other file has (nor one that differs only in capitals)."""
    lower = {path.lower() for path in taken}
    stem, dot, ending = name.rpartition(".")
    number, address = 1, f"files/{name}"
    while join(folder, address).lower() in lower:
        number += 1
        address = f"files/{stem}-{number}.{ending}" if dot else f"files/{name}-{number}"
    return address
