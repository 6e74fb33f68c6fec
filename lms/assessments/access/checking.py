"""Loading work that staff grade blind: by the rubric, without its author, with files that do not name them."""

from __future__ import annotations

from lms.assessments import anonymity, queries
from lms.assessments.access.files import file_for_staff
from lms.assessments.access.work import submission_for_staff
from lms.assessments.types import Anonymity
from lms.assessments.types.handing_in import Version
from lms.assessments.types.work import FileShown, HandedIn
from lms.core.actor import Actor
from lms.core.errors import NotFound
from lms.core.files.models import StoredFile


def handed_in_blind(actor: Actor, submission_id: int) -> tuple[str, HandedIn]:
    """The text that reviewers had before them, and what came with it under names that tell nothing."""
    submission, _card = submission_for_staff(actor, submission_id)
    version = queries.reviewed_version(submission_id)
    if version is None:
        return submission.html, HandedIn((), "", "")
    files = tuple(
        FileShown(number, _name(version, submission.alias, number), note.size)
        for number, note in enumerate(version.files, 1)
    )
    return version.html, HandedIn(files, "", version.commit_id)


def file_for_check(actor: Actor, submission_id: int, number: int) -> tuple[StoredFile, str]:
    """A file of work to grade blind, and the name under which it is sent."""
    submission, _card = submission_for_staff(actor, submission_id)
    version = queries.reviewed_version(submission_id)
    if version is None or not 1 <= number <= len(version.files):
        raise NotFound
    note = version.files[number - 1]
    return file_for_staff(actor, submission_id, note.id), _name(version, submission.alias, number)


def _name(version: Version, label: str, number: int) -> str:
    note = version.files[number - 1]
    return anonymity.file_shown(
        Anonymity.DOUBLE, label=label, number=number, name=note.name, media_type=note.media_type
    )
