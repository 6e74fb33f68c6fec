"""What must always hold about courses."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select

from lms.cohorts.models import Cohort
from lms.core.invariants import Invariant, rows_of
from lms.courses.models import CohortCourse, Course, CourseRevision


def _foreign_pins() -> Select[int]:
    return (
        select(func.count(CohortCourse.id))
        .join(CourseRevision, CourseRevision.id == CohortCourse.revision_id)
        .join(Course, Course.id == CohortCourse.course_id)
        .join(Cohort, Cohort.id == CohortCourse.cohort_id)
        .where(or_(CourseRevision.course_id != CohortCourse.course_id, Course.centre_id != Cohort.centre_id))
    )


INVARIANTS = (
    Invariant(
        "cohorts read their own centre's course",
        "lessons are those of the revision to which the cohort is pinned",
        "Pin the cohort to a revision of its course again.",
        rows_of(_foreign_pins),
    ),
)
