"""Shapes of input about people."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from lms.accounts.types import Role
from lms.admin import words
from lms.core.languages import LANGUAGES
from lms.core.web.forms import Form, SelectChoice

NAME = [DataRequired(_("Enter the name.")), Length(max=80)]
EMAIL = [DataRequired(_("Enter the e-mail address.")), Length(max=254)]
REASON = [DataRequired(_("Say in a few words why.")), Length(max=300)]


def choices(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Options of a select from (value, label)."""
    return [SelectChoice(str(value), str(label)) for value, label in pairs]


class PersonForm(Form):
    """Who a person is."""

    name = StringField(_("Name"), NAME)
    email = StringField(_("E-mail"), EMAIL)
    phone = StringField(_("Phone"), [Length(max=30)])
    birth_date = DateField(_("Birth date"), [Optional()])


class InviteForm(PersonForm):
    """A person, what they are to be and where."""

    role = SelectField(_("Role"))
    place = SelectField(_("Cohort or centre"))
    language = SelectField(_("Language of the mail"))
    invites = BooleanField(_("Send the link by which the person chooses a password"), default=True)

    def offer(self, places: Iterable[tuple[object, object]]) -> None:
        """Fill the selects."""
        self.role.choices = choices((role, words.ROLES[role]) for role in Role)
        self.place.choices = choices(places)
        self.language.choices = choices(LANGUAGES)


class GrantForm(Form):
    """A staff role and where it holds."""

    role = SelectField(_("Role"))
    place = SelectField(_("Cohort or centre"))

    def offer(self, places: Iterable[tuple[object, object]]) -> None:
        """Fill the selects."""
        self.role.choices = choices((role, words.ROLES[role]) for role in Role if role is not Role.TRAINEE)
        self.place.choices = choices(places)


class ReasonForm(Form):
    """Why."""

    reason = StringField(_("Reason"), REASON)


class CarryOutForm(ReasonForm):
    """Why, and that it is meant."""

    sure = BooleanField(
        _("I have checked who asks, and know that this cannot be taken back."),
        [DataRequired(_("Tick the box to go on."))],
    )


class LiftFactorForm(ReasonForm):
    """Why, and that it was made certain who asks."""

    sure = BooleanField(
        _("I have made certain, by a call or face to face, that the owner of the account asks for this."),
        [DataRequired(_("Tick the box to go on."))],
    )


class ExportForm(Form):
    """What a list is for, and in which format."""

    reason = StringField(
        _("What the list is for"),
        [DataRequired(_("Say in a few words what the list is for.")), Length(min=4, max=300)],
    )
    kind = SelectField(_("Format"), choices=[SelectChoice("xlsx", "XLSX"), SelectChoice("csv", "CSV")])
