"""Shapes of input of assessments."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import FloatField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from lms.core.web.forms import Form


class ReviewForm(Form):
    """The comment of a review; the levels come as ``level-0``, ``level-1`` … from the rubric's own rows."""

    comment = TextAreaField(
        _("What helps the author most"), [DataRequired(_("Write at least one sentence that helps the author."))]
    )


class GradeForm(Form):
    """The instructor's own grade."""

    points = FloatField(
        _("Points of 100"), [InputRequired(_("Enter a number from 0 to 100.")), NumberRange(min=0, max=100)]
    )
    reason = TextAreaField(_("Reason"), [DataRequired(_("Say why; the trainee reads it."))])


def levels_from(values: Mapping[str, str]) -> dict[int, int]:
    """The chosen levels by criterion; what is no number is left out, so that the rule names it as missing."""
    chosen = {}
    for name, value in values.items():
        number = name.removeprefix("level-")
        if name.startswith("level-") and number.isdecimal() and value.isdecimal():
            chosen[int(number)] = int(value)
    return chosen
