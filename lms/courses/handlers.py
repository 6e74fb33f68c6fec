"""What courses add to other packages' doings."""

from __future__ import annotations

from lms.accounts import own_data
from lms.core.events import Handlers
from lms.courses import services
from lms.courses.queries.quizzes import own_attempts

HANDLERS: Handlers = {}
own_data.include("lesson_notes", services.notes_of)
own_data.include("quizzes", own_attempts)
