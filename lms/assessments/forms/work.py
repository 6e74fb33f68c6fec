"""Shapes of input of assessments."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import FloatField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from lms.core.web.forms import Form


class GradeForm(Form):
    """The instructor's own grade."""

    points = FloatField(
        _("Points of 100"), [InputRequired(_("Enter a number from 0 to 100.")), NumberRange(min=0, max=100)]
    )
    reason = TextAreaField(_("Reason"), [DataRequired(_("Say why; the trainee reads it."))])
