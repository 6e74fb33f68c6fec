"""Writing a new version of the attendance terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from lms.accounts.types import Place
from lms.attendance import policies, queries
from lms.attendance.marks import WhyNot
from lms.attendance.queries import KIND, PolicyBook
from lms.attendance.queries.policy import Scope
from lms.attendance.rules import Policy, has_rules_of_days, policy_from, policy_to
from lms.attendance.rules.types import Basis, Share
from lms.cohorts import access as cohorts
from lms.cohorts.types import CohortCard
from lms.core import clock, terms
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
    if policy.basis is Basis.HOURS and has_rules_of_days(policy):
        raise Refused(WhyNot.HOURS_WITH_RULES_OF_DAYS)
    with transaction():
        if why_not := _why_not_count(cohort, scope, policy, valid_from, today=clock.local_date(now)):
            raise Refused(why_not)
        return terms.write(
            actor, kind=KIND, scope=(scope, ids[scope]), valid_from=valid_from, numbers=policy_to(policy), now=now
        )


def _why_not_count(cohort: CohortCard, scope: str, policy: Policy, valid_from: date, *, today: date) -> WhyNot | None:
    """Whether a version would leave each class with what it counts, days or hours, from its first mark on."""
    book = queries.policy_book(cohort)
    if scope != "cohort":
        ever = {queries.read_numbers(each).basis for versions in book.versions for each in versions}
        counts_hours = Basis.HOURS in ever | {policy.basis}
        return WhyNot.BASIS_FROM_A_DAY_TO_COME if counts_hours and valid_from <= today else None
    before = book.basis_on(cohort.starts_on)
    after = book.with_version(policy, at=0, valid_from=valid_from).basis_on(cohort.starts_on)
    if policy.basis is not after:
        return WhyNot.BASIS_FROM_FIRST_DAY
    return WhyNot.BASIS_AFTER_MARKS if after is not before and queries.has_marks(cohort.id) else None


def write_completion_share(
    actor: Actor, *, centre_id: int, scopes: tuple[Scope, ...], valid_from: date, share: Share, now: datetime
) -> int:
    """Write the policy of the first of ``scopes`` anew with another share of days for completion, all else as it holds
    there on that day; the id of the terms. The scopes belong to the centre."""
    if not policies.may_write_policy(actor, Place(centre_id)):
        raise NotAllowed
    with transaction():
        book = PolicyBook(terms.histories(KIND, scopes=scopes))
        numbers = policy_to(replace(book.on(valid_from).policy, completion=share))
        return terms.write(actor, kind=KIND, scope=scopes[0], valid_from=valid_from, numbers=numbers, now=now)
