"""Shapes of input of live defences."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from lms.assessments.defence import Flag
from lms.core.web.forms import Form, SelectChoice

FLAGS = {
    Flag.OK: _("All as it should be"),
    Flag.OUTSTANDING: _("Outstanding"),
    Flag.INCOMPLETE: _("Incomplete"),
    Flag.EMPTY_WORK: _("Nothing to see"),
    Flag.CRASH: _("It crashed"),
    Flag.CANNOT_EXPLAIN: _("Could not explain the work"),
    Flag.CHEATING: _("Not the author's own work"),
    Flag.CONCERN: _("Something else worries me"),
}


class SettingForm(Form):
    """What a defence asks for; the checklist has one line for each check."""

    is_open = BooleanField(_("Trainees defend this work face to face"), default=True)
    needed = IntegerField(_("Defences for each work"), [InputRequired(), NumberRange(min=1, max=5)], default=2)
    minutes = IntegerField(_("Minutes for each"), [InputRequired(), NumberRange(min=10, max=120)], default=30)
    checklist_ko = TextAreaField(_("Checklist in Korean, one line a check"), [Length(max=4000)])
    checklist_en = TextAreaField(_("Checklist in English, one line a check"), [Length(max=4000)])

    def checklist(self) -> list[dict[str, str]]:
        """Pairs of lines; a missing one borrows the other language."""
        sides = [
            [line.strip() for line in (field.data or "").splitlines() if line.strip()]
            for field in (self.checklist_ko, self.checklist_en)
        ]
        count = max(len(side) for side in sides)
        padded = [side + [""] * (count - len(side)) for side in sides]
        return [{"ko": ko or en, "en": en or ko} for ko, en in zip(*padded, strict=True)]


class OfferForm(Form):
    """A stretch of time to evaluate others."""

    day = DateField(_("Day"), [InputRequired(_("Enter a day."))])
    begins = TimeField(_("Begins at"), [InputRequired(_("Enter a time."))])
    ends = TimeField(_("Ends at"), [InputRequired(_("Enter a time."))])
    place = StringField(_("Room, or address of the video call"), [Length(max=120)])


class BookForm(Form):
    """A time to book, as it stands on the page."""

    starts_at = StringField(_("Time"), [DataRequired(), Length(max=40)])


class CodeForm(Form):
    """The code that the other side shows."""

    code = StringField(_("Code of the other side"), [DataRequired(_("Enter the four digits.")), Length(max=8)])


class ResultForm(Form):
    """The evaluator's flag and words; levels and checks come as ``level-0`` … and ``check-0`` …"""

    flag = RadioField(
        _("In a word"), choices=[SelectChoice(flag.value, label) for flag, label in FLAGS.items()], default=Flag.OK
    )
    comment = TextAreaField(_("What helps the author most"), [DataRequired(_("Write at least one sentence."))])


class AnswerForm(Form):
    """How much the evaluation helped."""

    helpful = RadioField(
        _("How much did this help you?"),
        choices=[SelectChoice(str(number), str(number)) for number in range(1, 6)],
        validators=[DataRequired(_("Choose a number."))],
    )
    comment = TextAreaField(_("A word to the evaluator"), [Length(max=1000)])


class NoteForm(Form):
    """A few words, where they may stay empty."""

    note = StringField(_("What happened"), [Length(max=300)])


class DecisionForm(Form):
    """The decision of staff on a report or a flag."""

    confirmed = RadioField(
        _("Your decision"),
        choices=[SelectChoice("yes", _("It is so")), SelectChoice("no", _("It is not so"))],
        validators=[DataRequired(_("Choose one."))],
    )
    reason = TextAreaField(_("Reason, which both sides read"), [DataRequired(_("Say why."))])


def checks_from(values: Mapping[str, str]) -> dict[int, bool]:
    """Yes and no by line of the checklist; what is neither is left out, so that the rule names it as missing."""
    found = {}
    for name, value in values.items():
        number = name.removeprefix("check-")
        if name.startswith("check-") and number.isdecimal() and value in {"yes", "no"}:
            found[int(number)] = value == "yes"
    return found
