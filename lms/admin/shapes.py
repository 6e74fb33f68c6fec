"""Terms that administrators write on a page: which values each kind has, and within which limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lms.accounts.retention import KIND as RETENTION
from lms.accounts.security import KIND as SECURITY
from lms.assessments.allocation.ladder import KIND as LADDER
from lms.assessments.allocation.ladder import is_in_order
from lms.attendance.checkin.terms import KIND as CHECK_IN
from lms.attendance.requests.types import TERMS as REQUESTS


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a kind of terms: a whole number or a decimal within limits, or a switch. ``optional`` may be left
    empty."""

    key: str
    label: LazyString
    kind: type
    low: float = 0
    high: float = 1
    optional: bool = False
    usual: Any = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of terms; ``of_site``: one version for all centres; ``fits``: whether the values go together."""

    kind: str
    label: LazyString
    text: LazyString
    values: tuple[Value, ...]
    of_site: bool = False
    fits: Callable[[Mapping[str, Any]], bool] | None = None

    def read(self, typed: Mapping[str, str]) -> dict[str, Any] | None:
        """The numbers of a form, or None when one is missing or outside its limits."""
        numbers: dict[str, Any] = {}
        for value in self.values:
            text = typed.get(value.key, "").strip()
            if value.kind is bool:
                numbers[value.key] = bool(text)
                continue
            if not text and value.optional:
                numbers[value.key] = None
                continue
            try:
                number = value.kind(text)
            except ValueError:
                return None
            if not value.low <= number <= value.high:
                return None
            numbers[value.key] = number
        return numbers if self.fits is None or self.fits(numbers) else None


SHAPES = {
    shape.kind: shape
    for shape in (
        Shape(
            CHECK_IN,
            _l("Checking in"),
            _l("How late an attempt may arrive that a dead network held back, and where the centre is."),
            (
                Value("allowed_delay_minutes", _l("Allowed delay in minutes"), int, 0, 120, usual=10),
                Value("latitude", _l("Latitude of the centre"), float, 33, 39, optional=True),
                Value("longitude", _l("Longitude of the centre"), float, 124, 132, optional=True),
                Value("radius", _l("Radius in metres"), int, 20, 2_000, usual=150),
            ),
        ),
        Shape(
            REQUESTS,
            _l("Requests about presence"),
            _l("How long after the last day an excuse is taken, and how long papers are kept after the decision."),
            (
                Value("days_after", _l("Days after the last day"), int, 0, 60, usual=7),
                Value("papers_kept", _l("Days for which papers are kept"), int, 1, 1_825, usual=90),
            ),
        ),
        Shape(
            LADDER,
            _l("Late reviews"),
            _l(
                "What happens to a review that is not given, in hours from its deadline. The steps keep this order: the"
                " place is given back, a stand-by is asked, the work comes onto the instructor's list."
            ),
            (
                Value("remind", _l("Reminder: hours before the deadline"), int, 0, 168, usual=24),
                Value("return_lease", _l("Place given back: hours after it"), int, 0, 48, usual=0),
                Value("call_stand_by", _l("Stand-by asked: hours after it"), int, 0, 72, usual=12),
                Value("tell_instructor", _l("Instructor's list: hours after it"), int, 0, 120, usual=24),
            ),
            fits=is_in_order,
        ),
        Shape(
            SECURITY,
            _l("Safety of sign-in"),
            _l("Whether staff must use a second factor, and how many days they have to turn it on."),
            (
                Value("staff_second_factor", _l("Staff must use a second factor"), bool, usual=False),
                Value("grace_days", _l("Days to turn it on"), int, 0, 60, usual=14),
            ),
            of_site=True,
        ),
        Shape(
            RETENTION,
            _l("Keeping of records"),
            _l("How long what an erasure must leave is kept."),
            (
                Value("training_years", _l("Years after the end of training"), int, 1, 30, usual=5),
                Value("access_years", _l("Years after the end of a staff role"), int, 1, 30, usual=3),
            ),
            of_site=True,
        ),
    )
}
"""Kinds that are written on one page."""
OTHERS = {
    "attendance": _l("Rules of attendance"),
    "completion": _l("Rules of completion"),
    "gradebook": _l("Gradebook"),
    "defence": _l("Defences"),
}
"""Kinds that have a page of their own elsewhere, by name."""
