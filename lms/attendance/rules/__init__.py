"""Attendance rules: policy, calendar and events in; days, unit periods, totals and verdicts out.

Everything here is values and plain functions: no clock, no database, no web, whole numbers only. From small to large:

    policy_from(plain) -> Policy                  terms as plain values, over a preset (``PRESETS``)
    unit_periods(start, end) -> [UnitPeriod]      months counted from the start date
    settle_day(policy, hours, record) -> DayResult        status, minutes, incidents, facts
    count_days(scheduled, days) -> UnitCounts     what a unit's days are
    settle_unit(policy, counts) -> UnitResult     conversion, expulsion, allowance
    settle_course(policy, units) -> CourseResult  what may be missed, completion, expulsion
    ending(result, ...) -> Ending                 the official state, and where it counts in placement
    foresee(policy, result, ...) -> Foresight     days left, the day when it is lost, whom to tell
    credited_dates, sick_ceiling, leave_available how long one may be away
"""

from lms.attendance.rules.calendar import Hours, UnitPeriod, unit_of, unit_periods
from lms.attendance.rules.courses import CourseResult, Ending, ending, settle_course
from lms.attendance.rules.days import Correction, DayRecord, DayResult, Excuse, settle_day
from lms.attendance.rules.excuses import credited_dates, leave_available, sick_ceiling, split
from lms.attendance.rules.foresight import Foresight, Risk, absences_up_to, foresee
from lms.attendance.rules.hours import (
    HoursResult,
    counted_by,
    has_rules_of_days,
    minutes_worth,
    planned_minutes,
    settle_hours,
    takes_minutes,
)
from lms.attendance.rules.labels import EXCUSE_LABELS, INCIDENT_LABELS, excuse_named, official_label
from lms.attendance.rules.policy import Policy
from lms.attendance.rules.policy_text import differences, policy_from, policy_to
from lms.attendance.rules.presence import DayEvent, Presence, presence_of
from lms.attendance.rules.presets import DEFAULT, PRESETS, Preset
from lms.attendance.rules.reading import BadValueError
from lms.attendance.rules.tally import Tally, tally_of, tally_of_hours
from lms.attendance.rules.types import (
    ABSENCES,
    Basis,
    ConversionScope,
    CourseState,
    DayStatus,
    EventKind,
    ExcuseKind,
    Fact,
    FactCode,
    Incident,
    Rounding,
    UnitStart,
)
from lms.attendance.rules.units import Allowance, UnitCounts, UnitResult, count_days, settle_unit

__all__ = [
    "ABSENCES",
    "DEFAULT",
    "EXCUSE_LABELS",
    "INCIDENT_LABELS",
    "PRESETS",
    "Allowance",
    "BadValueError",
    "Basis",
    "ConversionScope",
    "Correction",
    "CourseResult",
    "CourseState",
    "DayEvent",
    "DayRecord",
    "DayResult",
    "DayStatus",
    "Ending",
    "EventKind",
    "Excuse",
    "ExcuseKind",
    "Fact",
    "FactCode",
    "Foresight",
    "Hours",
    "HoursResult",
    "Incident",
    "Policy",
    "Presence",
    "Preset",
    "Risk",
    "Rounding",
    "Tally",
    "UnitCounts",
    "UnitPeriod",
    "UnitResult",
    "UnitStart",
    "absences_up_to",
    "count_days",
    "counted_by",
    "credited_dates",
    "differences",
    "ending",
    "excuse_named",
    "foresee",
    "has_rules_of_days",
    "leave_available",
    "minutes_worth",
    "official_label",
    "planned_minutes",
    "policy_from",
    "policy_to",
    "presence_of",
    "settle_course",
    "settle_day",
    "settle_hours",
    "settle_unit",
    "sick_ceiling",
    "split",
    "takes_minutes",
    "tally_of",
    "tally_of_hours",
    "unit_of",
    "unit_periods",
]
