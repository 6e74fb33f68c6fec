"""What can happen to notices and mails, in words."""

from flask_babel import lazy_gettext as _

from lms.core import audit

audit.define(
    {
        "notice.left": _("left a notice"),
        "notice.read": _("read the notices"),
        "mail.enqueued": _("put a mail into the outbox"),
        "mail.claimed": _("took mails from the outbox"),
        "mail.cancelled": _("took a mail back"),
        "mail.sent": _("sent a mail"),
        "mail.tried_again": _("had a failed mail sent again"),
        "messages.forgotten": _("dropped the mails and notices of a person"),
        "mail.failed": _("failed to send a mail"),
    }
)
