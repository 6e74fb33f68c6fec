"""What can happen while handing in, in words, and why a part of it is not taken."""

from flask_babel import lazy_gettext as _

from lms.assessments.types.handing_in import WhyNotHandIn
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "work.files_added": _("added files to a draft"),
        "work.file_removed": _("took a file out of a draft"),
    }
)
explain(
    WhyNotHandIn,
    {
        WhyNotHandIn.NOTHING: _("There is nothing to hand in yet: write a text, add a file or name a repository."),
        WhyNotHandIn.TOO_MANY_FILES: _("Ten files are the most. Put many small files into one zip."),
        WhyNotHandIn.NAMES_ITS_AUTHOR: _("Your work names you. Your reviewers are not meant to know whose it is."),
        WhyNotHandIn.BAD_REPOSITORY: _("Give the repository's public address, beginning with https://."),
        WhyNotHandIn.BAD_COMMIT: _("Give the commit id: 7 to 64 characters from 0 to 9 and a to f."),
        WhyNotHandIn.MODULE_CLOSED: _("The module of this assignment is not open to you yet."),
        WhyNotHandIn.NO_TEAM: _("You are in no team for this assignment yet. Ask your instructor."),
        WhyNotHandIn.NOT_ASKED: _("This assignment does not ask for that."),
    },
)
