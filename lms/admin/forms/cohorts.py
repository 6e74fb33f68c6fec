"""Shapes of input about centres, programmes, cohorts, classes and enrolments."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from lms.accounts.types import Role
from lms.admin import words
from lms.admin.forms.people import choices
from lms.core.web.forms import Form

CODE = [
    DataRequired(_("Enter a short code.")),
    Length(max=20),
    Regexp(r"[a-z0-9-]+\Z", message=_("Small letters, digits and hyphens only.")),
]
NAME = [DataRequired(_("Enter the name.")), Length(max=80)]
DAY = [InputRequired(_("Choose a day."))]


class CentreForm(Form):
    """A training centre."""

    code = StringField(_("Short code"), CODE)
    name_ko = StringField(_("Name in Korean"), NAME)
    name_en = StringField(_("Name in English"), [Length(max=80)])
    address = StringField(_("Address"), [Length(max=200)])


class ProgrammeForm(Form):
    """What is taught, again and again."""

    centre = SelectField(_("Centre"))
    code = StringField(_("Short code"), CODE)
    name_ko = StringField(_("Name in Korean"), NAME)
    name_en = StringField(_("Name in English"), [Length(max=80)])
    field = StringField(_("Field"), [DataRequired(_("Enter the field, such as web or data.")), Length(max=40)])

    def offer(self, centres: Iterable[tuple[object, object]]) -> None:
        """Fill the select."""
        self.centre.choices = choices(centres)


class CohortForm(Form):
    """A run of a programme, with the hours of an ordinary day."""

    programme = SelectField(_("Programme"))
    number = IntegerField(_("Run"), [InputRequired(_("Enter the number of the run.")), NumberRange(1, 999)])
    name = StringField(_("Name of the cohort"), [Length(max=80)])
    starts_on = DateField(_("Training begins on"), DAY)
    ends_on = DateField(_("Training ends on"), DAY)
    starts = TimeField(_("Class begins"), [InputRequired(_("Enter a time."))])
    ends = TimeField(_("Class ends"), [InputRequired(_("Enter a time."))])
    holidays = BooleanField(_("Public holidays are days off"), default=True)

    def offer(self, programmes: Iterable[tuple[object, object]]) -> None:
        """Fill the select."""
        self.programme.choices = choices(programmes)


class CohortDatesForm(Form):
    """Name and dates of a cohort."""

    name = StringField(_("Name of the cohort"), NAME)
    starts_on = DateField(_("Training begins on"), DAY)
    ends_on = DateField(_("Training ends on"), DAY)


class SectionForm(Form):
    """A class and its room."""

    name = StringField(_("Class"), [DataRequired(_("Enter the name.")), Length(max=40)])
    room = StringField(_("Classroom"), [Length(max=40)])


class StaffForm(Form):
    """Who works in a cohort, and as what."""

    person = SelectField(_("Person"), validate_choice=False)
    role = SelectField(_("Role"))

    def offer(self, people: Iterable[tuple[object, object]]) -> None:
        """Fill the selects."""
        self.person.choices = choices(people)
        self.role.choices = choices((role, words.ROLES[role]) for role in (Role.INSTRUCTOR, Role.MENTOR))


class StepForm(Form):
    """A step of an enrolment, as of a day."""

    state = SelectField(_("What to do"))
    effective_on = DateField(_("As of"), DAY)
    reason = StringField(_("Reason"), [Length(max=300)])


class MoveForm(Form):
    """Another class from a day on."""

    section = SelectField(_("Class"))
    on = DateField(_("From day"), DAY)

    def offer(self, sections: Iterable[tuple[object, object]]) -> None:
        """Fill the select."""
        self.section.choices = choices(sections)


class BulkForm(Form):
    """One step for several trainees: a state, or a move to a class (``move:<id>``)."""

    action = SelectField(_("What happens"))
    on = DateField(_("As of"), DAY)
    reason = StringField(_("Reason"), [Length(max=300)])


class EnrolForm(Form):
    """A trainee of a cohort: someone new, or someone known by the address."""

    name = StringField(_("Name"), NAME)
    email = StringField(_("E-mail"), [DataRequired(_("Enter the e-mail address.")), Length(max=254)])
    phone = StringField(_("Phone"), [Length(max=30)])
    birth_date = DateField(_("Birth date"), [Optional()])
    section = SelectField(_("Class"))
    state = SelectField(_("State"))
    since = DateField(_("Takes part since"), [Optional()])
    invites = BooleanField(_("Send the link by which the person chooses a password"), default=True)

    def offer(self, sections: Iterable[tuple[object, object]]) -> None:
        """Fill the selects."""
        self.section.choices = choices([("", _("no class yet")), *sections])
        states = [state for state in words.ENROLMENT_STATES if state in ("applied", "admitted", "on_course")]
        self.state.choices = choices((state, words.ENROLMENT_STATES[state]) for state in states)
