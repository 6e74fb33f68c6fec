"""What can happen to accounts, in words."""

from flask_babel import lazy_gettext as _

from lms.accounts.types import WhyNot
from lms.core import audit
from lms.core.web.errors import explain

audit.define(
    {
        "account.signed_in": _("signed in"),
        "account.signed_out": _("signed out"),
        "account.reset_asked": _("asked for a new password"),
        "account.password_chosen": _("chose a password"),
        "account.second_factor_started": _("turned on the second factor"),
        "account.language_changed": _("changed the language"),
        "person.registered": _("registered a person"),
        "person.invited": _("invited a person"),
        "person.disabled": _("disabled a person"),
        "people.imported": _("imported people"),
        "people.import_undone": _("undid an import of people"),
        "grant.given": _("gave a role"),
        "grant.ended": _("ended a role"),
        "consent.decided": _("decided on a consent"),
        "data.exported": _("exported personal data"),
        "token.made": _("made a token for a program"),
        "token.ended": _("ended a token of a program"),
        "terms.written": _("wrote new terms"),
    }
)
explain(
    WhyNot,
    {
        WhyNot.WRONG_CREDENTIALS: _("The e-mail address or the password is not right."),
        WhyNot.TOO_MANY_TRIES: _("Too many tries. Please wait 15 minutes and try again."),
        WhyNot.WRONG_CODE: _("The six-digit code is not right. Look at your authenticator app again."),
        WhyNot.LINK_INVALID: _("This link does not work, or was used already. Ask for a new one."),
        WhyNot.LINK_EXPIRED: _("This link is too old. Ask for a new one."),
        WhyNot.PASSWORD_TOO_SHORT: _("A password needs at least 10 characters."),
        WhyNot.PASSWORD_TOO_COMMON: _("This password is too easy to guess. Choose another one."),
        WhyNot.EMAIL_TAKEN: _("Someone is registered with this e-mail address already."),
        WhyNot.NOTHING_TO_UNDO: _("There is no import to undo."),
        WhyNot.LAST_ADMINISTRATOR: _("The last administrator cannot be removed."),
        WhyNot.CONSENT_WITHDRAWN: _("The consent that this needs was withdrawn."),
    },
)
