"""Clock work of courses."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.core.scheduler import Job, register
from lms.courses import services
from lms.courses.services import quizzes
from lms.courses.services.indexing import index_missing


def work_imports(slot: datetime) -> int:
    """Take up imports whose worker is gone."""
    return services.work_on_waiting(now=slot)


SCHEDULE = (
    Job("courses.close_quiz_attempts", timedelta(minutes=1), quizzes.close_overdue, catch_up=1),
    Job("courses.work_imports", timedelta(minutes=1), work_imports, catch_up=1),
    Job("courses.index_missing", timedelta(minutes=10), index_missing, catch_up=1),
)
register(SCHEDULE)
