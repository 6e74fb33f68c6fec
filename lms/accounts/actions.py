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
        "account.second_factor_lifted": _("switched off the second factor of a person"),
        "account.code_used": _("used a recovery code"),
        "account.codes_renewed": _("made new recovery codes"),
        "account.language_changed": _("changed the language"),
        "person.registered": _("registered a person"),
        "person.invited": _("invited a person"),
        "person.corrected": _("corrected the details of a person"),
        "person.looked_at": _("looked at the page of a person"),
        "person.disabled": _("disabled a person"),
        "person.enabled": _("let a person sign in again"),
        "person.signed_out": _("signed a person out everywhere"),
        "person.forgotten": _("made a person unknown"),
        "people.looked_over": _("read a file of people for an import"),
        "people.import_dropped": _("dropped an import of people"),
        "people.imported": _("imported people"),
        "people.import_undone": _("undid an import of people"),
        "erasure.asked": _("asked for erasure of the own data"),
        "erasure.withdrawn": _("withdrew a request for erasure"),
        "erasure.refused": _("refused a request for erasure"),
        "erasure.carried_out": _("erased a person's data"),
        "erasure.finished": _("finished an erasure after the time of keeping"),
        "grant.given": _("gave a role"),
        "grant.ended": _("ended a role"),
        "consent.decided": _("decided on a consent"),
        "data.asked": _("asked for a copy of the own data"),
        "data.claimed": _("began a copy of a person's own data"),
        "data.copied": _("made a copy of a person's own data"),
        "data.exported": _("fetched a copy of the own data"),
        "data.dropped": _("dropped an old copy of a person's own data"),
        "token.used": _("let a program act with a token"),
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
        WhyNot.WRONG_CODE: _("The code is not right. Look at your authenticator app again, or use a recovery code."),
        WhyNot.PERSON_ERASED: _("This person's data was erased. The account stays shut."),
        WhyNot.ERASURE_WAITS: _("A request for erasure waits for its decision already."),
        WhyNot.ERASURE_DECIDED: _("This request was decided or withdrawn meanwhile."),
        WhyNot.STILL_TRAINING: _("The person is still in training. The enrolment has to end first."),
        WhyNot.NO_SECOND_FACTOR: _("The second factor is not on."),
        WhyNot.LINK_INVALID: _("This link does not work, or was used already. Ask for a new one."),
        WhyNot.LINK_EXPIRED: _("This link is too old. Ask for a new one."),
        WhyNot.PASSWORD_TOO_SHORT: _("A password needs at least 10 characters."),
        WhyNot.PASSWORD_TOO_COMMON: _("This password is too easy to guess. Choose another one."),
        WhyNot.EMAIL_TAKEN: _("Someone is registered with this e-mail address already."),
        WhyNot.NOTHING_TO_UNDO: _("There is no import to undo."),
        WhyNot.LAST_ADMINISTRATOR: _("The last administrator cannot be removed."),
        WhyNot.CONSENT_WITHDRAWN: _("The consent that this needs was withdrawn."),
        WhyNot.NOT_ONESELF: _("You cannot do this to your own account."),
        WhyNot.REASON_MISSING: _("Say in a few words why."),
        WhyNot.ROLE_FOLLOWS_ENROLMENT: _("A trainee's role follows the enrolment. Change the enrolment instead."),
        WhyNot.OF_ANOTHER_CENTRE: _(
            "This person also belongs to another centre. Ask an administrator of the whole site."
        ),
        WhyNot.EMAIL_WRONG: _("This is not an e-mail address."),
        WhyNot.PERSON_DISABLED: _("This person is disabled. Enable the person first."),
        WhyNot.TOKEN_NAME_TAKEN: _("You have a token of this name already."),
        WhyNot.COPY_UNDER_WAY: _("A copy is being made already."),
        WhyNot.IMPORT_MOVED_ON: _("This import was carried out, undone or dropped already."),
    },
)
