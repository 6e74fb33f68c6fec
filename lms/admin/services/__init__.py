"""Use-cases that join several packages, one file per subject."""

from lms.admin.services.granting import end_role, give_role
from lms.admin.services.importing import carry_out, drop_import, look_over, undo_import
from lms.admin.services.rostering import export_roster
from lms.admin.services.trailing import export_trail
from lms.admin.services.welcoming import welcome
from lms.admin.services.writing_terms import write_terms

__all__ = [
    "carry_out",
    "drop_import",
    "end_role",
    "export_roster",
    "export_trail",
    "give_role",
    "look_over",
    "undo_import",
    "welcome",
    "write_terms",
]
