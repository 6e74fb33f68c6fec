"""Turning a cookie's secret into the person of a request."""

from __future__ import annotations

from lms.accounts import queries
from lms.core import clock
from lms.core.web.identity_loader import CurrentPerson, load_by


@load_by
def person_of_cookie(token: str) -> CurrentPerson | None:
    """The person whose live sign-in this is, with today's grants."""
    found = queries.signed_in_by(token, now=clock.now())
    if found is None:
        return None
    return CurrentPerson(
        token=token,
        sign_in_id=found.sign_in_id,
        actor=found.actor,
        language=found.language,
        has_totp=found.has_totp,
    )
