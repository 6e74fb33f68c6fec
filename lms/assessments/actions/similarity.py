"""What can happen while work is compared, in words."""

from flask_babel import lazy_gettext as _

from lms.core import audit

audit.define(
    {
        "work.compared": _("compared the work of an assignment"),
        "work.pair_looked_at": _("looked at two pieces of work with passages in common"),
    }
)
