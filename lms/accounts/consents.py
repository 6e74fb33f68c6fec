"""The purposes for which personal data may be used, with the text of each version."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose: what it is for, which data, how long, and whether the course can go without it."""

    key: str
    version: int
    title: LazyString
    text: LazyString
    is_required: bool


PURPOSES = (
    Purpose(
        "training",
        1,
        _("Running the training"),
        _("Name, contact, birth date, presence and work, to run the course and prove its completion; kept 5 years."),
        True,
    ),
    Purpose(
        "job_support",
        1,
        _("Job support after the course"),
        _("Contact, portfolio, cover letters and outcomes, to support you for six months; refusing has no drawback."),
        False,
    ),
    Purpose(
        "employers",
        1,
        _("Showing my portfolio to employers"),
        _("Your portfolio page, to companies that the centre works with; you can take this back at any time."),
        False,
    ),
)
