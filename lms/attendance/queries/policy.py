"""Which policy holds for a cohort on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from json import dumps, loads

from lms.attendance.rules import DEFAULT, PRESETS, Policy, policy_from, policy_to
from lms.attendance.rules.types import Share
from lms.cohorts.types import CohortCard
from lms.core import terms
from lms.core.terms import Terms

KIND = "attendance"
Scope = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """A policy with the version of the terms it was written in; without one it is the preset of the public rules."""

    policy: Policy
    terms_id: int | None = None
    version: int = 0
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """Every version that may hold for a cohort: a list a scope, nearest scope first, newest version first."""

    versions: list[list[Terms]]

    def on(self, day: date) -> PolicyInForce:
        """The policy in force on a day."""
        each = terms.nearest(self.versions, on=day)
        if each is None:
            return PolicyInForce(PRESETS[DEFAULT].policy)
        return PolicyInForce(read_numbers(each), each.id, each.version, each.valid_from)

    def with_completion(self, share: Share, *, at: int, valid_from: date) -> PolicyBook:
        """The book as it would be with another share for completion from a day on, in the scope at a position."""
        numbers = policy_to(replace(PolicyBook(self.versions[at:]).on(valid_from).policy, completion=share))
        return PolicyBook(terms.with_draft(self.versions, at, kind=KIND, valid_from=valid_from, numbers=numbers))


def read_numbers(found: Terms) -> Policy:
    """The policy of a stored version. Stored numbers were checked when they were written."""
    return _parsed(dumps(dict(found.numbers), sort_keys=True))


@lru_cache(maxsize=64)
def _parsed(numbers: str) -> Policy:
    return policy_from(loads(numbers), strict=False)


def scopes_of(cohort: CohortCard) -> tuple[Scope, ...]:
    """Where terms for a cohort may be written, nearest first."""
    return (("cohort", cohort.id), *scopes_of_programme(cohort.programme_id, cohort.centre_id))


def scopes_of_programme(programme_id: int, centre_id: int) -> tuple[Scope, ...]:
    """Where terms for all cohorts of a programme may be written, nearest first."""
    return (("programme", programme_id), ("centre", centre_id), ("site", 0))


def policy_book(cohort: CohortCard) -> PolicyBook:
    """Everything that is or was in force for a cohort, in one statement."""
    return PolicyBook(terms.histories(KIND, scopes=scopes_of(cohort)))


def terms_for(cohort: CohortCard, *, on: date) -> PolicyInForce:
    """The policy in force for a cohort on a day."""
    return policy_book(cohort).on(on)
