"""Forms of quizzes: how one is taken, dates, exceptions, a question with its options."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.core.web.forms import Form, SelectChoice
from lms.courses.quizzes.numbers import read_number
from lms.courses.quizzes.types import CHOICES, Counting, Kind, Option, Question, Settings, Showing, Slot

ZONE = ZoneInfo("Asia/Seoul")
MOST_OPTIONS = 30
LONGEST_TEXT = 20_000
_OPTION = re.compile(r"option-(\d{1,3})-id")
_MINUTES = [InputRequired(_("Enter a number; 0 means without limit.")), NumberRange(min=0, max=100_000)]


class QuizForm(Form):
    """How a quiz is taken."""

    title_ko = StringField(_("Title in Korean"), [Length(max=200)])
    title_en = StringField(_("Title in English"), [Length(max=200)])
    lesson_key = SelectField(_("Belongs to lesson"), validate_choice=False)
    attempts = IntegerField(_("Attempts (0: any number)"), [*_MINUTES], default=0)
    minutes = IntegerField(_("Minutes (0: no limit)"), [*_MINUTES], default=0)
    pause_minutes = IntegerField(_("Pause between attempts in minutes"), [*_MINUTES], default=0)
    counting = SelectField(
        _("Attempt that counts"),
        choices=[
            SelectChoice(Counting.BEST, _("the best attempt")),
            SelectChoice(Counting.LAST, _("the last attempt")),
            SelectChoice(Counting.FIRST, _("the first attempt")),
        ],
    )
    showing = SelectField(
        _("Right answers are shown"),
        choices=[
            SelectChoice(Showing.AFTER_ATTEMPT, _("after each attempt")),
            SelectChoice(Showing.AT_ONCE, _("at once, question by question")),
            SelectChoice(Showing.AFTER_CLOSE, _("when the quiz has closed")),
        ],
    )
    pass_percent = IntegerField(
        _("Percent to pass (0: no pass line)"), [InputRequired(), NumberRange(min=0, max=100)], default=0
    )
    shuffles_questions = BooleanField(_("Shuffle the questions for each attempt"))
    shuffles_options = BooleanField(_("Shuffle the options for each attempt"), default=True)
    is_published = BooleanField(_("Published: trainees see it"))

    def titles(self) -> dict[str, str]:
        """The titles that were given."""
        typed = {"ko": self.title_ko.data or "", "en": self.title_en.data or ""}
        return {code: " ".join(title.split()) for code, title in typed.items() if title.strip()}

    def settings(self) -> Settings:
        """The settings that were chosen."""
        return Settings(
            attempts=self.attempts.data or 0,
            minutes=self.minutes.data or 0,
            pause_minutes=self.pause_minutes.data or 0,
            counting=Counting(self.counting.data),
            showing=Showing(self.showing.data),
            shuffles_questions=bool(self.shuffles_questions.data),
            shuffles_options=bool(self.shuffles_options.data),
            pass_percent=self.pass_percent.data or 0,
        )

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        """A quiz has a title in one language at least."""
        fine = bool(super().validate(extra_validators))  # type: ignore[arg-type]
        if not self.titles():
            self.title_ko.errors = [*self.title_ko.errors, gettext("Give the quiz a title.")]
            return False
        return fine


class WindowForm(Form):
    """When a cohort may take the quiz."""

    opens_at = DateTimeLocalField(_("Opens"), [Optional()])
    closes_at = DateTimeLocalField(_("Closes"), [Optional()])


class ExceptionForm(Form):
    """What one trainee is granted."""

    person_id = SelectField(_("Trainee"), coerce=int, validate_choice=False)
    extra_minutes = IntegerField(_("More minutes"), [Optional(), NumberRange(min=0, max=1000)], default=0)
    extra_attempts = IntegerField(_("More attempts"), [Optional(), NumberRange(min=0, max=100)], default=0)
    until = DateTimeLocalField(_("Own closing time"), [Optional()])
    reason = StringField(
        _("Reason"), [InputRequired(_("Write a reason; it is kept with the change.")), Length(max=500)]
    )


class FileOrTextForm(Form):
    """Questions from a file, or as text."""

    file = FileField(_("File (GIFT, Moodle XML, QTI, quiz JSON)"))
    text = TextAreaField(_("Or paste the questions here"), [Length(max=1_000_000)])
    tags = StringField(_("Tags, separated by commas"), [Length(max=300)])


class RegradeForm(Form):
    """Mark again, with a reason."""

    reason = StringField(
        _("Reason"), [InputRequired(_("Write a reason; it is kept with the change.")), Length(max=500)]
    )


class ExportForm(Form):
    """An export names its reason."""

    kind = SelectField(_("Format"), choices=[SelectChoice("xlsx", "XLSX"), SelectChoice("csv", "CSV")])
    reason = StringField(_("What is the list for?"), [InputRequired(_("Say what the list is for.")), Length(max=300)])


def at_centre(value: datetime | None) -> datetime | None:
    """A moment typed as local time."""
    return value.replace(tzinfo=ZONE) if value is not None else None


def as_local(value: datetime | None) -> datetime | None:
    """A stored moment as a form shows it."""
    return value.astimezone(ZONE).replace(tzinfo=None) if value is not None else None


def tags_from(text: str) -> list[str]:
    """Tags separated by commas."""
    return [tag for tag in (part.strip() for part in text.split(",")) if tag]


def question_from(form: MultiDict[str, str], kind: Kind) -> tuple[Question, list[str]]:
    """The question as typed, and what is wrong with it in words."""
    numbers = sorted({int(match[1]) for name in form if (match := _OPTION.fullmatch(name))})[:MOST_OPTIONS]
    if kind is Kind.ORDERING:
        numbers.sort(key=lambda number: (form.get(f"option-{number}-place", 999, type=int), number))
    options = tuple(option for number in numbers if (option := _option(form, number, kind)) is not None)
    number = read_number(form.get("number", ""))
    tolerance = read_number(form.get("tolerance", "") or "0")
    is_relative = form.get("is_relative") == "1"
    points = read_number(form.get("points", "1"))
    question = Question(
        kind=kind,
        prompt=_pair(form, "prompt"),
        options=() if kind in (Kind.SHORT_TEXT, Kind.NUMBER) else options,
        accepted=_lines(form.get("accepted", "")) if kind is Kind.SHORT_TEXT else (),
        number=float(number) if kind is Kind.NUMBER and number is not None else None,
        tolerance=float(tolerance or 0) / (100 if is_relative else 1) if kind is Kind.NUMBER else 0.0,
        is_relative=is_relative and kind is Kind.NUMBER,
        explanation=_pair(form, "explanation"),
        points=float(points) if points is not None else 0.0,
    )
    return question, why_not_question(question, tolerance_is_read=tolerance is not None)


def why_not_question(question: Question, *, tolerance_is_read: bool = True) -> list[str]:
    """What a question lacks, in the reader's language."""
    wrong = []
    if not question.prompt:
        wrong.append(gettext("Write the question in one language at least."))
    if not 0 < question.points <= 1000:
        wrong.append(gettext("Points must be more than 0 and at most 1000."))
    right = sum(option.is_right for option in question.options)
    if question.kind in CHOICES and len(question.options) < 2:
        wrong.append(gettext("Write two options at least."))
    if question.kind in (Kind.SINGLE, Kind.TRUE_FALSE) and right != 1:
        wrong.append(gettext("Mark exactly one option as right."))
    if question.kind is Kind.MULTIPLE and right == 0:
        wrong.append(gettext("Mark one option at least as right."))
    if question.kind is Kind.ORDERING and len(question.options) < 2:
        wrong.append(gettext("Write two lines at least to be put in order."))
    if question.kind is Kind.MATCHING:
        wrong += _why_not_matching(question)
    if question.kind is Kind.SHORT_TEXT and not question.accepted:
        wrong.append(gettext("Write one accepted answer at least, each on a line of its own."))
    if question.kind is Kind.NUMBER and question.number is None:
        wrong.append(gettext("Enter the right number."))
    if not tolerance_is_read or question.tolerance < 0:
        wrong.append(gettext("The tolerance is a number, 0 or more."))
    return wrong


def _why_not_matching(question: Question) -> list[str]:
    if len(question.left_sides) < 2 or len(set(question.partners.values())) < 2:
        return [gettext("Write two pairs at least, with two different partners.")]
    if any(not option.partner for option in question.options):
        return [gettext("Each left side needs its partner.")]
    return []


def _pair(form: MultiDict[str, str], name: str) -> dict[str, str]:
    typed = {code: form.get(f"{name}_{code}", "").strip()[:LONGEST_TEXT] for code in ("ko", "en")}
    return {code: text for code, text in typed.items() if text}


def _option(form: MultiDict[str, str], number: int, kind: Kind) -> Option | None:
    name = f"option-{number}"
    text = _pair(form, f"{name}-text")
    partner = _pair(form, f"{name}-partner") if kind is Kind.MATCHING else {}
    if not text and not partner:
        return None
    is_right = form.get("right") == str(number) if kind in (Kind.SINGLE, Kind.TRUE_FALSE) else f"{name}-right" in form
    share = read_number(form.get(f"{name}-share", ""))
    return Option(
        id=re.sub(r"[^a-z0-9]", "", form.get(f"{name}-id", ""))[:12] or f"o{number}",
        text=text,
        is_right=is_right and kind not in (Kind.ORDERING, Kind.MATCHING),
        feedback=_pair(form, f"{name}-feedback"),
        share=float(share) if share is not None else None,
        partner=partner,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip()[:500] for line in text.splitlines() if line.strip()))[:50]


def slots_from(form: MultiDict[str, str]) -> list[Slot]:
    """Places in the order of their numbers; those marked for removal are left out."""
    rows: list[tuple[float, int, Slot]] = []
    for number in range(min(form.get("rows", 0, type=int), 500)):
        if form.get(f"remove-{number}"):
            continue
        place = form.get(f"place-{number}", float(number + 1), type=float)
        question_id = form.get(f"question-{number}", type=int)
        tag = form.get(f"tag-{number}", "").strip().casefold()
        count = form.get(f"count-{number}", 1, type=int)
        if question_id is not None:
            rows.append((place, number, Slot(question_id)))
        elif tag and 0 < count <= 200:
            rows.append((place, number, Slot(tag=tag, count=count)))
    return [slot for *_rest, slot in sorted(rows, key=lambda row: row[:2])]
