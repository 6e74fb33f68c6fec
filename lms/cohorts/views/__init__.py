"""Pages of cohorts: calendars and timetables. Setting up is for administrators and lies in ``lms.admin``."""

from lms.cohorts.views import calendars, feeds, sessions, timetables
from lms.cohorts.views.blueprint import bp

__all__ = ["calendars", "feeds", "sessions", "timetables"]
BLUEPRINTS = (bp,)
