"""The facts a day rests on, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.attendance.rules import EXCUSE_LABELS, ExcuseKind, FactCode
from lms.attendance.views.mark_words import EXCUSES, INCIDENTS
from lms.core.languages import current_language


def fact_sentence(fact: Mapping[str, Any]) -> str:
    """A stored fact (``code`` and its numbers) in the reader's language."""
    values = {name: value for name, value in fact.items() if name != "code"}
    if "kind" in values:
        values["kind"] = excuse_word(str(values["kind"]))
    if "incident" in values:
        values["incident"] = INCIDENTS.get(str(values["incident"]), values["incident"])
    return _sentence(str(fact.get("code")), values)


def excuse_word(kind: str) -> str:
    """A kind of excuse: the official label for Korean readers, ours for others."""
    if kind in EXCUSES and current_language() != "ko":
        return str(EXCUSES[ExcuseKind(kind)])
    return EXCUSE_LABELS[ExcuseKind(kind)] if kind in EXCUSES else kind


def _sentence(code: str, values: Mapping[str, Any]) -> str:
    return _at_the_edges(code, values) or _inside(code, values) or _decided(code, values) or code


def _at_the_edges(code: str, values: Mapping[str, Any]) -> str:
    if code == FactCode.LATE_BY:
        return _("Came at %(at)s, %(minutes)s minutes after the beginning; up to %(allowed)s are on time.", **values)
    if code == FactCode.LEFT_BEFORE:
        return _("Left at %(at)s, %(minutes)s minutes before the end; up to %(allowed)s are on time.", **values)
    if code == FactCode.WITHIN_GRACE_IN:
        return _("Came at %(at)s: within the %(allowed)s minutes that are still on time.", **values)
    if code == FactCode.WITHIN_GRACE_OUT:
        return _("Left at %(at)s: within the %(allowed)s minutes that are still on time.", **values)
    if code == FactCode.NO_CHECK_IN:
        return _("There is a check-out but no check-in.")
    if code == FactCode.NO_CHECK_OUT:
        return _("There is a check-in at %(at)s but no check-out.", **values)
    return _("Nothing was recorded at the door.") if code == FactCode.NOTHING_RECORDED else ""


def _inside(code: str, values: Mapping[str, Any]) -> str:
    if code == FactCode.PRESENT_FOR:
        return _("Attended %(minutes)s of %(of)s minutes of class time.", **values)
    if code == FactCode.EXCUSED_FOR:
        return _("An approved reason explains %(minutes)s minutes more: they count.", **values)
    if code == FactCode.CUT_AT:
        return _("A day counts %(hours)s hours at most.", **values)
    if code == FactCode.OUT_FOR:
        return _("Was out from %(from)s to %(to)s: %(minutes)s minutes of class time.", **values)
    if code == FactCode.OUT_IN_A_BREAK:
        return _("Was out from %(from)s to %(to)s, in a break only: that is no outing.", **values)
    if code == FactCode.NO_RETURN:
        return _("The outing from %(from)s has no return; it lasts until the check-out.", **values)
    if code == FactCode.UNDER_HALF:
        return _("That is less than %(share)s of the day's class time: the day is an absence.", **values)
    if code == FactCode.SEVERAL_INCIDENTS:
        return _("The day holds %(count)s incidents; each counts.", **values)
    return ""


def _decided(code: str, values: Mapping[str, Any]) -> str:
    if code == FactCode.EXCUSED_ALL_DAY:
        return _("Excused for the whole day: %(kind)s.", **values)
    if code == FactCode.EXPLAINED:
        return _("An approved reason explains the incident at %(at)s (%(incident)s): it does not count.", **values)
    if code == FactCode.CORRECTED:
        return _("Corrected by an approved request, made %(days)s days after the day.", **values)
    if code == FactCode.CORRECTION_TOO_LATE:
        return _("A request came %(days)s days after the day; %(allowed)s are allowed. It changes nothing.", **values)
    return ""
