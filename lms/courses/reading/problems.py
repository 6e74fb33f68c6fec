"""Why a course cannot be read at all."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """Codes that a page turns into a sentence."""

    NOT_FOUND = "not_found"
    UNKNOWN_FORMAT = "unknown_format"
    BROKEN_ARCHIVE = "broken_archive"
    BAD_CHECKSUM = "bad_checksum"
    ENCRYPTED = "encrypted"
    UNSUPPORTED_COMPRESSION = "unsupported_compression"
    UNSAFE_PATH = "unsafe_path"
    PATH_TOO_LONG = "path_too_long"
    LINK_OUTSIDE = "link_outside"
    DUPLICATE_NAME = "duplicate_name"
    NAME_COLLISION = "name_collision"
    TOO_MANY_FILES = "too_many_files"
    TOO_MANY_LESSONS = "too_many_lessons"
    FILE_TOO_LARGE = "file_too_large"
    TOO_LARGE = "too_large"
    BROKEN_MANIFEST = "broken_manifest"
    NO_LESSONS = "no_lessons"
    NO_REVISION = "no_revision"


class Unreadable(Exception):
    """The course cannot be read; ``name`` is the file that is the reason, if one is."""

    def __init__(self, problem: Problem, name: str = "", detail: str = "") -> None:
        super().__init__(" ".join(part for part in (problem.value, name, detail) if part))
        self.problem = problem
        self.name = name
        self.detail = detail
