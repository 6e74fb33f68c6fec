"""Clock work of courses."""

from __future__ import annotations

from datetime import timedelta

from lms.core.scheduler import Job, register
from lms.courses.services import quizzes

SCHEDULE = (Job("courses.close_quiz_attempts", timedelta(minutes=1), quizzes.close_overdue, catch_up=1),)
register(SCHEDULE)
