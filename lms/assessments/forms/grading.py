"""Shapes of input of grading."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from lms.core.web.forms import Form


class ReasonForm(Form):
    """Why something is decided."""

    reason = TextAreaField(_("Reason"), [DataRequired(_("Say why; the trainee reads it.")), Length(max=1000)])


def numbered(values: Mapping[str, str], kind: str) -> dict[int, str]:
    """Fields named ``kind-7`` by their number."""
    found = {}
    for name, value in values.items():
        head, _dash, number = name.rpartition("-")
        if head == kind and number.isdecimal():
            found[int(number)] = value
    return found
