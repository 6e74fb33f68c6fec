"""Bringing a draft up to a newer revision: what only one side changed is taken, what both changed is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.core.transaction import transaction
from lms.courses import access, queries
from lms.courses.models import CourseDraftRow
from lms.courses.types import CourseDraft, TextDraft
from lms.courses.writing.merge import merged_tree
from lms.courses.writing.tree import as_values, from_values, tree_of


@dataclass(frozen=True, slots=True)
class Clash:
    """A text that both sides changed since the draft began."""

    key: str
    language: str
    title: str
    ours: str
    theirs: str


def clashes(row: CourseDraftRow, base: CourseDraft, newest: CourseDraft) -> list[Clash]:
    """Texts that differ from the beginning on both sides, and from each other."""
    old, new = _texts(base), _texts(newest)
    found = []
    for (key, language), text in sorted(queries.draft_texts(row.id).items()):
        before, theirs = old.get((key, language)), new.get((key, language))
        if theirs is None or before == theirs or text.is_gone or theirs.body.strip() == text.body.strip():
            continue
        found.append(Clash(key, language, text.title, text.body, theirs.body))
    return found


def merge_draft(actor: Actor, *, course_id: int, theirs: Collection[tuple[str, str]], now: datetime) -> None:
    """Put the draft on top of the newest revision. ``theirs`` are the texts for which the revision's are taken."""
    access.course_for_writing(actor, course_id)
    with transaction():
        row = queries.draft_row(course_id, actor.user_id or 0)
        newest = queries.newest_revision(course_id)
        if row is None or newest is None:
            raise NotFound
        db.session.refresh(row, with_for_update=True)
        base, new = queries.base_of(row), queries.draft_of_revision(newest.id)
        texts = queries.draft_texts(row.id)
        for (key, language), text in texts.items():
            if (key, language) in theirs:
                db.session.delete(text)
            elif (key, language) in {(clash.key, clash.language) for clash in clashes(row, base, new)}:
                text.version += 1
        kept = {key for key, language in texts if (key, language) not in theirs}
        tree = merged_tree(tree_of(base), from_values(row.tree), tree_of(new), kept)
        row.tree, row.base_id, row.version, row.changed_at = as_values(tree), newest.id, row.version + 1, now
        audit.record(actor, "course.draft_begun", ("course", course_id), after={"revision": newest.number})


def _texts(draft: CourseDraft) -> dict[tuple[str, str], TextDraft]:
    return {
        (part.key, text.language): replace(text, links={}, images={})
        for module in draft.modules
        for part in module.lessons
        for text in part.texts
    }
