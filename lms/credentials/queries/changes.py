"""What other completion terms would change for the cohorts that are running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lms.attendance import queries as attendance
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core import terms
from lms.credentials.queries.lists import standing_decisions
from lms.credentials.queries.terms import KIND, Standing, facts_of, in_force
from lms.credentials.rules import CompletionTerms, terms_to
from lms.credentials.types import Condition, Verdict


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that is not written yet, for a centre or for one of its programmes. ``share`` None: as it is."""

    centre_id: int
    programme_id: int | None
    valid_from: date
    terms: CompletionTerms
    share: tuple[int, int] | None = None

    @property
    def scopes(self) -> tuple[tuple[str, int], ...]:
        """Where it is written, then what holds there as long as nothing nearer does."""
        if self.programme_id is None:
            return (("centre", self.centre_id), ("site", 0))
        return attendance.scopes_of_programme(self.programme_id, self.centre_id)


@dataclass(frozen=True, slots=True)
class ChangedVerdict:
    """A trainee about whom the draft would decide otherwise, and what would be missing."""

    name: str
    before: Verdict
    after: Verdict
    missing: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class CohortTrial:
    """A running cohort under the draft; ``is_reached`` is False where something nearer or later holds instead."""

    cohort: CohortCard
    trainees: int
    completing_before: int
    completing_after: int
    changed: tuple[ChangedVerdict, ...]
    is_reached: bool


def what_would_change(draft: Draft, *, today: date, now: datetime) -> list[CohortTrial]:
    """Every cohort that is not settled, ends on or after the draft's day and belongs where it is written."""
    cards = [
        card
        for card in cohorts.running_cohorts(on=today)
        if card.centre_id == draft.centre_id
        and draft.programme_id in (None, card.programme_id)
        and card.ends_on >= draft.valid_from
    ]
    return [_trial(card, draft, today, now) for card in cards if not standing_decisions(card.id)]


def _trial(card: CohortCard, draft: Draft, today: date, now: datetime) -> CohortTrial:
    scopes = attendance.scopes_of(card)
    at = scopes.index(draft.scopes[0])
    history = terms.histories(KIND, scopes=scopes)
    drafted = terms.with_draft(history, at, kind=KIND, valid_from=draft.valid_from, numbers=terms_to(draft.terms))
    old, new = in_force(history, on=card.ends_on), in_force(drafted, on=card.ends_on)
    book = attendance.policy_book(card)
    tried = book
    if draft.share is not None:
        tried = book.with_completion(draft.share, at=at, valid_from=draft.valid_from)
    facts = facts_of(card, today=today, now=now, with_work=old.terms.asks_for_work or new.terms.asks_for_work)
    before = facts.standings(book.on(card.ends_on).policy.completion, old.terms)
    after = facts.standings(tried.on(card.ends_on).policy.completion, new.terms)
    return CohortTrial(
        card,
        len(before),
        _completing(before),
        _completing(after),
        tuple(
            ChangedVerdict(one.trainee.name, one.verdict, other.verdict, other.missing)
            for one, other in zip(before, after, strict=True)
            if one.verdict != other.verdict
        ),
        is_reached=new.id == 0,
    )


def _completing(standings: list[Standing]) -> int:
    return sum(each.verdict is Verdict.COMPLETED for each in standings)
