"""Shapes of input of reviewing."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from lms.assessments.rules import LONGEST_COMMENT
from lms.assessments.types import Given, PairKind
from lms.core.web.forms import Form, SelectChoice


class ReviewForm(Form):
    """The comment of a review; levels and comments by criterion come as ``level-0``, ``comment-0`` … from the
    rubric's own rows, and ``seconds`` from the page's clock."""

    comment = TextAreaField(
        _("What helps the author most"),
        [DataRequired(_("Write at least one sentence that helps the author.")), Length(max=LONGEST_COMMENT)],
    )


class OfferForm(Form):
    """How many more reviews somebody offers."""

    extra = IntegerField(_("Reviews more than my share"), [InputRequired(), NumberRange(min=0, max=10)])


class ConflictForm(Form):
    """Somebody whom one would rather not meet in reviewing."""

    other = SelectField(_("Classmate"), coerce=int, validate_choice=False)
    reason = TextAreaField(_("Why (only your instructor reads it)"), [Length(max=500)])


class PairForm(Form):
    """Two people and what holds between them."""

    reviewer = SelectField(_("Reviewer"), coerce=int, validate_choice=False)
    author = SelectField(_("Author"), coerce=int, validate_choice=False)
    kind = RadioField(
        _("Rule"),
        choices=[SelectChoice(PairKind.MUST, _("must review")), SelectChoice(PairKind.MUST_NOT, _("must not review"))],
        default=PairKind.MUST_NOT,
    )
    reason = TextAreaField(_("Reason"), [DataRequired(_("Say why; it is kept with the rule.")), Length(max=500)])


def given_from(values: Mapping[str, str]) -> Given:
    """A review as it was filled in; what is no number is left out, so that the rule names it as missing."""
    levels: dict[int, int] = {}
    comments: dict[int, str] = {}
    for name, value in values.items():
        kind, _dash, number = name.partition("-")
        if not number.isdecimal():
            continue
        if kind == "level" and value.isdecimal():
            levels[int(number)] = int(value)
        elif kind == "comment" and value.strip():
            comments[int(number)] = value
    seconds = values.get("seconds", "")
    return Given(levels, comments, values.get("comment", ""), int(seconds) if seconds.isdecimal() else 0)
