"""What happens to work that others react to."""

from __future__ import annotations

from dataclasses import dataclass

from lms.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSubmitted(Event):
    """A trainee handed in work."""

    submission_id: int
    assignment_id: int
    author_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGiven(Event):
    """A review was given."""

    review_id: int
    assignment_id: int
