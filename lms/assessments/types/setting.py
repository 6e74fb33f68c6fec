"""How an assignment is set: what is handed in, by whom, how late, who sees whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Anonymity(StrEnum):
    """Who knows whom in peer reviewing: nobody, only the reviewer knows the author, or both know each other."""

    DOUBLE = "double"
    SINGLE = "single"
    OPEN = "open"


class Allocation(StrEnum):
    """How reviews are handed out: to everybody at the close, or as people hand in."""

    BALANCED = "balanced"
    QUEUE = "queue"


class LateForm(StrEnum):
    """What happens to work after the close: nothing is taken, points come off a day, or it gets no peer reviews."""

    NONE = "none"
    POINTS = "points"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True)
class LateRule:
    """Late work: taken for ``days`` after the close, with ``points`` (of 100) off for each day begun."""

    form: LateForm = LateForm.NONE
    points: int = 10
    days: int = 3

    @property
    def taken_for(self) -> timedelta:
        """How long after the close work is still taken."""
        return timedelta(days=self.days if self.form is not LateForm.NONE else 0)

    def stored(self) -> dict[str, object]:
        """As the row keeps it."""
        return {"form": str(self.form), "points": self.points, "days": self.days}

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> LateRule:
        """From what the row keeps."""
        return cls(
            LateForm(str(stored.get("form", "none"))),
            int(str(stored.get("points", 10))),
            int(str(stored.get("days", 3))),
        )


@dataclass(frozen=True, slots=True)
class HandIn:
    """What is handed in: Markdown, files, the address of a repository with a commit."""

    text: bool = True
    files: bool = False
    repository: bool = False

    def stored(self) -> dict[str, bool]:
        """As the row keeps it."""
        return {"text": self.text, "files": self.files, "repository": self.repository}

    @classmethod
    def read(cls, stored: Mapping[str, object]) -> HandIn:
        """From what the row keeps."""
        return cls(bool(stored.get("text", True)), bool(stored.get("files")), bool(stored.get("repository")))


@dataclass(frozen=True, slots=True)
class ModulePlace:
    """A module of a course, by the key of one of its lessons."""

    course_id: int
    key: str

    def stored(self) -> str:
        """As a form's field keeps it."""
        return f"{self.course_id}:{self.key}"

    @classmethod
    def read(cls, text: str) -> ModulePlace | None:
        """From a form's field; None for no module."""
        course, mark, key = text.partition(":")
        return cls(int(course), key) if mark and key and course.isdecimal() and len(course) < 12 else None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about an assignment that has a good default. Weights are shares of the grade in percent."""

    hand_in: HandIn = field(default_factory=HandIn)
    is_team: bool = False
    late: LateRule = field(default_factory=LateRule)
    allocation: Allocation = Allocation.BALANCED
    anonymity: Anonymity = Anonymity.DOUBLE
    reviews_each: int = 3
    extra_reviews: int = 2
    reviews_without_work: bool = True
    peer_weight: int = 100
    instructor_weight: int = 0
    pass_line: int = 60
    check_budget: int | None = None
    calibrated: bool = False
    holds_grades: bool = False
    starter: str = ""
    weight: float = 1.0
    module: ModulePlace | None = None


class WhyNotSet(StrEnum):
    """Why an assignment, its rubric, a team or an extension cannot be set so."""

    WORK_IS_IN = "work_is_in"
    HANDED_OUT = "handed_out"
    DATES_REVERSED = "dates_reversed"
    NO_TITLE = "no_title"
    NO_SUCH_MODULE = "no_such_module"
    SHARES = "shares"
    NOTHING_ASKED = "nothing_asked"
    NO_CRITERION = "no_criterion"
    FEW_LEVELS = "few_levels"
    MANY_LEVELS = "many_levels"
    BAD_WEIGHT = "bad_weight"
    UNCHANGED = "unchanged"
    NAME_TAKEN = "name_taken"
    NOT_LATER = "not_later"
    NO_REASON = "no_reason"
    NOBODY = "nobody"
    NOT_ENDED = "not_ended"
    NO_SENTENCE = "no_sentence"


class Stage(StrEnum):
    """Where an assignment stands in time."""

    UPCOMING = "upcoming"
    OPEN = "open"
    REVIEWING = "reviewing"
    OVER = "over"


PLAIN_SETTINGS = (
    "is_team",
    "allocation",
    "anonymity",
    "reviews_each",
    "extra_reviews",
    "reviews_without_work",
    "peer_weight",
    "instructor_weight",
    "pass_line",
    "check_budget",
    "calibrated",
    "holds_grades",
    "starter",
    "weight",
)
"""Settings that are plain values: they go from a form to a column under one name."""
