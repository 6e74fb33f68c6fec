"""Tables of assignments, work, reviews and grades."""

from lms.assessments.models.answering import (
    AppealEntry,
    ReviewerMarkEntry,
    ReviewExclusion,
    ReviewQuestion,
    ReviewRating,
)
from lms.assessments.models.defence import (
    Defence,
    DefenceEntry,
    DefencePoint,
    DefenceSetting,
    DefenceSlot,
)
from lms.assessments.models.estimating import (
    CheckEntry,
    CheckPick,
    Estimation,
    Exemplar,
    ExemplarScore,
    WorkEstimate,
)
from lms.assessments.models.handing_in import DraftVersion, SubmissionMember, SubmissionVersion, WorkDraft
from lms.assessments.models.reviewing import PairRule, ReviewEntry, ReviewOffer, ReviewStep
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
    "AppealEntry",
    "Assignment",
    "CheckEntry",
    "CheckPick",
    "CommentAnswer",
    "Defence",
    "DefenceEntry",
    "DefencePoint",
    "DefenceSetting",
    "DefenceSlot",
    "DraftVersion",
    "Estimation",
    "Exemplar",
    "ExemplarScore",
    "ExtensionEntry",
    "GradeEntry",
    "GradeRelease",
    "ModuleAssignment",
    "PairRule",
    "Review",
    "ReviewEntry",
    "ReviewExclusion",
    "ReviewOffer",
    "ReviewQuestion",
    "ReviewRating",
    "ReviewStep",
    "ReviewerMarkEntry",
    "RubricTemplate",
    "RubricVersion",
    "SimilarPair",
    "Submission",
    "SubmissionMember",
    "SubmissionVersion",
    "Team",
    "TeamMember",
    "WorkDraft",
    "WorkEstimate",
]
