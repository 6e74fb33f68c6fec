"""Shapes of input of an import."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FileField, SelectField
from wtforms.validators import DataRequired

from lms.admin.forms.people import choices
from lms.core.web.forms import Form


class ImportForm(Form):
    """A file of people and where they go."""

    file = FileField(_("File (XLSX or CSV)"), [DataRequired(_("Choose a file."))])
    cohort = SelectField(_("Cohort"))
    invites = BooleanField(_("Send each new person the link by which they choose a password"), default=True)
    opens_sections = BooleanField(_("Open classes that the file names and the cohort does not have yet"))

    def offer(self, cohorts: Iterable[tuple[object, object]]) -> None:
        """Fill the select."""
        self.cohort.choices = choices(cohorts)
