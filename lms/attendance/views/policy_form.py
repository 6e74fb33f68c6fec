"""The form of a policy: which fields there are, their words, and the plain policy that a filled form means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

NUMBER, SHARE, SWITCH, CHOICE, CLOCK, WORD = "number", "share", "switch", "choice", "clock", "word"
Field = tuple[str, str, object]
"""Key, kind, label."""
SECTIONS: tuple[tuple[object, tuple[Field, ...]], ...] = (
    (
        _l("The day"),
        (
            ("id", WORD, _l("Name of this version")),
            ("basis", CHOICE, _l("What is counted")),
            ("day.start", CLOCK, _l("Class begins")),
            ("day.end", CLOCK, _l("Class ends")),
            ("day.breaks", WORD, _l("Breaks, as 12:00-13:00, separated by commas")),
            ("grace_in_min", NUMBER, _l("Minutes of grace at the beginning")),
            ("grace_out_min", NUMBER, _l("Minutes of grace at the end")),
            ("grace_boundary", CHOICE, _l("The last minute of grace")),
            ("absent_below_ratio", SHARE, _l("Below this share of the day it is an absence")),
            ("counts_each_outing", SWITCH, _l("Each outing of a day counts")),
            ("correction_deadline_days", NUMBER, _l("Days for asking for a correction")),
            ("hours_per_day_max", NUMBER, _l("Where hours are counted: hours of a day at most")),
            (
                "minutes_per_incident",
                NUMBER,
                _l("Where hours are counted: minutes off for a late marked by hand"),
            ),
        ),
    ),
    (
        _l("Unit periods and absences"),
        (
            ("events_per_absence", NUMBER, _l("Lates, early leaves and outings that make one absence")),
            ("conversion_scope", CHOICE, _l("They are counted together within")),
            ("carry_remainder", SWITCH, _l("A rest goes on into the next unit period")),
            ("unit_start", CHOICE, _l("Start in a shorter month")),
            ("expel_unit_ratio", SHARE, _l("Expulsion from this share of a unit period on (empty: never)")),
            ("expel_unit_min_days", NUMBER, _l("Only unit periods of at least so many days")),
            ("expel_total_ratio", SHARE, _l("Expulsion above this share of the course (empty: never)")),
            ("rounding", CHOICE, _l("Rounding of these limits")),
        ),
    ),
    (
        _l("Completion, excuses, allowance"),
        (
            ("completion_ratio", SHARE, _l("Completion takes this share of all class days")),
            ("sick_ratio", SHARE, _l("Illness is excused up to this share")),
            ("leave_per_month", NUMBER, _l("Days of leave a month")),
            ("leave_max", NUMBER, _l("Days of leave at most")),
            ("stipend_per_day", NUMBER, _l("Allowance a day, in won")),
            ("stipend_cap", NUMBER, _l("Allowance a unit period at most (empty: no limit)")),
            ("stipend_min_ratio", SHARE, _l("Allowance from this share on")),
            ("warn_in_a_row", NUMBER, _l("Warn after so many days away in a row")),
            ("alert_in_a_row", NUMBER, _l("Alert administrators after so many")),
        ),
    ),
)
_EMPTY_MEANS_NONE = frozenset(
    {"absent_below_ratio", "events_per_absence", "expel_unit_ratio", "expel_total_ratio", "stipend_cap"}
)
_KINDS = {key: kind for _title, fields in SECTIONS for key, kind, _label in fields}
_LABELS = {key: label for _title, fields in SECTIONS for key, _kind, label in fields}


def field_word(key: str) -> str:
    """The label of a key, for messages and lists of differences."""
    if key == "day":
        return str(_l("Hours of the day"))
    return str(_LABELS.get(key, _l("Validity") if key == "valid_from" else key))


def plain_from(form: Mapping[str, str], *, base: Mapping[str, Any]) -> dict[str, Any]:
    """The plain policy that a form means; keys that it does not show keep the value of ``base``. Text that is no number
    stays text, for the reader of policies to refuse by name."""
    plain = {key: value for key, value in base.items() if key != "day"}
    plain["day"] = dict(base["day"])
    for key, kind in _KINDS.items():
        if kind == SWITCH:
            plain[key] = key in form
        elif key in form:
            value = _value(key, kind, form[key].strip())
            if key.startswith("day."):
                plain["day"][key.removeprefix("day.")] = value
            else:
                plain[key] = value
    return plain


def _value(key: str, kind: str, text: str) -> object:
    if key == "day.breaks":
        return [[part.strip() for part in pair.split("-", 1)] for pair in text.split(",") if pair.strip()]
    if not text and key in _EMPTY_MEANS_NONE:
        return None
    if kind == NUMBER and text.isdecimal() and len(text) < 10:
        return int(text)
    return text
