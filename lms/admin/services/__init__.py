"""Use-cases that join several packages, one file per subject."""

from lms.admin.services.granting import end_role, give_role
from lms.admin.services.rostering import export_roster
from lms.admin.services.welcoming import welcome

__all__ = ["end_role", "export_roster", "give_role", "welcome"]
