"""Drafts: saved while somebody writes, seen by nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lms.assessments import access, queries, rules
from lms.assessments.models import DraftVersion, WorkDraft
from lms.assessments.types import Anonymity
from lms.assessments.types.handing_in import FileNote, Saved, WhyNotHandIn, WorkTerms
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files import NEVER_BARE, FileKind, StoredFile, keep_upload, purge
from lms.core.transaction import transaction

PURPOSE = "work.attachment"


def save_draft(
    actor: Actor, *, assignment_id: int, body: str, repository: str, commit_id: str, epoch: int, now: datetime
) -> Saved:
    """Keep what was typed. The newest saving counts; a text from another window is kept beside it.

    ``epoch`` is the saving on which this window's text is based.
    """
    with transaction():
        _open_terms(actor, assignment_id, now)
        draft = _draft(actor, assignment_id, now)
        replaced = draft.epoch not in (0, epoch) and draft.body not in ("", body)
        if replaced:
            db.session.add(DraftVersion(draft_id=draft.id, body=draft.body, at=draft.saved_at))
        draft.body = body[: rules.LONGEST_WORK]
        draft.repository, draft.commit_id = repository.strip()[:300], commit_id.strip().lower()[:64]
        draft.epoch += 1
        draft.saved_at = now
    return Saved(draft.epoch, now, replaced)


def attach_files(
    actor: Actor, *, assignment_id: int, uploads: Sequence[tuple[str, bytes]], now: datetime
) -> list[FileNote]:
    """Add uploads (name, bytes) to the draft, all of them or none. Raises Refused with ``name`` of the file."""
    with transaction():
        terms = _open_terms(actor, assignment_id, now)
        if not terms.hand_in.files:
            raise Refused(WhyNotHandIn.NOT_ASKED)
        draft = _draft(actor, assignment_id, now)
        if len(draft.files) + len(uploads) > rules.MOST_FILES:
            raise Refused(WhyNotHandIn.TOO_MANY_FILES)
        notes = [_keep(actor, name, data, terms, now) for name, data in uploads]
        draft.files = [*draft.files, *(note.stored() for note in notes)]
        draft.saved_at = now
        audit.record(actor, "work.files_added", draft, after={"files": [note.name for note in notes]})
    return notes


def _keep(actor: Actor, name: str, data: bytes, terms: WorkTerms, now: datetime) -> FileNote:
    blind = terms.anonymity is not Anonymity.OPEN
    allowed = set(FileKind) - (NEVER_BARE if blind else set())
    try:
        row = keep_upload(actor, data=data, name=name, purpose=PURPOSE, allowed=allowed, now=now)
    except Refused as refusal:
        refusal.facts["name"] = name
        raise
    return FileNote(row.id, row.name, row.size, row.digest, row.media_type)


def remove_file(actor: Actor, *, assignment_id: int, file_id: int, now: datetime) -> None:
    """Take a file out of the draft; its bytes go too unless a version has them."""
    with transaction():
        _open_terms(actor, assignment_id, now)
        draft = _draft(actor, assignment_id, now)
        kept = [note for note in draft.files if note["id"] != file_id]
        if len(kept) == len(draft.files):
            raise NotFound
        draft.files = kept
        submission = queries.submission_of(assignment_id, actor.user_id or 0)
        handed_in = queries.versions_of(submission.id) if submission else []
        stored = db.session.get(StoredFile, file_id)
        if stored is not None and not any(note.id == file_id for each in handed_in for note in each.files):
            purge(stored, now=now)
        audit.record(actor, "work.file_removed", draft, after={"file": file_id})


def _open_terms(actor: Actor, assignment_id: int, now: datetime) -> WorkTerms:
    access.assignment_for_trainee(actor, assignment_id)
    terms = queries.terms_for(assignment_id, actor.user_id or 0)
    if terms is None:
        raise NotFound
    submission = queries.submission_of(assignment_id, actor.user_id or 0)
    began = queries.round_began(submission)
    if reason := rules.why_not_hand_in(terms, now=now, began=began, round_=submission.round if submission else 1):
        raise Refused(reason)
    if submission is None and access.why_closed(actor, assignment_id, now=now) is not None:
        raise Refused(WhyNotHandIn.MODULE_CLOSED)
    return terms


def _draft(actor: Actor, assignment_id: int, now: datetime) -> WorkDraft:
    me = actor.user_id or 0
    draft = queries.draft_of(assignment_id, me)
    if draft is None:
        begun = queries.writing_of(assignment_id, me, queries.submission_of(assignment_id, me))
        draft = WorkDraft(
            assignment_id=assignment_id,
            person_id=me,
            epoch=0,
            body=begun.body,
            files=[note.stored() for note in begun.files],
            repository=begun.repository,
            commit_id=begun.commit_id,
            saved_at=now,
        )
        db.session.add(draft)
        db.session.flush()
    return draft
