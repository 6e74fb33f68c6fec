"""What is due for a person: one file a subject, each with a function from the reader to a list of ``Due``."""

from __future__ import annotations

from collections.abc import Callable

from lms.home.due import (
    assessments,
    attendance,
    beginning,
    careers,
    completion,
    courses,
    defences,
    door,
    portfolio,
    requests,
)
from lms.home.due.types import Due, Reader

SUBJECTS: tuple[Callable[[Reader], list[Due]], ...] = (
    beginning.due,
    door.due,
    attendance.due,
    requests.due,
    assessments.due,
    defences.due,
    careers.due,
    courses.due,
    portfolio.due,
    completion.due,
)


def due_for(reader: Reader) -> list[Due]:
    """Everything that is due, what has a deadline first and soonest, then in the order of the subjects."""
    found = [each for subject in SUBJECTS for each in subject(reader)]
    return sorted(found, key=lambda each: (each.by is None, each.by or reader.now))


__all__ = ["Due", "Reader", "due_for"]
