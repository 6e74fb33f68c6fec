"""The shape of what is typed about completion."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from lms.core.web.forms import Form, SelectChoice


class ExportForm(Form):
    """What the list is for, and in which format."""

    reason = StringField(
        _l("What the list is for"), [DataRequired(_l("Say in a few words what the list is for.")), Length(max=300)]
    )
    kind = SelectField(_l("Format"), choices=[SelectChoice("xlsx", "XLSX"), SelectChoice("csv", "CSV")])


def _number(low: int) -> list[object]:
    return [Optional(), NumberRange(low, 100, _l("Enter a whole number from %(min)s to %(max)s, or leave it empty."))]


class TermsForm(Form):
    """A version of the completion terms. Empty means: not asked for; for the days: as it is."""

    programme = SelectField(_l("Holds for"), coerce=int)
    valid_from = DateField(_l("Holds from"), [InputRequired(_l("Choose the day from which it holds."))])
    presence = IntegerField(_l("Days attended, in percent"), _number(1))
    least_mean = IntegerField(_l("Mean of the grades, in points"), _number(0))
    handed_in = IntegerField(_l("Works handed in, in percent"), _number(0))
    passed = IntegerField(_l("Works passed, in percent"), _number(0))
