"""Clock work of assessments, one file a subject."""

from lms.assessments.jobs import reviewing
from lms.core.scheduler import register

SCHEDULE = (*reviewing.SCHEDULE,)
register(SCHEDULE)
