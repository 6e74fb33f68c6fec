"""Tables of courses: immutable revisions, pinned by cohorts, how they are delivered, what each person read."""

from lms.courses.models.delivery import DeliveryBinding, DeliveryException, DeliveryPlan
from lms.courses.models.importing import CourseImport, ImportProgress
from lms.courses.models.quizzes import (
    Quiz,
    QuizAnswer,
    QuizAttempt,
    QuizEdition,
    QuizException,
    QuizMark,
    QuizPractice,
    QuizQuestion,
    QuizQuestionVersion,
    QuizWindow,
)
from lms.courses.models.reading import LessonNote, LessonPlace, LessonReport
from lms.courses.models.revisions import (
    CohortCourse,
    Course,
    CourseAsset,
    CourseRevision,
    Lesson,
    LessonProgress,
    LessonText,
    Module,
)
from lms.courses.models.search import SearchGram, SearchText
from lms.courses.models.writing import CourseDraftRow, DraftAsset, DraftText

__all__ = [
    "CohortCourse",
    "Course",
    "CourseAsset",
    "CourseDraftRow",
    "CourseImport",
    "CourseRevision",
    "DeliveryBinding",
    "DeliveryException",
    "DeliveryPlan",
    "DraftAsset",
    "DraftText",
    "ImportProgress",
    "Lesson",
    "LessonNote",
    "LessonPlace",
    "LessonProgress",
    "LessonReport",
    "LessonText",
    "Module",
    "Quiz",
    "QuizAnswer",
    "QuizAttempt",
    "QuizEdition",
    "QuizException",
    "QuizMark",
    "QuizPractice",
    "QuizQuestion",
    "QuizQuestionVersion",
    "QuizWindow",
    "SearchGram",
    "SearchText",
]
