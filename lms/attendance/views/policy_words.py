"""A policy in words, a sentence a rule."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.attendance.rules import ConversionScope, Policy, UnitStart
from lms.attendance.rules.labels import share_text
from lms.attendance.rules.reading import clock_text
from lms.attendance.rules.types import Basis


def lines_about_days(policy: Policy) -> list[str]:
    """How one day is judged."""
    if policy.basis is Basis.HOURS:
        return _lines_by_hours(policy)
    breaks = ", ".join(f"{clock_text(start)}–{clock_text(end)}" for start, end in policy.hours.breaks)
    lines = [
        _("Class is from %(start)s to %(end)s where the calendar says nothing else.",
          start=clock_text(policy.hours.start), end=clock_text(policy.hours.end)),
    ]  # fmt: skip
    if breaks:
        lines.append(_("Breaks (%(breaks)s) are no class time: going out then is no outing.", breaks=breaks))
    edge = _("the last minute included") if policy.boundary_is_on_time else _("the last minute excluded")
    lines.append(
        _("Coming up to %(i)s minutes late or leaving up to %(o)s minutes early is still on time, %(edge)s.",
          i=policy.grace_in, o=policy.grace_out, edge=edge)
    )  # fmt: skip
    if policy.absent_below is not None:
        share = share_text(policy.absent_below)
        lines.append(_("Less than %(share)s of class time is an absence; exactly that much is not.", share=share))
    if policy.counts_each_outing:
        lines.append(_("Each outing in class time counts."))
    else:
        lines.append(_("Outings in class time count once a day."))
    lines.append(_("Without check-in or without check-out the day is an absence until it is corrected."))
    return [*lines, _deadline(policy)]


def lines_about_months(policy: Policy) -> list[str]:
    """How days add up: unit periods, completion, expulsion, excuses."""
    share = share_text(policy.completion)
    if policy.basis is Basis.HOURS:
        return [
            _("Completion takes %(share)s of all planned hours, in whole minutes and never rounded up.", share=share),
            _("An absence costs its hours and nothing more; nobody is expelled for absences by these rules."),
            _units(policy),
            *_away(policy),
        ]
    lines = [_("Completion takes %(share)s of all class days, in whole numbers and never rounded up.", share=share)]
    lines += [_conversion(policy), _units(policy), *_expulsion(policy)]
    return [line for line in [*lines, *_away(policy), _allowance(policy)] if line]


def _lines_by_hours(policy: Policy) -> list[str]:
    """How one day is counted in hours."""
    return [
        _("Hours are counted, not days: at most %(n)s hours a day.", n=policy.hours_per_day_max),
        _("Class is from %(start)s to %(end)s where the calendar says nothing else.",
          start=clock_text(policy.hours.start), end=clock_text(policy.hours.end)),
        _("The class time between coming and going counts, to the minute; breaks and outings do not."),
        _("An excused day counts all its planned hours. A day marked present does too, unless its hours are written "
          "down; each late, early leave or outing then takes off %(n)s minutes.", n=policy.minutes_per_incident),
        _("Without check-in or without check-out the day counts nothing until it is corrected."),
        str(_deadline(policy)),
    ]  # fmt: skip


def _deadline(policy: Policy) -> str:
    return str(
        ngettext(
            "A correction can be asked for until %(num)s day after the day.",
            "A correction can be asked for until %(num)s days after the day.",
            policy.correction_days,
        )
    )


def _away(policy: Policy) -> list[str]:
    return [
        _("Illness is excused up to %(share)s of all class days; leave %(n)s a month, at most %(most)s.",
          share=share_text(policy.sick), n=policy.leave_per_month, most=policy.leave_max)
    ]  # fmt: skip


def _conversion(policy: Policy) -> str:
    if policy.incidents_per_absence is None or policy.conversion_scope is ConversionScope.NONE:
        return _("Lates, early leaves and outings do not become absences.")
    number = policy.incidents_per_absence
    if policy.conversion_scope is ConversionScope.COURSE:
        return _("Lates, early leaves and outings count together: %(n)s within the course are one absence.", n=number)
    if policy.carries_remainder:
        return _("Lates, early leaves and outings count together: %(n)s are one absence; a rest goes on into the next "
                 "unit period.", n=number)  # fmt: skip
    return _("Lates, early leaves and outings count together: %(n)s within a unit period are one absence; a rest is "
             "dropped.", n=number)  # fmt: skip


def _units(policy: Policy) -> str:
    if policy.unit_start is UnitStart.CLAMPED:
        return _("A unit period is a month counted from the start date; in a shorter month it begins on the last day.")
    return _(
        "A unit period is a month counted from the start date; in a shorter month it begins on the first day after."
    )


def _expulsion(policy: Policy) -> list[str]:
    lines = []
    if policy.expel_unit is not None:
        lines.append(
            _("Absences of %(share)s or more of a unit period of at least %(days)s days lead to expulsion.",
              share=share_text(policy.expel_unit), days=policy.expel_unit_min_days)
        )  # fmt: skip
    if policy.expel_total is not None:
        share = share_text(policy.expel_total)
        lines.append(_("Absences above %(share)s of all class days lead to expulsion.", share=share))
    return lines or [_("Absences do not lead to expulsion.")]


def _allowance(policy: Policy) -> str:
    if not policy.allowance_per_day:
        return _("No allowance is paid.")
    share = share_text(policy.allowance_share)
    if policy.allowance_cap is None:
        return _("The allowance is %(won)s won a credited day from %(share)s of the unit period on.",
                 won=f"{policy.allowance_per_day:,}", share=share)  # fmt: skip
    return _("The allowance is %(won)s won a credited day, at most %(cap)s a unit period, from %(share)s on.",
             won=f"{policy.allowance_per_day:,}", cap=f"{policy.allowance_cap:,}", share=share)  # fmt: skip
