"""Words of the house: why an upload is not taken."""

from flask_babel import lazy_gettext as _

from lms.core.files import UploadRefused
from lms.core.web.errors import explain

explain(
    UploadRefused,
    {
        UploadRefused.EMPTY_FILE: _("This file is empty."),
        UploadRefused.FILE_TOO_LARGE: _("This file is too large."),
        UploadRefused.KIND_NOT_ALLOWED: _("This kind of file is not taken here. Its content decides, not its name."),
        UploadRefused.FILE_BROKEN: _("This file cannot be opened. Save it again and try once more."),
    },
)
