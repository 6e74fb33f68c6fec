"""What administrators do beyond the packages below, in words, and why not."""

from flask_babel import lazy_gettext as _

from lms.admin.importing import FileProblem
from lms.admin.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define({"trail.exported": _("exported the audit trail")})
explain(
    WhyNot,
    {
        WhyNot.PLACE_UNFIT: _("This role cannot be held there. Trainees belong to a cohort."),
        WhyNot.NOBODY_CHOSEN: _("Choose at least one person."),
        WhyNot.REASON_MISSING: _("Say in a few words what the list is for."),
        WhyNot.IMPORT_HAS_PROBLEMS: _("Some rows have problems. Correct them in the file and read it again."),
        WhyNot.VALUE_UNFIT: _("A value is missing or outside its limits."),
        WhyNot.MAIL_NOT_FAILED: _("Only mails that failed can be sent again."),
        WhyNot.CHANGED_MEANWHILE: _("Someone else added the same people meanwhile. Look at the rows again."),
    },
)
explain(
    FileProblem,
    {
        FileProblem.EMPTY: _("This file holds no people."),
        FileProblem.NO_HEADING: _("No heading was found. The first row needs at least a name and an e-mail column."),
        FileProblem.UNREADABLE: _("This file cannot be read. Save it as XLSX or CSV (UTF-8) and try again."),
        FileProblem.MIXED_LETTERS: _("The letters of this file change their encoding midway. Save it as CSV (UTF-8)."),
        FileProblem.TOO_MANY: _("This file is too large. At most 20,000 rows are read."),
        FileProblem.RESIDENT_NUMBERS: _(
            "This file has a column of resident registration numbers. They must not be stored; remove the column."
        ),
    },
)
