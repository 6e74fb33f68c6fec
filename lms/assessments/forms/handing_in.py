"""Shape of handing in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from lms.assessments.rules import LONGEST_WORK
from lms.core.web.forms import Form


class WorkForm(Form):
    """Work: text in Markdown, files, a repository. What is empty or not asked for is judged by the rules."""

    body = TextAreaField(_("Your work (Markdown)"), [Length(max=LONGEST_WORK)])
    files = MultipleFileField(_("Files"))
    repository = StringField(_("Address of the repository"), [Optional(), Length(max=300)])
    commit_id = StringField(_("Commit id"), [Optional(), Length(max=64)])
    epoch = HiddenField()
    confirmed = HiddenField()
