"""Shapes of setting an assignment, its rubric, teams and extensions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FloatField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.assessments.grading import STRATEGIES
from lms.assessments.types import (
    Allocation,
    Anonymity,
    Criterion,
    HandIn,
    LateForm,
    LateRule,
    ModulePlace,
    Settings,
    Window,
)
from lms.assessments.types.assignments import AssignmentSetting
from lms.assessments.types.setting import PLAIN_SETTINGS
from lms.core.web.forms import Form, SelectChoice

ZONE = ZoneInfo("Asia/Seoul")
REVIEW_DAYS = 3
_WHEN = _("Enter a day and a time.")
_STRATEGY_NAMES = {
    "calibrated": _("calibrated to the instructor (recommended)"),
    "mean": _("mean"),
    "median": _("median"),
    "trimmed": _("mean without the highest and the lowest"),
    "closest_to_mean": _("the review closest to the mean"),
}


class AssignmentForm(Form):
    """An assignment. Five fields are enough; the rest has good defaults."""

    cohort_id = SelectField(_("Cohort"), coerce=int, validate_choice=False)
    title_ko = StringField(_("Title (Korean)"), [Length(max=120)])
    title_en = StringField(_("Title (English)"), [Length(max=120)])
    brief_ko = TextAreaField(_("Task (Korean, Markdown)"), [Length(max=60_000)])
    brief_en = TextAreaField(_("Task (English, Markdown)"), [Length(max=60_000)])
    closes_at = DateTimeLocalField(_("Hand in until"), [InputRequired(_WHEN)])
    rubric = SelectField(_("Rubric"), validate_choice=False)
    module = SelectField(_("Module of the course"), validate_choice=False, default="")
    opens_at = DateTimeLocalField(_("Opens"), [Optional()])
    review_closes_at = DateTimeLocalField(_("Review until"), [Optional()])
    takes_text = BooleanField(_("a text (Markdown)"))
    takes_files = BooleanField(_("files"))
    takes_repository = BooleanField(_("the address of a repository with a commit"))
    is_team = BooleanField(_("Teams hand in together"))
    late_form = SelectField(
        _("Late work"),
        choices=[
            SelectChoice(LateForm.NONE, _("is not taken")),
            SelectChoice(LateForm.POINTS, _("is taken, with points off a day")),
            SelectChoice(LateForm.UNREVIEWED, _("is taken, without peer reviews")),
        ],
    )
    late_points = IntegerField(_("Points off for each day begun"), [InputRequired(), NumberRange(1, 100)])
    late_days = IntegerField(_("Days after the close"), [InputRequired(), NumberRange(1, 60)])
    peer_weight = IntegerField(_("Peers' part of the grade (%)"), [InputRequired(), NumberRange(0, 100)])
    instructor_weight = IntegerField(_("Instructor's part of the grade (%)"), [InputRequired(), NumberRange(0, 100)])
    weight = FloatField(_("Weight in the gradebook"), [InputRequired(), NumberRange(0, 100)])
    pass_line = IntegerField(_("Pass line (points of 100)"), [InputRequired(), NumberRange(0, 100)])
    holds_grades = BooleanField(_("Keep grades unseen until I release them"))
    reviews_each = IntegerField(_("Reviews each trainee gives"), [InputRequired(), NumberRange(1, 8)])
    extra_reviews = IntegerField(_("Further reviews by choice, at most"), [InputRequired(), NumberRange(0, 4)])
    reviews_without_work = BooleanField(_("Those who handed in nothing may review, once their time is over"))
    allocation = SelectField(
        _("Reviews are handed out"),
        choices=[
            SelectChoice(Allocation.BALANCED, _("to everybody at the close")),
            SelectChoice(Allocation.QUEUE, _("as people hand in")),
        ],
    )
    anonymity = SelectField(
        _("Who sees whom"),
        choices=[
            SelectChoice(Anonymity.DOUBLE, _("nobody: authors and reviewers stay unknown to each other")),
            SelectChoice(Anonymity.SINGLE, _("reviewers see the author; authors do not see reviewers")),
            SelectChoice(Anonymity.OPEN, _("everybody sees everybody")),
        ],
    )
    strategy = SelectField(
        _("How reviews become a grade"), choices=[SelectChoice(name, _STRATEGY_NAMES[name]) for name in STRATEGIES]
    )
    calibrated = BooleanField(_("Practise on examples first"))
    check_budget = IntegerField(_("Pieces I grade myself"), [Optional(), NumberRange(0, 100)])
    starter = TextAreaField(_("Text or code that everybody was given"), [Length(max=60_000)])

    def fill(self, setting: AssignmentSetting, *, with_dates: bool) -> None:
        """Show what is set; without dates for a copy."""
        card, settings = setting.card, setting.settings
        self.title_ko.data, self.title_en.data = card.title.get("ko", ""), card.title.get("en", "")
        self.brief_ko.data, self.brief_en.data = setting.brief.get("ko", ""), setting.brief.get("en", "")
        if with_dates:
            self.opens_at.data = local(card.window.opens_at)
            self.closes_at.data = local(card.window.closes_at)
            self.review_closes_at.data = local(card.window.review_closes_at)
        self.strategy.data = setting.strategy
        self.fill_settings(settings)

    def fill_settings(self, settings: Settings) -> None:
        """Show these settings."""
        asked, late = settings.hand_in, settings.late
        self.takes_text.data, self.takes_files.data, self.takes_repository.data = (
            asked.text,
            asked.files,
            asked.repository,
        )
        self.late_form.data, self.late_points.data, self.late_days.data = str(late.form), late.points, late.days
        self.module.data = settings.module.stored() if settings.module else ""
        for name in PLAIN_SETTINGS:
            self[name].data = getattr(settings, name)

    def settings(self) -> Settings:
        """What was chosen."""
        asked = HandIn(self.takes_text.data, self.takes_files.data, self.takes_repository.data)
        late = LateRule(LateForm(self.late_form.data), self.late_points.data or 0, self.late_days.data or 0)
        plain = {name: self[name].data for name in PLAIN_SETTINGS}
        plain["allocation"], plain["anonymity"] = Allocation(self.allocation.data), Anonymity(self.anonymity.data)
        plain["starter"] = self.starter.data or ""
        return Settings(hand_in=asked, late=late, module=ModulePlace.read(self.module.data or ""), **plain)

    def window(self, now: datetime) -> Window:
        """The chosen times; opening now and three days of reviewing where nothing was chosen."""
        closes = moment_of(self.closes_at.data) if self.closes_at.data else now
        opens = moment_of(self.opens_at.data) if self.opens_at.data else now
        reviewed = self.review_closes_at.data
        return Window(opens, closes, moment_of(reviewed) if reviewed else closes + timedelta(days=REVIEW_DAYS))

    def texts(self, name: str) -> dict[str, str]:
        """A text in the languages in which there is one."""
        return {code: self[f"{name}_{code}"].data or "" for code in ("ko", "en") if self[f"{name}_{code}"].data}


class EmptyForm(Form):
    """A form whose fields come from rows; it only proves that our own page sent it."""


class ExtensionForm(Form):
    """A later close for some people."""

    until = DateTimeLocalField(_("Hand in until"), [Optional()])
    reason = StringField(_("Reason"), [InputRequired(_("Say why; it stays on record.")), Length(max=500)])


class SecondRoundForm(Form):
    """Until when a second round takes new versions."""

    until = DateTimeLocalField(_("New versions until"), [InputRequired(_WHEN)])


def local(moment: datetime) -> datetime:
    """A moment as the centre's wall clock shows it, without zone, for a field."""
    return moment.astimezone(ZONE).replace(tzinfo=None, second=0, microsecond=0)


def moment_of(wall: datetime) -> datetime:
    """The moment that a field of the centre's wall clock means."""
    return wall.replace(tzinfo=ZONE)


def criteria_from_form(values: Mapping[str, str]) -> list[Criterion]:
    """Criteria from fields ``name-ko-0``, ``levels-ko-0`` (a line a level, worst first), ``weight-0``, ``comment-0``.

    Weights are in percent. Rows without any text are left out; a weight that is no number becomes 0, which the rule
    refuses.
    """
    criteria = []
    for row in sorted(
        int(name.removeprefix("weight-")) for name in values if name.startswith("weight-") and name[7:].isdecimal()
    ):
        name = {code: values.get(f"name-{code}-{row}", "").strip() for code in ("ko", "en")}
        lines = {code: _lines(values.get(f"levels-{code}-{row}", "")) for code in ("ko", "en")}
        if not any(name.values()) and not any(lines.values()):
            continue
        levels = tuple(
            {code: text for code, text in zip(("ko", "en"), pair, strict=True) if text}
            for pair in zip_longest(lines["ko"], lines["en"], fillvalue="")
        )
        named = {code: text for code, text in name.items() if text}
        criteria.append(Criterion(named, levels, _number(values[f"weight-{row}"]) / 100, f"comment-{row}" in values))
    return criteria


def _lines(text: str) -> list[str]:
    return [line.strip()[:300] for line in text.splitlines() if line.strip()]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
