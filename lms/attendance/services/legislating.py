"""Writing a new version of the attendance terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from lms.accounts.types import Place
from lms.attendance import policies
from lms.attendance.marks import WhyNot
from lms.attendance.queries import KIND
from lms.attendance.rules import policy_from, policy_to
from lms.attendance.rules.types import Basis
from lms.cohorts import access as cohorts
from lms.core import terms
from lms.core.actor import Actor
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction


def write_policy(
    actor: Actor, *, cohort_id: int, scope: str, valid_from: date, plain: Mapping[str, Any], now: datetime
) -> int:
    """Write a version for a cohort, its programme or its centre, from a day on; the id of the terms.

    Raises BadValueError, which names the key that cannot be read.
    """
    cohort = cohorts.cohort_for_member(actor, cohort_id)
    place = cohort.place if scope == "cohort" else Place(cohort.centre_id)
    if not policies.may_write_policy(actor, place):
        raise NotAllowed
    ids = {"cohort": cohort.id, "programme": cohort.programme_id, "centre": cohort.centre_id}
    if scope not in ids:
        raise NotFound
    policy = policy_from(plain)
    if policy.basis is Basis.HOURS:
        raise Refused(WhyNot.HOURS_ONLY_TRIED)
    with transaction():
        return terms.write(
            actor, kind=KIND, scope=(scope, ids[scope]), valid_from=valid_from, numbers=policy_to(policy), now=now
        )
