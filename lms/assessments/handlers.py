"""What assessments add to other packages' doings."""

from __future__ import annotations

from lms.assessments.course_work import CourseWork
from lms.core.events import Handlers
from lms.courses import conditions

HANDLERS: Handlers = {}
conditions.ask(CourseWork())
