"""What administrators do beyond the packages below, in words, and why not."""

from flask_babel import lazy_gettext as _

from lms.admin.types import WhyNot
from lms.core.web.errors import explain

explain(
    WhyNot,
    {
        WhyNot.PLACE_UNFIT: _("This role cannot be held there. Trainees belong to a cohort."),
        WhyNot.NOBODY_CHOSEN: _("Choose at least one person."),
        WhyNot.REASON_MISSING: _("Say in a few words what the list is for."),
    },
)
