"""Which completion terms hold for whom, and where every trainee stands by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from lms.assessments import queries as assessments
from lms.assessments.types.gradebook import Cell, CellState
from lms.attendance import queries as attendance
from lms.attendance.queries import PolicyInForce
from lms.attendance.rules import Tally
from lms.cohorts import queries as cohorts
from lms.cohorts.types import NEVER_CAME, CohortCard, EnrolmentState, TraineeCard
from lms.core import terms
from lms.core.terms import Terms
from lms.credentials.models import CompletionEntry
from lms.credentials.rules import CompletionTerms, Presence, Work, terms_from, unmet, verdict
from lms.credentials.types import Condition, Verdict

KIND = "completion"
_LEFT = frozenset({EnrolmentState.WITHDRAWN, EnrolmentState.EXPELLED})
_OPEN = frozenset({CellState.AHEAD, CellState.NOTHING, CellState.WRITING})


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """Completion terms with the version they were written in; without one they ask for presence only."""

    terms: CompletionTerms = field(default_factory=CompletionTerms)
    id: int | None = None
    version: int = 0
    valid_from: date | None = None


def in_force(found: list[list[Terms]], *, on: date) -> TermsInForce:
    """The completion terms of such histories on a day."""
    each = terms.nearest(found, on=on)
    return (
        TermsInForce()
        if each is None
        else TermsInForce(terms_from(each.numbers), each.id, each.version, each.valid_from)
    )


def terms_for(cohort: CohortCard) -> TermsInForce:
    """The completion terms by which a cohort is settled: those of its last day."""
    return in_force(terms.histories(KIND, scopes=attendance.scopes_of(cohort)), on=cohort.ends_on)


@dataclass(frozen=True, slots=True)
class Basis:
    """By what a cohort is settled: the share of days (with the rules of attendance it stands in) and the terms."""

    share: tuple[int, int]
    policy: PolicyInForce
    terms: TermsInForce


def basis_of(cohort: CohortCard, decisions: Mapping[int, CompletionEntry]) -> Basis:
    """What holds for a cohort; once it was settled, what its first decision rests on, whatever was written since."""
    policy = attendance.terms_for(cohort, on=cohort.ends_on)
    if not decisions:
        return Basis(policy.policy.completion, policy, terms_for(cohort))
    first = decisions[min(decisions)].facts
    numerator, denominator = first["share"]
    stored = first.get("terms")
    held = TermsInForce() if stored is None else TermsInForce(terms_from(stored), stored["id"], stored["version"])
    return Basis((numerator, denominator), policy, held)


@dataclass(frozen=True, slots=True)
class Standing:
    """A trainee with the facts that decide about completion. ``missing``: the conditions that are not met."""

    trainee: TraineeCard
    tally: Tally | None
    presence: Presence
    work: Work
    missing: tuple[Condition, ...]

    @property
    def has_left(self) -> bool:
        """Withdrawn or expelled: never completed, whatever the facts."""
        return self.trainee.state in _LEFT

    @property
    def verdict(self) -> Verdict:
        """What is decided on these facts."""
        return verdict(
            self.missing, employed_early=self.trainee.state == EnrolmentState.EARLY_EMPLOYED, left=self.has_left
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a cohort's trainees did, read once; any terms can be laid over it."""

    trainees: Sequence[TraineeCard]
    tallies: dict[int, Tally]
    works: dict[int, Work]
    counts_coming_days: bool

    def standings(self, share: tuple[int, int], wanted: CompletionTerms) -> list[Standing]:
        """Where everybody stands by a share of days and by terms."""
        return [self._standing(trainee, share, wanted) for trainee in self.trainees]

    def _standing(self, trainee: TraineeCard, share: tuple[int, int], wanted: CompletionTerms) -> Standing:
        tally = self.tallies.get(trainee.enrolment_id)
        scheduled, credited = (tally.scheduled, tally.credited) if tally else (0, 0)
        if tally and self.counts_coming_days:
            credited += tally.scheduled - tally.held
        presence = Presence(scheduled, credited, share)
        work = self.works.get(trainee.person_id, Work())
        return Standing(trainee, tally, presence, work, unmet(presence, work, wanted))


def facts_of(cohort: CohortCard, *, today: date, now: datetime, with_work: bool) -> Facts:
    """A cohort's facts in a constant number of statements. While it runs, days to come count as attended and works
    that can still be handed in are left out: what is said is what can still be reached."""
    on = cohort.ends_on
    trainees = [each for each in cohorts.trainees(cohort.id, on=on, states=None) if each.state not in NEVER_CAME]
    return Facts(
        trainees,
        attendance.tallies(cohort, on=on),
        _works(cohort.id, on=on, now=now) if with_work else {},
        counts_coming_days=today <= on,
    )


def _works(cohort_id: int, *, on: date, now: datetime) -> dict[int, Work]:
    book = assessments.gradebook_of(cohort_id, on=on, now=now)
    return {line.person_id: _work(line.cells, line.mean) for line in book.lines}


def _work(cells: Sequence[Cell], mean: float | None) -> Work:
    over = [cell for cell in cells if cell.state not in _OPEN]
    return Work(
        due=len(over),
        handed_in=sum(cell.submission_id is not None for cell in over),
        passed=sum(cell.state is CellState.GRADED for cell in over),
        ungraded=sum(cell.state in {CellState.WAITING, CellState.UNREVIEWED} for cell in over),
        mean=None if mean is None else int(round(mean * 100, 6)),
    )
