"""The upload of a course, and what is chosen in its preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import FileField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from lms.core.web.forms import Form, SelectChoice
from lms.courses.importing.types import Choice, ChosenModule
from lms.courses.types import CODE_LETTERS

CODE = r"^[\w.-]+$"


class UploadForm(Form):
    """A file with a course in it."""

    centre = SelectField(_("Centre"), coerce=int)
    code = StringField(
        _("Code of the course"),
        [
            DataRequired(_("This field is needed.")),
            Length(max=CODE_LETTERS),
            Regexp(CODE, message=_("Letters, digits, dots and hyphens only.")),
        ],
    )
    language = SelectField(
        _("Language to show first"),
        choices=[
            SelectChoice("", _("The one most of it is written in")),
            SelectChoice("ko", _("Korean")),
            SelectChoice("en", _("English")),
        ],
    )
    file = FileField(_("File"))


def choice_from_form(form: MultiDict[str, str], modules: Sequence[Mapping[str, Any]]) -> Choice:
    """Modules by their numbers, lessons by theirs within the module that was chosen for them; off ones left out."""
    found: dict[int, list[tuple[float, int, str]]] = {number: [] for number in range(len(modules))}
    place = 0
    for number, module in enumerate(modules):
        for lesson in module["lessons"]:
            place += 1
            target = form.get(f"in-{place}", number, type=int)
            if f"on-{place}" in form and target in found:
                found[target].append((form.get(f"order-{place}", float(place), type=float), place, str(lesson["key"])))
    ordered = sorted(found, key=lambda number: (form.get(f"module-{number}", number + 1.0, type=float), number))
    return Choice(
        tuple(
            ChosenModule(number, tuple(key for *_, key in sorted(found[number]))) for number in ordered if found[number]
        )
    )
