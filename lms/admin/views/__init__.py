"""Pages of administrators."""

from lms.admin.views import centres, cohorts, enrolment, hub, imports, people, person, trainees
from lms.admin.views.blueprint import bp

__all__ = ["centres", "cohorts", "enrolment", "hub", "imports", "people", "person", "trainees"]
BLUEPRINTS = (bp,)
