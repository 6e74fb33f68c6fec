"""Clock work of assessments, one file a subject."""

from lms.assessments.jobs import grading, reviewing
from lms.core.scheduler import register

SCHEDULE = (*reviewing.SCHEDULE, *grading.SCHEDULE)
register(SCHEDULE)
