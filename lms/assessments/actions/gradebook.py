"""What can happen in the gradebook, in words, and why a file of grades is not taken over."""

from flask_babel import lazy_gettext as _

from lms.assessments.types.gradebook import WhyNotImport
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "assignment.weighed": _("changed the weight of an assignment"),
        "grades.released": _("showed grades"),
        "grades.hidden": _("hid grades"),
        "grades.exported": _("exported a gradebook"),
        "grades.imported": _("took over grades from a file"),
    }
)
explain(
    WhyNotImport,
    {
        WhyNotImport.NOT_A_TABLE: _("This is no CSV or XLSX file with a first line of headings."),
        WhyNotImport.NO_COLUMNS: _("The headings of an exported gradebook are missing. Export it first."),
        WhyNotImport.UNKNOWN_PERSON: _("Nobody in this cohort has this address."),
        WhyNotImport.TWICE: _("This address stands in the file twice."),
        WhyNotImport.NOT_A_GRADE: _("A grade is a number from 0 to 100."),
        WhyNotImport.NO_WORK: _("Nothing was handed in, so there is nothing to grade."),
        WhyNotImport.CHANGED_SINCE: _("This grade was changed after the file was exported. Export again."),
        WhyNotImport.NO_REASON: _("Say why; it stays on record."),
        WhyNotImport.NOTHING_CHANGES: _("Every grade in the file is already what it says."),
    },
)
