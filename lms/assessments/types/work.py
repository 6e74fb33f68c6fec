"""Words of work, reviews and grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.assessments.types.reviewing import Given


class WhyNot(StrEnum):
    """Why a step of an assignment is closed."""

    NOT_OPEN = "not_open"
    CLOSED = "closed"
    LOCKED = "locked"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_SUBMITTED = "not_submitted"
    REVIEWED_ALREADY = "reviewed_already"
    NOT_ALL_CRITERIA = "not_all_criteria"
    COMMENT_MISSING = "comment_missing"
    REVIEW_OVER = "review_over"
    NO_WORK = "no_work"
    TOO_FEW_REVIEWS = "too_few_reviews"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: described levels from worst (0) to best, its share of the total, and whether reviewers
    must write a comment on it.
    """

    name: Mapping[str, str]
    levels: tuple[Mapping[str, str], ...]
    weight: float
    comment: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """When work may be handed in, and until when it is reviewed."""

    opens_at: datetime
    closes_at: datetime
    review_closes_at: datetime


@dataclass(frozen=True, slots=True)
class AssignmentCard:
    """An assignment as lists show it."""

    id: int
    cohort_id: int
    title: Mapping[str, str]
    position: int
    window: Window
    weight: float


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file as a reviewer sees it; ``number`` counts from 1 within the work, and is all that its address tells."""

    number: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came with the text of a piece under review: files, and the repository as far as it may be seen."""

    files: tuple[FileShown, ...] = ()
    repository: str = ""
    commit_id: str = ""


@dataclass(frozen=True, slots=True)
class WorkForReview:
    """Someone's work as a reviewer sees it: without its author."""

    review_id: int
    assignment_id: int
    alias: str
    html: str
    given: Mapping[int, int]
    comment: str
    is_done: bool
    comments: Mapping[int, str]
    draft: Given | None
    due_at: datetime
    done_at: datetime | None
    released_at: datetime | None
    seconds: int
    handed_in: HandedIn


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """A review as the author of the work sees it: without the reviewer."""

    alias: str
    levels: tuple[int, ...]
    score: float
    comment: str
