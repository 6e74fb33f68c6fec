"""Shapes of input of portfolios and letters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from lms.core.web.forms import Form

_NEEDED = _("Please fill this in.")


class PortfolioForm(Form):
    """A portfolio page."""

    headline = StringField(_("Headline"), [DataRequired(_NEEDED), Length(max=200)])
    skills = StringField(_("Skills, with commas between them"), [Length(max=300)])
    body = TextAreaField(_("About me and my projects (Markdown)"), [Length(max=60_000)])


class LetterForm(Form):
    """A new cover letter."""

    cohort = SelectField(_("Cohort"), coerce=int)
    company = StringField(_("Company"), [DataRequired(_NEEDED), Length(max=120)])
    question = StringField(_("Question of the form"), [DataRequired(_NEEDED), Length(max=500)])
    limit = IntegerField(_("Longest answer in characters"), [NumberRange(min=100, max=5000)], default=1000)
    body = TextAreaField(_("Answer"), [DataRequired(_NEEDED), Length(max=20_000)])


class VersionForm(Form):
    """A new version of a letter."""

    body = TextAreaField(_("Answer"), [DataRequired(_NEEDED), Length(max=20_000)])


class NoteForm(Form):
    """A mentor's note."""

    quote = StringField(
        _("The words it is about (copy them from the letter)"), [DataRequired(_NEEDED), Length(max=500)]
    )
    text = TextAreaField(_("Your note"), [DataRequired(_NEEDED), Length(max=4_000)])
