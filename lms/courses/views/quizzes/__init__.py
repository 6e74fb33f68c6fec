"""Pages of quizzes: taking them, making them, their results."""

from lms.courses.views.quizzes import making, questions, results, taking

__all__ = ["making", "questions", "results", "taking"]
