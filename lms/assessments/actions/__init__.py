"""What can happen to work, reviews and grades, in words, and why it may not; one file a subject."""

from lms.assessments.actions import (
    handing_in,
    reviewing,
    setting,
    work,
)

__all__ = [
    "handing_in",
    "reviewing",
    "setting",
    "work",
]
