"""Pages of administrators."""

from lms.admin.views import (
    centres,
    cohorts,
    consents,
    enrolment,
    erasures,
    hub,
    imports,
    machine,
    people,
    person,
    terms,
    trail,
    trainees,
)
from lms.admin.views.blueprint import bp

__all__ = [
    "centres",
    "cohorts",
    "consents",
    "enrolment",
    "erasures",
    "hub",
    "imports",
    "machine",
    "people",
    "person",
    "terms",
    "trail",
    "trainees",
]
BLUEPRINTS = (bp,)
