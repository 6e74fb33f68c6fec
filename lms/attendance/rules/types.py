"""Words of the attendance rules: what happens at the door, what a day can be, why one may be away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Share = tuple[int, int]
"""A fraction as (numerator, denominator); whole numbers only, so that 80 % is never 79.999."""


class EventKind(StrEnum):
    """What a person did at the door."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    OUTING = "outing"
    RETURN = "return"


class Incident(StrEnum):
    """What the notice counts together, three to an absence."""

    LATE = "late"
    LEFT_EARLY = "left_early"
    OUTING = "outing"


class DayStatus(StrEnum):
    """What a class day is for a trainee. A day has one status; several incidents have one of their own."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    OUTING = "outing"
    LATE_EARLY = "late_early"
    LATE_OUTING = "late_outing"
    EARLY_OUTING = "early_outing"
    LATE_EARLY_OUTING = "late_early_out"
    ABSENT = "absent"
    UNDER_HALF = "under_half"
    NO_CHECK_IN = "no_check_in"
    NO_CHECK_OUT = "no_check_out"
    EXCUSED = "excused"
    LEAVE = "leave"
    SCHOOL_EXCUSED = "school_excused"
    DROPPED = "dropped"

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that the status stands for, in the order in which they are printed."""
        return INCIDENTS.get(self, ())

    @property
    def is_absence(self) -> bool:
        """Whether the whole day is lost."""
        return self in ABSENCES

    @property
    def is_credited(self) -> bool:
        """Whether the day counts as attended."""
        return self not in ABSENCES and self is not DayStatus.DROPPED


_I = Incident
INCIDENTS: Mapping[DayStatus, tuple[Incident, ...]] = {
    DayStatus.LATE: (_I.LATE,),
    DayStatus.LEFT_EARLY: (_I.LEFT_EARLY,),
    DayStatus.OUTING: (_I.OUTING,),
    DayStatus.LATE_EARLY: (_I.LATE, _I.LEFT_EARLY),
    DayStatus.LATE_OUTING: (_I.LATE, _I.OUTING),
    DayStatus.EARLY_OUTING: (_I.LEFT_EARLY, _I.OUTING),
    DayStatus.LATE_EARLY_OUTING: (_I.LATE, _I.LEFT_EARLY, _I.OUTING),
}
ABSENCES = frozenset({DayStatus.ABSENT, DayStatus.UNDER_HALF, DayStatus.NO_CHECK_IN, DayStatus.NO_CHECK_OUT})
AWAY_AND_CREDITED = frozenset({DayStatus.EXCUSED, DayStatus.LEAVE, DayStatus.SCHOOL_EXCUSED})
BY_INCIDENTS: Mapping[tuple[Incident, ...], DayStatus] = {
    (): DayStatus.PRESENT,
    **{incidents: status for status, incidents in INCIDENTS.items()},
}


class ExcuseKind(StrEnum):
    """Why one may be away and still be counted as attended (출석인정), by the table of the notice."""

    RESERVE_FORCES = "reserve_forces"
    INTERVIEW = "interview"
    EXAM = "exam"
    CIVIC_DUTY = "civic_duty"
    CONTEST = "contest"
    OWN_WEDDING = "own_wedding"
    CHILD_WEDDING = "child_wedding"
    DEATH_SPOUSE_OR_PARENT = "death_parent"
    DEATH_GRANDPARENT = "death_grandparent"
    DEATH_CHILD = "death_child"
    DEATH_SIBLING = "death_sibling"
    BIRTH = "birth"
    ILLNESS = "illness"
    LEAVE = "leave"
    SCHOOL = "school"
    TERMINAL = "terminal"
    OTHER = "other"


class Rounding(StrEnum):
    """How a share of days becomes whole days."""

    HALF_UP = "half_up"
    DOWN = "down"
    UP = "up"


class ConversionScope(StrEnum):
    """Within what incidents are counted together."""

    UNIT_PERIOD = "unit_period"
    COURSE = "course"
    NONE = "none"


class UnitStart(StrEnum):
    """Where a unit begins in a month that lacks the start date's day: on its last day, or on the next month's first."""

    CLAMPED = "clamped"
    ROLLED = "rolled"


class Basis(StrEnum):
    """What is counted: days, or hours without a grid of days."""

    DAYS = "days"
    HOURS = "hours"


class CourseState(StrEnum):
    """How a course ends for a trainee, in the words of HRD-Net."""

    COMPLETED = "정상수료"
    COMPLETED_EARLY = "80%이상수료"
    EARLY_EMPLOYED = "조기취업"
    EXPELLED = "제적"
    DROPPED = "중도탈락"
    NOT_COMPLETED = "미수료"


class FactCode(StrEnum):
    """What a decision rests on; each has a sentence in both languages."""

    PRESENT_FOR = "present_for"
    EXCUSED_FOR = "excused_for"
    CUT_AT = "cut_at"
    LATE_BY = "late_by"
    LEFT_BEFORE = "left_before"
    OUT_FOR = "out_for"
    WITHIN_GRACE_IN = "within_grace_in"
    WITHIN_GRACE_OUT = "within_grace_out"
    OUT_IN_A_BREAK = "out_in_a_break"
    UNDER_HALF = "under_half"
    NOTHING_RECORDED = "nothing_recorded"
    NO_CHECK_IN = "no_check_in"
    NO_CHECK_OUT = "no_check_out"
    NO_RETURN = "no_return"
    EXCUSED_ALL_DAY = "excused_all_day"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    CORRECTION_TOO_LATE = "correction_too_late"
    SEVERAL_INCIDENTS = "several_incidents"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a decision rests on, with its numbers (minutes, clock times as ``HH:MM``, shares as ``4/5``)."""

    code: FactCode
    values: Mapping[str, int | str]

    def plain(self) -> dict[str, int | str]:
        """As it is stored with the decision."""
        return {"code": str(self.code), **self.values}
