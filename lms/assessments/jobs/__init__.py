"""Clock work of assessments, one file a subject."""

from lms.assessments.jobs import defending, grading, reviewing
from lms.core.scheduler import register

SCHEDULE = (*reviewing.SCHEDULE, *grading.SCHEDULE, *defending.SCHEDULE)
register(SCHEDULE)
