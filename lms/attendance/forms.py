"""Shapes of what trainees and staff send about presence."""

from __future__ import annotations

from datetime import date, time

from flask_babel import lazy_gettext as _
from wtforms import DateField, FileField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from lms.attendance.requests.types import CORRECTIONS, EXCUSES, Asked, RequestKind
from lms.attendance.rules import ExcuseKind
from lms.core.web.forms import Form, SelectChoice


class RequestForm(Form):
    """An excuse, leave or a correction. Which fields a kind shows is decided by ``for_kind``."""

    reason = SelectField(_("Reason"))
    first = DateField(_("First day"), validators=[InputRequired(_("Give a day."))])
    last = DateField(_("Last day"), validators=[Optional()])
    starts = TimeField(_("From"), validators=[Optional()])
    ends = TimeField(_("Until the time of"), validators=[Optional()])
    text = TextAreaField(_("What it was"), validators=[Length(max=1000)])
    paper = FileField(_("Paper that shows it"))

    def for_kind(self, kind: RequestKind, words: dict[ExcuseKind, object]) -> RequestForm:
        """Offer the reasons of a kind, in words."""
        kinds = {RequestKind.EXCUSE: EXCUSES, RequestKind.CORRECTION: CORRECTIONS}.get(kind, (ExcuseKind.LEAVE,))
        self.reason.choices = [SelectChoice(str(each), str(words[each])) for each in kinds]
        if kind is RequestKind.LEAVE and not self.reason.data:
            self.reason.data = str(ExcuseKind.LEAVE)
        return self

    def asked(self, kind: RequestKind) -> Asked:
        """The request as values."""
        first: date = self.first.data or date.min
        starts: time | None = self.starts.data
        ends: time | None = self.ends.data
        last = first if kind is RequestKind.CORRECTION else self.last.data or first
        if kind is RequestKind.LEAVE:
            starts = ends = None
        return Asked(kind, ExcuseKind(self.reason.data), first, last, starts, ends)


class DecisionForm(Form):
    """Approving or declining, with what the trainee is told."""

    reason = StringField(_("What the trainee is told"), validators=[Length(max=500)])
