"""Shapes of input of accounts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from lms.core.web.forms import Form, SelectChoice


class SignInForm(Form):
    """E-mail, password and, for those who turned it on, the six-digit code."""

    email = StringField(_("E-mail"), [DataRequired(_("Enter your e-mail address.")), Length(max=254)])
    password = PasswordField(_("Password"), [DataRequired(_("Enter your password.")), Length(max=200)])
    code = StringField(_("Code of your authenticator app, or a recovery code"), [Length(max=40)])


class ResetForm(Form):
    """Where to send a link."""

    email = StringField(_("E-mail"), [DataRequired(_("Enter your e-mail address.")), Length(max=254)])


class PasswordForm(Form):
    """A new password."""

    password = PasswordField(_("New password"), [DataRequired(_("Enter a password.")), Length(max=200)])


class TotpForm(Form):
    """The first code of an authenticator app."""

    secret = HiddenField()
    code = StringField(_("Six-digit code"), [DataRequired(_("Enter the code that the app shows.")), Length(max=10)])
    proof = StringField(_("Code of the app in use until now, or a recovery code"), [Length(max=40)])


class ProofForm(Form):
    """Proof that the second factor is at hand."""

    proof = StringField(
        _("Code of the app, or a recovery code"),
        [DataRequired(_("Enter the code that the app shows.")), Length(max=40)],
    )


class ErasureForm(Form):
    """Asking for erasure."""

    text = StringField(_("What you would like us to know (may stay empty)"), [Length(max=1000)])
    sure = BooleanField(
        _("I know that my account will be shut and that this cannot be taken back once it is carried out."),
        [DataRequired(_("Tick the box to go on."))],
    )


class ConsentForm(Form):
    """Giving or taking back one consent."""

    given = BooleanField(_("I agree"))


class TokenForm(Form):
    """A token for a program."""

    name = StringField(
        _("What it is for"), [DataRequired(_("Give the token a name by which you know it again.")), Length(max=80)]
    )
    scope = SelectField(
        _("What it may do"), choices=[SelectChoice("read", _("read only")), SelectChoice("write", _("read and change"))]
    )
    days = SelectField(
        _("How long it works"),
        choices=[
            SelectChoice("30", _("30 days")),
            SelectChoice("90", _("90 days")),
            SelectChoice("365", _("one year")),
        ],
    )
