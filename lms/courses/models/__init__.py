"""Tables of courses: immutable revisions, pinned by cohorts, and what each person finished."""

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
    "Lesson",
    "LessonProgress",
    "LessonText",
    "Module",
]
