"""Courses, modules, lessons, quizzes and their import."""
