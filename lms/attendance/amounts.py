"""How much was attended or may be missed, in words: days, or hours and minutes."""

from __future__ import annotations

from flask_babel import gettext as _

from lms.attendance.rules import Basis


def time_text(minutes: int) -> str:
    """Minutes as hours and minutes in the reader's language; below zero with a sign."""
    hours, rest = divmod(abs(minutes), 60)
    if rest and not hours:
        text = _("%(m)s min", m=rest)
    else:
        text = _("%(h)s h %(m)s min", h=hours, m=rest) if rest else _("%(h)s h", h=hours)
    return f"−{text}" if minutes < 0 else str(text)


def amount(number: int, basis: Basis) -> str:
    """A sum of a class that counts days, or minutes where it counts hours, with its unit."""
    return time_text(number) if basis is Basis.HOURS else str(_("%(n)s days", n=number))


def bare(number: int, basis: Basis) -> str:
    """The same for tables, whose headings say “days”."""
    return time_text(number) if basis is Basis.HOURS else str(number)
