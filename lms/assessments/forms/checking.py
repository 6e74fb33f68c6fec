"""Shapes of input of checks, practice, appeals and questions. Levels come as ``level-0`` … from the rubric's rows."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, Length

from lms.core.web.forms import Form, SelectChoice


class CheckForm(Form):
    """The instructor's own grading."""

    comment = TextAreaField(_("What the author should read (optional)"), [Length(max=8000)])


class ExemplarForm(Form):
    """A piece to practise on."""

    body = TextAreaField(_("The piece (Markdown)"), [DataRequired(_("There is no text yet.")), Length(max=65536)])
    comment = TextAreaField(_("Why you chose these levels"), [Length(max=4000)])


class DecisionForm(Form):
    """What becomes of an appeal."""

    decision = RadioField(
        _("Decision"),
        choices=[
            SelectChoice("upheld", _("Upheld: my levels below count, and the token comes back")),
            SelectChoice("rejected", _("Rejected: the grade stands")),
        ],
        default="rejected",
    )
    answer = TextAreaField(_("Answer to the trainee"), [DataRequired(_("Say why; the trainee reads it."))])


class QuestionForm(Form):
    """A question or an answer about a review."""

    body = TextAreaField(_("Your words"), [DataRequired(_("Write your question first.")), Length(max=2000)])
