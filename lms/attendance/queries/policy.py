"""Which policy holds for a cohort on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from json import dumps, loads

from lms.attendance.rules import DEFAULT, PRESETS, Policy, policy_from
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

    versions: Sequence[Sequence[Terms]]

    def on(self, day: date) -> PolicyInForce:
        """The policy in force on a day."""
        for scope in self.versions:
            for each in scope:
                if each.valid_from <= day:
                    return PolicyInForce(read_numbers(each), each.id, each.version, each.valid_from)
        return PolicyInForce(PRESETS[DEFAULT].policy)


def read_numbers(found: Terms) -> Policy:
    """The policy of a stored version. Stored numbers were checked when they were written."""
    return _parsed(dumps(dict(found.numbers), sort_keys=True))


@lru_cache(maxsize=64)
def _parsed(numbers: str) -> Policy:
    return policy_from(loads(numbers), strict=False)


def scopes_of(cohort: CohortCard) -> tuple[Scope, ...]:
    """Where terms for a cohort may be written, nearest first."""
    return (
        ("cohort", cohort.id),
        ("programme", cohort.programme_id),
        ("centre", cohort.centre_id),
        ("site", 0),
    )


def policy_book(cohort: CohortCard) -> PolicyBook:
    """Everything that is or was in force for a cohort, in one statement."""
    return PolicyBook(terms.histories(KIND, scopes=scopes_of(cohort)))


def terms_for(cohort: CohortCard, *, on: date) -> PolicyInForce:
    """The policy in force for a cohort on a day."""
    return policy_book(cohort).on(on)
