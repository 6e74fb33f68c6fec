"""Whose line it is, and what differs from our own events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from lms.attendance.roster_import.types import Comparison, Difference, Known, Line, Problem, RowProblem
from lms.attendance.rules.types import EventKind

Ours = Mapping[tuple[int, date], Mapping[EventKind, time]]
"""Our events by enrolment and day: of each kind the one that counts, in local time to the minute."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a roster is compared with."""

    people: Sequence[Known]
    class_days: frozenset[date]
    today: date
    closed: Sequence[tuple[date, date]]


def find(line: Line, people: Sequence[Known]) -> Known | Problem:
    """The person of a line: by name and birth date, else name and telephone, else by a name that only one has."""
    named = [person for person in people if person.name == line.name]
    if line.birth_date is not None:
        sure = [person for person in named if person.birth_date == line.birth_date]
        if len(sure) == 1:
            return sure[0]
        named = sure or [person for person in named if person.birth_date is None]
    if line.phone:
        sure = [person for person in named if person.phone == line.phone]
        if len(sure) == 1:
            return sure[0]
        named = sure or [person for person in named if not person.phone]
    if len(named) == 1:
        return named[0]
    return Problem.SEVERAL_FOUND if named else Problem.NOBODY_FOUND


def compare(lines: Sequence[Line], ours: Ours, situation: Situation) -> Comparison:
    """Every event of the roster beside ours."""
    differences: list[Difference] = []
    problems: list[RowProblem] = []
    seen: set[tuple[int, date]] = set()
    equal = 0
    for line in lines:
        person = find(line, situation.people)
        if isinstance(person, Problem):
            problems.append(RowProblem(line.row, person, line.name))
            continue
        if problem := _why_not_day(line.day, situation):
            problems.append(RowProblem(line.row, problem, line.day.isoformat()))
            continue
        if (person.enrolment_id, line.day) in seen:
            problems.append(RowProblem(line.row, Problem.TWICE, f"{line.name} {line.day.isoformat()}"))
            continue
        seen.add((person.enrolment_id, line.day))
        known = ours.get((person.enrolment_id, line.day), {})
        for kind, theirs in line.times:
            if known.get(kind) == theirs:
                equal += 1
                continue
            differences.append(
                Difference(
                    line.row, person.enrolment_id, person.name, line.day, kind, theirs, known.get(kind), line.label
                )
            )
    return Comparison(differences, equal, problems)


def _why_not_day(day: date, situation: Situation) -> Problem | None:
    if day > situation.today:
        return Problem.IN_THE_FUTURE
    if day not in situation.class_days:
        return Problem.NO_CLASS_DAY
    return Problem.UNIT_CLOSED if any(first <= day <= last for first, last in situation.closed) else None
