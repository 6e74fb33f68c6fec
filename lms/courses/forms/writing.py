"""What authors send: a new course, the order of a draft, a lesson's text."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from lms.core.languages import CODES
from lms.core.web.forms import Form, SelectChoice
from lms.courses.forms.importing import CODE
from lms.courses.services.drafting import Written
from lms.courses.types import CODE_LETTERS, Resource
from lms.courses.writing.tree import Tree, ordered, renamed_module

MOST = 50


class NewCourseForm(Form):
    """A course to be written from nothing."""

    centre = SelectField(_("Centre"), coerce=int)
    title_ko = StringField(_("Title (Korean)"), [DataRequired(_("This field is needed.")), Length(max=200)])
    title_en = StringField(_("Title (English)"), [Length(max=200)])
    code = StringField(
        _("Code of the course"),
        [
            DataRequired(_("This field is needed.")),
            Length(max=CODE_LETTERS),
            Regexp(CODE, message=_("Letters, digits, dots and hyphens only.")),
        ],
    )

    def offer(self, centres: Sequence[tuple[int, str]]) -> None:
        """The centres to choose from; the only one is chosen."""
        self.centre.choices = [SelectChoice(ident, name) for ident, name in centres]
        if len(centres) == 1:
            self.centre.data = centres[0][0]


def order_from_form(form: MultiDict[str, str], tree: Tree) -> Tree:
    """Places of modules (``module-N``) and lessons (``in-N-M``, ``order-N-M``), titles of modules (``title-N-ko``)."""
    modules = {
        branch.key: form.get(f"module-{number}", number + 1.0, type=float) for number, branch in enumerate(tree.modules)
    }
    lessons: dict[str, tuple[str, float]] = {}
    for number, branch in enumerate(tree.modules):
        for place, leaf in enumerate(each for each in branch.lessons if each.is_listed):
            name = f"{number}-{place}"
            target = form.get(f"in-{name}", branch.key)
            lessons[leaf.key] = (target, form.get(f"order-{name}", place + 1.0, type=float))
    for number, branch in enumerate(tree.modules):
        titles = {code: form[f"title-{number}-{code}"][:200] for code in CODES if f"title-{number}-{code}" in form}
        if titles:
            tree = renamed_module(tree, branch.key, titles)
    return ordered(tree, modules, lessons)


def written_from_form(form: MultiDict[str, str], *, key: str, language: str) -> Written:
    """A lesson's text: objectives one a line, resources one a line as ``title | address``."""
    minutes = form.get("minutes", type=int)
    return Written(
        key=key,
        language=language,
        title=form.get("title", ""),
        body=form.get("body", ""),
        version=form.get("version", 0, type=int),
        minutes=minutes if minutes is not None and 0 < minutes < 10_000 else None,
        objectives=tuple(line[:500] for line in _lines(form.get("objectives", ""))),
        resources=tuple(_resource(line) for line in _lines(form.get("resources", ""))),
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()][:MOST]


def _resource(line: str) -> Resource:
    title, bar, address = line.rpartition("|")
    return Resource(title.strip()[:300], address.strip()[:1_000]) if bar and title.strip() else Resource(line, line)
