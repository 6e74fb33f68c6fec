"""Which policy holds for a cohort on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from json import dumps, loads

from lms.attendance.rules import DEFAULT, PRESETS, Basis, Policy, counted_by, policy_from, policy_to
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
    """Every version that may hold for a cohort: a list a scope, nearest scope first, newest version first.

    Whether days or hours are counted is what the version in force on ``starts_on`` says, for the whole course.
    """

    versions: list[list[Terms]]
    starts_on: date | None = None

    def on(self, day: date) -> PolicyInForce:
        """The policy in force on a day."""
        each = terms.nearest(self.versions, on=day)
        found = PRESETS[DEFAULT].policy if each is None else read_numbers(each)
        if self.starts_on is not None:
            found = counted_by(found, self.basis_on(self.starts_on))
        if each is None:
            return PolicyInForce(found)
        return PolicyInForce(found, each.id, each.version, each.valid_from)

    def basis_on(self, day: date) -> Basis:
        """What a course counts that begins on a day."""
        each = terms.nearest(self.versions, on=day)
        return Basis.DAYS if each is None else read_numbers(each).basis

    def with_completion(self, share: Share, *, at: int, valid_from: date) -> PolicyBook:
        """The book as it would be with another share for completion from a day on, in the scope at a position."""
        drafted = replace(PolicyBook(self.versions[at:]).on(valid_from).policy, completion=share)
        return self.with_version(drafted, at=at, valid_from=valid_from)

    def with_version(self, policy: Policy, *, at: int, valid_from: date) -> PolicyBook:
        """The book as it would be with one more version, in the scope at a position."""
        numbers = policy_to(policy)
        return PolicyBook(
            terms.with_draft(self.versions, at, kind=KIND, valid_from=valid_from, numbers=numbers), self.starts_on
        )


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
    return PolicyBook(terms.histories(KIND, scopes=scopes_of(cohort)), cohort.starts_on)


def terms_for(cohort: CohortCard, *, on: date) -> PolicyInForce:
    """The policy in force for a cohort on a day."""
    return policy_book(cohort).on(on)
