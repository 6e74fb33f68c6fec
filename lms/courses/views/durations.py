"""Minutes in words of the reader's language."""

from __future__ import annotations

from flask import g
from flask_babel import gettext as _

from lms.courses.views.blueprint import bp


@bp.app_template_filter("duration")
def duration(minutes: int) -> str:
    """``40 min``, ``1 h``, ``3 h 20 min``; each is worded once a page."""
    known: dict[int, str] = g.setdefault("durations", {})
    if minutes not in known:
        known[minutes] = _worded(minutes)
    return known[minutes]


def _worded(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        text: str = _("%(n)s min", n=rest)
    elif not rest:
        text = _("%(h)s h", h=hours)
    else:
        text = _("%(h)s h %(m)s min", h=hours, m=rest)
    return text
