"""Clock work of assessments, one file a subject."""

from lms.assessments.jobs import comparing, defending, grading, reviewing
from lms.core.scheduler import register

SCHEDULE = (*reviewing.SCHEDULE, *grading.SCHEDULE, *defending.SCHEDULE, *comparing.SCHEDULE)
register(SCHEDULE)
