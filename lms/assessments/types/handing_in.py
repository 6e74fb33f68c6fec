"""Words of handing in: drafts, files, terms for one person, receipts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.assessments.types.setting import Anonymity, HandIn, LateRule
from lms.assessments.types.work import Window


class WhyNotHandIn(StrEnum):
    """Why a piece of work, or a part of it, is not taken."""

    NOTHING = "nothing"
    TOO_MANY_FILES = "too_many_files"
    NAMES_ITS_AUTHOR = "names_its_author"
    BAD_REPOSITORY = "bad_repository"
    BAD_COMMIT = "bad_commit"
    MODULE_CLOSED = "module_closed"
    NO_TEAM = "no_team"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file of a draft or a version; ``id`` is its stored file, ``size`` in bytes."""

    id: int
    name: str
    size: int
    digest: str
    media_type: str

    def stored(self) -> dict[str, object]:
        """As rows keep it."""
        return {
            "id": self.id,
            "name": self.name,
            "size": self.size,
            "digest": self.digest,
            "media_type": self.media_type,
        }

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> FileNote:
        """From what rows keep."""
        return cls(
            int(str(stored["id"])),
            str(stored["name"]),
            int(str(stored["size"])),
            str(stored["digest"]),
            str(stored["media_type"]),
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody is writing: a draft, or else the newest version. ``epoch`` is 0 before the first saving."""

    body: str = ""
    files: tuple[FileNote, ...] = ()
    repository: str = ""
    commit_id: str = ""
    epoch: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """How one person hands in for one assignment; the window has their extension in it."""

    assignment_id: int
    window: Window
    hand_in: HandIn
    late: LateRule
    is_team: bool
    anonymity: Anonymity
    revise_until: datetime | None
    is_extended: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft was saved; ``replaced`` when another window's text had to give way."""

    epoch: int
    at: datetime
    replaced: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it was handed in."""

    submission_id: int
    number: int
    round: int
    body: str
    html: str
    files: tuple[FileNote, ...]
    repository: str
    commit_id: str
    late_days: int
    digest: str
    at: datetime
    author_id: int
