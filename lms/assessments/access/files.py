"""Loading files of work for a person, or raising. A reviewer gets them without the name their author gave them."""

from __future__ import annotations

from sqlalchemy import select

from lms.assessments import anonymity, queries, rules
from lms.assessments.access.work import assignment_for_trainee, submission_for_staff
from lms.assessments.models import Assignment, Review, Submission
from lms.assessments.types import Anonymity
from lms.assessments.types.handing_in import FileNote, Version
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotFound
from lms.core.files import FileKind, StoredFile, path_of, text_of


def own_file(actor: Actor, assignment_id: int, file_id: int) -> StoredFile:
    """A file of one's own draft or of any version of one's own work."""
    assignment_for_trainee(actor, assignment_id)
    me = actor.user_id or 0
    submission = queries.submission_of(assignment_id, me)
    notes = list(queries.writing_of(assignment_id, me, submission).files)
    for version in queries.versions_of(submission.id) if submission else []:
        notes.extend(version.files)
    return _stored(notes, file_id)


def file_for_staff(actor: Actor, submission_id: int, file_id: int) -> StoredFile:
    """A file of any version, for those who set the work."""
    submission_for_staff(actor, submission_id)
    return _stored([note for version in queries.versions_of(submission_id) for note in version.files], file_id)


def file_for_review(actor: Actor, review_id: int, number: int) -> tuple[StoredFile, str]:
    """A file of the work that this person is to review, and the name under which they get it."""
    row = db.session.execute(
        select(Submission.id, Submission.alias, Submission.assignment_id, Assignment.anonymity)
        .join(Review, Review.submission_id == Submission.id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Review.id == review_id, Review.reviewer_id == actor.user_id)
    ).first()
    if row is None:
        raise NotFound
    submission_id, secret, assignment_id, mode = row
    assignment_for_trainee(actor, assignment_id)
    version = queries.reviewed_version(submission_id)
    if version is None or not 1 <= number <= len(version.files):
        raise NotFound
    note = version.files[number - 1]
    label = anonymity.pseudonym(secret, actor.user_id)
    name = anonymity.file_shown(Anonymity(mode), label=label, number=number, name=note.name, media_type=note.media_type)
    return _stored([note], note.id), name


def own_version(actor: Actor, assignment_id: int) -> tuple[Version, list[Version]]:
    """The newest version of one's own work, and every version, newest first."""
    assignment_for_trainee(actor, assignment_id)
    submission = queries.submission_of(assignment_id, actor.user_id or 0)
    versions = queries.versions_of(submission.id) if submission else []
    if not versions:
        raise NotFound
    return versions[0], versions


def text_of_file(note: FileNote) -> str:
    """The words in a file; empty where there are none or the bytes are gone."""
    path = path_of(note.digest)
    return text_of(path.read_bytes(), FileKind(note.media_type)) if path.exists() else ""


def names_in(actor: Actor, *, email: str, body: str, files: tuple[FileNote, ...]) -> tuple[str, ...]:
    """What in a text or its files gives this person away to blind reviewers."""
    texts = [body, *(note.name for note in files), *(text_of_file(note) for note in files)]
    found: dict[str, None] = {}
    for text in texts:
        found.update(dict.fromkeys(rules.traces(text, name=actor.name, email=email)))
    return tuple(found)


def _stored(notes: list[FileNote], file_id: int) -> StoredFile:
    stored = db.session.get(StoredFile, file_id) if any(note.id == file_id for note in notes) else None
    if stored is None:
        raise NotFound
    return stored
