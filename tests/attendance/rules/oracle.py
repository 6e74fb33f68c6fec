"""An oracle that knows nothing of the engine: it walks day by day and minute by minute, counts, and adds fractions.

It takes the plain courses of ``generated_courses`` and answers with plain sums. Slow and simple on purpose.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

LATE, EARLY, OUT = "late", "left_early", "outing"
NAMES = {
    (): "present",
    (LATE,): "late",
    (EARLY,): "left_early",
    (OUT,): "outing",
    (LATE, EARLY): "late_early",
    (LATE, OUT): "late_outing",
    (EARLY, OUT): "early_outing",
    (LATE, EARLY, OUT): "late_early_out",
}


def judge_day(terms: dict[str, Any], day: dict[str, Any]) -> tuple[str, int | None, int]:
    """Status, minutes attended (None when unknown) and incidents of a day."""
    taught = {m for m in range(day["start"], day["end"]) if not any(a <= m < b for a, b in day["breaks"])}
    events = _after_correction(terms, day)
    came = min((m for m, kind in events if kind == "check_in"), default=None)
    went = max((m for m, kind in events if kind == "check_out"), default=None)
    here, outs = _walk(events, came, went)
    attended = here & taught
    if day["all_day"]:
        return {"leave": "leave", "school": "school_excused"}.get(day["all_day"], "excused"), len(attended), 0
    if not events:
        return "absent", 0, 0
    if came is None:
        return "no_check_in", None, 0
    if went is None or went < came:
        return "no_check_out", None, 0
    excused = _excused(day, taught, attended)
    half = terms["absent_below"]
    if half is not None and Fraction(len(attended | (excused & taught))) < half * len(taught):
        return "under_half", len(attended), 0
    found = []
    if _is_late(terms, day, excused, came):
        found.append(LATE)
    if _is_early(terms, day, excused, went):
        found.append(EARLY)
    away = [1 for gone in outs if (gone & taught) - excused]
    count = len(found) + (len(away) if terms["each_outing"] else min(1, len(away)))
    return NAMES[(*found, OUT) if away else tuple(found)], len(attended), count


def _after_correction(terms: dict[str, Any], day: dict[str, Any]) -> list[tuple[int, str]]:
    asked = day["correction"]
    if not asked or not asked["approved"] or asked["after"] > terms["correction_days"]:
        return day["events"]
    return [each for each in day["events"] if each[1] != "check_out"] + [(asked["out"], "check_out")]


def _walk(events: list[tuple[int, str]], came: int | None, went: int | None) -> tuple[set[int], list[set[int]]]:
    """Minutes of presence, and the minutes of each outing, by walking through the day with a flag."""
    if came is None or went is None:
        return set(), []
    at: dict[int, set[str]] = {}
    for minute, kind in events:
        at.setdefault(minute, set()).add(kind)
    here: set[int] = set()
    outs: list[set[int]] = []
    is_out = False
    for minute in range(came, went):
        kinds = at.get(minute, ())
        if is_out and ("check_in" in kinds or "return" in kinds):
            is_out = False
        if not is_out and ("outing" in kinds or "check_out" in kinds):
            is_out = True
            outs.append(set())
        if is_out:
            outs[-1].add(minute)
        else:
            here.add(minute)
    return here, _melt(outs)


def _melt(outs: list[set[int]]) -> list[set[int]]:
    """Outings between which nobody was back for a minute are one."""
    found: list[set[int]] = []
    for gone in outs:
        if found and min(gone) - 1 in found[-1]:
            found[-1] |= gone
        else:
            found.append(set(gone))
    return found


def _excused(day: dict[str, Any], taught: set[int], attended: set[int]) -> set[int]:
    excused: set[int] = set()
    for excuse in day["excuses"]:
        missed = sorted(taught - attended - excused)
        if "lasts" in excuse:
            excused |= set(missed[: excuse["lasts"]])
        else:
            excused |= set(range(*excuse["span"]))
    return excused


def _too_far(terms: dict[str, Any], minutes: int, grace: int) -> bool:
    if minutes <= 0:
        return False
    return minutes > grace or (minutes == grace and not terms["inclusive"])


def _is_late(terms: dict[str, Any], day: dict[str, Any], excused: set[int], came: int) -> bool:
    owed = _first_owed(day, excused)
    if owed == day["end"]:
        return False
    return all(_too_far(terms, came - since, terms["grace_in"]) for since in (day["start"], owed))


def _is_early(terms: dict[str, Any], day: dict[str, Any], excused: set[int], went: int) -> bool:
    owed = _last_owed(day, excused)
    if owed == day["start"]:
        return False
    return all(_too_far(terms, until - went, terms["grace_out"]) for until in (day["end"], owed))


def _first_owed(day: dict[str, Any], excused: set[int]) -> int:
    minute = day["start"]
    while minute < day["end"] and (minute in excused or any(a <= minute < b for a, b in day["breaks"])):
        minute += 1
    return minute


def _last_owed(day: dict[str, Any], excused: set[int]) -> int:
    minute = day["end"]
    while minute > day["start"] and (minute - 1 in excused or any(a <= minute - 1 < b for a, b in day["breaks"])):
        minute -= 1
    return minute


def judge_course(course: dict[str, Any]) -> dict[str, Any]:
    """Everything that a course comes to, by walking through its calendar once."""
    terms = course["terms"]
    sums: dict[str, Any] = {"days": {}, "units": [], "scheduled": 0, "absences": 0, "converted": 0}
    unit: dict[str, Any] = {}
    open_incidents, day = 0, course["start"]
    while day <= course["end"]:
        if not unit or _begins(day, course["start"], terms["clamped"]):
            unit = {"first": day, "scheduled": 0, "absent": 0, "converted": 0, "school": 0, "incidents": 0}
            sums["units"].append(unit)
            open_incidents = open_incidents if terms["runs_on"] else 0
        unit["last"] = day
        if day in course["days"]:
            status, minutes, incidents = judge_day(terms, course["days"][day])
            sums["days"][day] = (status, minutes, incidents)
            unit["scheduled"] += 1
            unit["absent"] += status in ("absent", "under_half", "no_check_in", "no_check_out")
            unit["school"] += status == "school_excused"
            unit["incidents"] += incidents
            for _ in range(incidents):
                open_incidents += 1
                if terms["per_absence"] and open_incidents == terms["per_absence"]:
                    unit["converted"] += 1
                    open_incidents = 0
        day += timedelta(days=1)
    for unit in sums["units"]:
        _close(terms, unit)
        sums["scheduled"] += unit["scheduled"]
        sums["absences"] += unit["absences"]
        sums["converted"] += unit["converted"]
    needed = 0
    while Fraction(needed) < terms["completion"] * sums["scheduled"]:
        needed += 1
    attended = sums["scheduled"] - sums["absences"]
    sums |= {"needed": needed, "attended": attended, "completes": attended >= needed and sums["scheduled"] > 0}
    sums["left"] = sums["scheduled"] - needed - sums["absences"]
    share = terms["expel_total"]
    sums["expelled"] = share is not None and sums["absences"] > _whole(share * sums["scheduled"], terms["rounding"])
    return sums


def _begins(day: date, start: date, clamped: bool) -> bool:
    """Whether a unit begins on this day: the start's day of the month, or what stands for it in a short month."""
    length = calendar.monthrange(day.year, day.month)[1]
    if start.day <= length:
        if day.day == start.day:
            return True
    elif clamped and day.day == length:
        return True
    before = day - timedelta(days=1)
    return not clamped and day.day == 1 and start.day > before.day


def _close(terms: dict[str, Any], unit: dict[str, Any]) -> None:
    unit["converted"] = min(unit["converted"], unit["scheduled"] - unit["absent"])
    unit["absences"] = unit["absent"] + unit["converted"]
    net = unit["scheduled"] - unit["absences"]
    paid = max(0, net - unit["school"])
    is_due = unit["scheduled"] > 0 and Fraction(paid, unit["scheduled"]) >= terms["allowance_share"]
    won = 0
    for _ in range(paid if is_due else 0):
        won += terms["per_day"]
    unit["won"] = won if terms["cap"] is None else min(won, terms["cap"])
    unit["expelled"] = False
    if terms["expel_unit"] is not None and unit["scheduled"] >= terms["expel_unit_min_days"] and unit["absences"]:
        limit = _whole(terms["expel_unit"] * unit["scheduled"], terms["rounding"])
        unit["expelled"] = unit["absences"] >= limit


def _whole(value: Fraction, rounding: str) -> int:
    whole = value.numerator // value.denominator
    rest = value - whole
    if rounding == "up":
        return whole + (rest > 0)
    if rounding == "down":
        return whole
    return whole + (rest >= Fraction(1, 2))
