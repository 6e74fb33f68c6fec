"""What a trainee's days add up to: the course's result beside how often each status occurred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.attendance.rules.courses import CourseResult, Settled, settle_course
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.types import ABSENCES, INCIDENTS, Basis, DayStatus, Incident
from lms.attendance.rules.units import UnitCounts

Row = tuple[int, str, int, int]
"""Unit number from 1, status, how many days, how many incidents on them."""
TimedRow = tuple[int, str, int, int, int]
"""Unit number from 1, status, how many days, minutes planned on them, minutes that count."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A trainee's sums. ``statuses`` counts days by status; days with several incidents have their own status.

    Scheduled, held, absent, credited, missed, allowed and left are days, or minutes where the course counts hours.
    """

    course: CourseResult
    statuses: Mapping[str, int]

    def _with(self, incident: Incident) -> int:
        return sum(self.statuses.get(status, 0) for status, kinds in INCIDENTS.items() if incident in kinds)

    @property
    def basis(self) -> Basis:
        """Whether the sums are days, or minutes of class time."""
        return self.course.basis

    @property
    def late(self) -> int:
        """Days with a late arrival."""
        return self._with(Incident.LATE)

    @property
    def left_early(self) -> int:
        """Days with an early leave."""
        return self._with(Incident.LEFT_EARLY)

    @property
    def outing(self) -> int:
        """Days with an outing in class time."""
        return self._with(Incident.OUTING)

    @property
    def excused(self) -> int:
        """Days away that count as attended: excuses, leave, school."""
        kinds = (DayStatus.EXCUSED, DayStatus.LEAVE, DayStatus.SCHOOL_EXCUSED)
        return sum(self.statuses.get(kind, 0) for kind in kinds)

    @property
    def scheduled(self) -> int:
        """Class days of the whole course."""
        return self.course.scheduled

    @property
    def held(self) -> int:
        """Class days marked so far."""
        return self.course.held

    @property
    def absent(self) -> int:
        """Whole days missed."""
        return self.course.absent

    @property
    def converted(self) -> int:
        """Absences that incidents turned into."""
        return self.course.converted

    @property
    def credited(self) -> int:
        """Days that count."""
        return self.course.attended

    @property
    def missed(self) -> int:
        """Absences of both kinds."""
        return self.course.absences

    @property
    def allowed(self) -> int:
        """How many days may be missed in all."""
        return self.course.allowed

    @property
    def left(self) -> int:
        """How many more days may be missed; below zero, completion is out of reach."""
        return self.course.left


def tally_of(
    rows: Iterable[Row], *, scheduled: Sequence[int], policies: Sequence[Policy], known: Settled | None = None
) -> Tally:
    """Add up counted days. ``scheduled`` are the class days of each unit, ``policies`` what each unit is settled by."""
    units = [[0, 0, 0, 0, 0] for _ in scheduled]
    statuses: dict[str, int] = {}
    for number, status, days, incidents in rows:
        statuses[status] = statuses.get(status, 0) + days
        if not 1 <= number <= len(units):
            continue
        sums = units[number - 1]
        sums[0] += days
        if status in ABSENCES:
            sums[1] += days
        elif status == DayStatus.DROPPED:
            sums[4] += days
        else:
            sums[2] += incidents
            if status == DayStatus.SCHOOL_EXCUSED:
                sums[3] += days
    counts = [
        UnitCounts(max(planned, held), held, absent, incidents, school, dropped)
        for planned, (held, absent, incidents, school, dropped) in zip(scheduled, units, strict=True)
    ]
    return Tally(settle_course(policies[-1], counts, by_unit=policies, known=known), statuses)


def tally_of_hours(rows: Iterable[TimedRow], *, scheduled: Sequence[int], policies: Sequence[Policy]) -> Tally:
    """Add up days by their minutes. ``scheduled`` are the minutes planned in each unit."""
    units = [[0, 0, 0] for _ in scheduled]
    statuses: dict[str, int] = {}
    for number, status, days, planned, counted in rows:
        statuses[status] = statuses.get(status, 0) + days
        if not 1 <= number <= len(units):
            continue
        sums = units[number - 1]
        sums[0] += planned
        sums[2 if status == DayStatus.DROPPED else 1] += planned - counted
    counts = [
        UnitCounts(max(planned, held), held, missed, dropped=dropped)
        for planned, (held, missed, dropped) in zip(scheduled, units, strict=True)
    ]
    return Tally(settle_course(policies[-1], counts, by_unit=policies), statuses)
