"""Shapes of the gradebook: its rule, release, export, and a file brought back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from lms.core.web.forms import Form, SelectChoice

_WHY = _("Say why; it stays on record.")


class GradebookRuleForm(Form):
    """How the mean is made."""

    drop_lowest = IntegerField(_("Leave out the lowest grades"), [InputRequired(), NumberRange(0, 10)])
    missing_is_zero = BooleanField(_("Work that is missing after the close counts as 0"))


class ReleaseForm(Form):
    """Showing or hiding grades."""

    person_id = HiddenField(validators=[Optional()])
    is_open = HiddenField()
    reason = StringField(_("Reason"), [Length(max=500)])


class GradesExportForm(Form):
    """A file of the gradebook."""

    format = SelectField(_("File"), choices=[SelectChoice("xlsx", "XLSX"), SelectChoice("csv", "CSV")])
    reason = StringField(_("Reason"), [DataRequired(_WHY), Length(max=300)])


class GradesImportForm(Form):
    """A changed file, or (after its preview) the rows that were shown."""

    file = FileField(_("Changed gradebook (CSV or XLSX)"))
    rows = HiddenField()
    reason = TextAreaField(_("Reason"), [Length(max=1000)])
