"""Courses from files: one frozen tree in memory, with an account of everything that was left behind."""

from lms.courses.reading.exported import write_course
from lms.courses.reading.limits import Limits
from lms.courses.reading.problems import Problem, Unreadable
from lms.courses.reading.reader import read_course
from lms.courses.reading.report import report

__all__ = ["Limits", "Problem", "Unreadable", "read_course", "report", "write_course"]
