"""Tables of courses: immutable revisions, pinned by cohorts, how they are delivered, what each person read."""

from lms.courses.models.delivery import DeliveryBinding, DeliveryException, DeliveryPlan
from lms.courses.models.quizzes import (
    Quiz,
    QuizAnswer,
    QuizAttempt,
    QuizEdition,
    QuizException,
    QuizMark,
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

__all__ = [
    "CohortCourse",
    "Course",
    "CourseAsset",
    "CourseRevision",
    "DeliveryBinding",
    "DeliveryException",
    "DeliveryPlan",
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
    "QuizQuestion",
    "QuizQuestionVersion",
    "QuizWindow",
]
