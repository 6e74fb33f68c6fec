"""Pages of quizzes: taking them, making them, their results."""

from lms.courses.views.quizzes import making, practising, questions, results, taking

__all__ = ["making", "practising", "questions", "results", "taking"]
