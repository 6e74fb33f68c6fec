"""Writing a new version of terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from lms.accounts.types import Scope
from lms.admin import access
from lms.admin.shapes import SHAPES
from lms.admin.types import WhyNot
from lms.core import terms
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused


def write_terms(
    actor: Actor, *, kind: str, centre_id: int, valid_from: date, typed: Mapping[str, str], now: datetime
) -> int:
    """Append a version for a centre, or for the whole site where the kind belongs to it; returns its id."""
    shape = SHAPES.get(kind)
    if shape is None:
        raise NotFound
    if shape.of_site:
        access.site_for_managing(actor)
    else:
        access.centre_for_managing(actor, centre_id)
    numbers = shape.read(typed)
    if numbers is None:
        raise Refused(WhyNot.VALUE_UNFIT)
    scope = (str(Scope.SITE), 0) if shape.of_site else (str(Scope.CENTRE), centre_id)
    return terms.write(actor, kind=kind, scope=scope, valid_from=valid_from, numbers=numbers, now=now)
