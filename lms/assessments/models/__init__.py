"""Tables of assignments, work, reviews and grades."""

from lms.assessments.models.handing_in import DraftVersion, SubmissionMember, SubmissionVersion, WorkDraft
from lms.assessments.models.revising import CommentAnswer
from lms.assessments.models.setting import (
    ExtensionEntry,
    GradeRelease,
    ModuleAssignment,
    RubricTemplate,
    Team,
    TeamMember,
)
from lms.assessments.models.similarity import SimilarPair
from lms.assessments.models.work import Assignment, GradeEntry, Review, RubricVersion, Submission

__all__ = [
    "Assignment",
    "CommentAnswer",
    "DraftVersion",
    "ExtensionEntry",
    "GradeEntry",
    "GradeRelease",
    "ModuleAssignment",
    "Review",
    "RubricTemplate",
    "RubricVersion",
    "SimilarPair",
    "Submission",
    "SubmissionMember",
    "SubmissionVersion",
    "Team",
    "TeamMember",
    "WorkDraft",
]
