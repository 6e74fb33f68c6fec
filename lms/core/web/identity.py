"""Who is asking."""

from __future__ import annotations

from flask_login import current_user

from lms.core.actor import STRANGER, Actor


def actor() -> Actor:
    """The person of this request, with grants as they are now; a stranger when nobody is signed in."""
    found: Actor | None = getattr(current_user, "actor", None)
    return found or STRANGER
