"""What an import would do, decided from the file and from what the centre knows; no database here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.admin.importing.types import Column, Draft, Problem, RowProblem
from lms.cohorts.rules import why_not_since
from lms.cohorts.types import WhyNot


class Step(StrEnum):
    """What happens to a row."""

    NEW = "new"
    ENROL = "enrol"
    RETURN = "return"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Target:
    """A cohort that rows may go to: its classes by id and name. ``run`` is the number of the cohort (기수),
    ``settled_until`` the last day whose presence is closed for good."""

    cohort_id: int
    name: str
    run: int
    sections: Mapping[int, str]
    first: date
    last: date
    settled_until: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A person who has the address of a row: id, whether the actor's centre knows them, where they are enrolled."""

    person_id: int
    is_ours: bool
    is_disabled: bool
    states: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with what will happen: ``section`` is an id, a name of a class to be opened, or None."""

    draft: Draft
    step: Step
    cohort_id: int
    section: int | str | None
    person_id: int | None = None

    @property
    def starts_anew(self) -> bool:
        """Whether an enrolment is made, so that the day on which it starts matters."""
        return self.step in (Step.NEW, Step.ENROL)


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole import. It is carried out only without problems."""

    rows: tuple[PlannedRow, ...]
    problems: tuple[RowProblem, ...]

    def count(self, step: Step) -> int:
        """How many rows this happens to."""
        return sum(row.step is step for row in self.rows)


_LEFT = frozenset({"withdrawn", "expelled"})
"""Who left comes back by a decision with a reason, not by a list."""


def plan(
    drafts: Sequence[Draft],
    *,
    targets: Sequence[Target],
    default: Target,
    known: Mapping[str, Known],
    opens_sections: bool,
    today: date,
) -> Plan:
    """Decide each row. ``default`` is the cohort for rows without one; ``known`` are people by address."""
    rows: list[PlannedRow] = []
    problems: list[RowProblem] = []
    for draft in drafts:
        target = _cohort(draft.cohort, targets, default)
        if target is None:
            problems.append(RowProblem(draft.row, Column.COHORT, Problem.UNKNOWN_COHORT))
            continue
        found = _row(draft, target, known.get(draft.email), opens_sections)
        if isinstance(found, PlannedRow) and found.starts_anew:
            found = _since(draft, target, today) or found
        if isinstance(found, RowProblem):
            problems.append(found)
        else:
            rows.append(found)
    return Plan(tuple(rows), tuple(problems))


def _row(draft: Draft, target: Target, person: Known | None, opens_sections: bool) -> PlannedRow | RowProblem:
    section: int | str | None = _section(draft.section, target)
    if section is None and draft.section:
        if not opens_sections:
            return RowProblem(draft.row, Column.SECTION, Problem.UNKNOWN_SECTION)
        section = _class_name(draft.section)
    if person is None:
        return PlannedRow(draft, Step.NEW, target.cohort_id, section)
    if not person.is_ours:
        return RowProblem(draft.row, Column.EMAIL, Problem.TAKEN_ELSEWHERE)
    if person.is_disabled:
        return RowProblem(draft.row, Column.EMAIL, Problem.DISABLED)
    state = person.states.get(target.cohort_id)
    if state in _LEFT:
        return RowProblem(draft.row, Column.EMAIL, Problem.LEFT_BEFORE)
    step = {None: Step.ENROL, "cancelled": Step.RETURN}.get(state, Step.NOTHING)
    return PlannedRow(draft, step, target.cohort_id, section, person.person_id)


def _since(draft: Draft, target: Target, today: date) -> RowProblem | None:
    """What is wrong with the day from which somebody is to take part."""
    if draft.since is None:
        return None
    why_not = why_not_since(
        draft.since, first=target.first, last=target.last, today=today, settled_until=target.settled_until
    )
    problem = {WhyNot.OUTSIDE_COHORT: Problem.SINCE_OUTSIDE, WhyNot.SINCE_CLOSED: Problem.SINCE_CLOSED}
    return RowProblem(draft.row, Column.SINCE, problem[why_not]) if why_not else None


def _cohort(text: str, targets: Sequence[Target], default: Target) -> Target | None:
    """The cohort that a cell names: by its whole name, or by its run where that leaves only one choice."""
    if not text:
        return default
    wanted = _bare(text)
    named = [target for target in targets if _bare(target.name) == wanted]
    if named:
        return named[0]
    run = re.fullmatch(r"제?(\d{1,3})(?:기|기수|회차|회|차)?", wanted)
    if run is None:
        return None
    if default.run == int(run[1]):
        return default
    same = [target for target in targets if target.run == int(run[1])]
    return same[0] if len(same) == 1 else None


def _section(text: str, target: Target) -> int | None:
    """The class that a cell names; without a cell, the only class there is."""
    if not text:
        return next(iter(target.sections)) if len(target.sections) == 1 else None
    wanted = _bare(text).removesuffix("반")
    return next((number for number, name in target.sections.items() if _bare(name).removesuffix("반") == wanted), None)


def _class_name(text: str) -> str:
    """The name under which a class is opened, the same for ``2``, ``2반`` and ``2 반``."""
    name = re.sub(r"\s", "", text)
    return f"{name}반" if name.isdigit() else name


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
