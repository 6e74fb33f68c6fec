"""What can happen to work, reviews and grades, in words, and why it may not; one file a subject."""

from lms.assessments.actions import (
    defence,
    gradebook,
    grading,
    handing_in,
    reviewing,
    setting,
    similarity,
    work,
)

__all__ = [
    "defence",
    "gradebook",
    "grading",
    "handing_in",
    "reviewing",
    "setting",
    "similarity",
    "work",
]
