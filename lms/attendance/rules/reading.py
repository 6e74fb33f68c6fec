"""Reading plain values (from files and terms) with messages that name what is wrong and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from lms.attendance.rules.calendar import HOUR, Hours
from lms.attendance.rules.labels import excuse_named
from lms.attendance.rules.spans import Span
from lms.attendance.rules.types import ExcuseKind, Share

EnumT = TypeVar("EnumT", bound=StrEnum)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


class BadValueError(ValueError):
    """A value that cannot be read: ``where`` it stands and what was expected there."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


def mapping(value: object, where: str) -> Mapping[str, Any]:
    """An object with names."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise BadValueError(where, "an object expected")
    return value


def sequence(value: object, where: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list | tuple):
        raise BadValueError(where, "a list expected")
    return list(value)


def word(value: object, where: str) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise BadValueError(where, "a text expected")
    return value.strip()


def switch(value: object, where: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise BadValueError(where, "true or false expected")
    return value


def count(value: object, where: str) -> int:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**9:
        raise BadValueError(where, f"a whole number from 0 expected, not {value!r}")
    return value


def positive(value: object, where: str) -> int:
    """A whole number from 1."""
    if count(value, where) == 0:
        raise BadValueError(where, "a whole number from 1 expected, not 0")
    return count(value, where)


def share(value: object, where: str) -> Share:
    """A share from 0 to 1: ``"4/5"``, ``0.8``, ``"80%"`` or ``[4, 5]``."""
    try:
        found = _fraction(value)
    except (ValueError, ZeroDivisionError, TypeError, OverflowError) as error:
        raise BadValueError(where, f"a share such as 4/5 expected, not {value!r}") from error
    if not 0 <= found <= 1 or found.denominator > 10**6:
        raise BadValueError(where, f"a share from 0 to 1 expected, not {value!r}")
    return found.numerator, found.denominator


def _fraction(value: object) -> Fraction:
    if isinstance(value, bool) or value is None:
        raise TypeError
    if isinstance(value, list | tuple):
        numerator, denominator = value
        return Fraction(int(numerator), int(denominator))
    text = str(value).strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def boundary(value: object, where: str) -> bool:
    """Whether the last minute of grace is still on time: a text that begins with inclusive or exclusive."""
    text = str(value).strip().lower()
    if isinstance(value, str) and text.startswith(("inclusive", "exclusive")):
        return text.startswith("inclusive")
    raise BadValueError(where, "inclusive or exclusive expected")


def choice(kind: type[EnumT]) -> Callable[[object, str], EnumT]:
    """A reader of the words of an enum."""

    def read(value: object, where: str) -> EnumT:
        if not isinstance(value, str) or value not in set(kind):
            raise BadValueError(where, f"one of {', '.join(kind)} expected, not {value!r}")
        return kind(value)

    return read


def clock(value: object, where: str) -> int:
    """A time of day (``HH:MM`` or ``HH:MM:SS``) as seconds since midnight; 24:00 is the end of the day."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise BadValueError(where, f"a time such as 09:00 expected, not {value!r}")
    hours_, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    total = hours_ * HOUR + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > 24 * HOUR:
        raise BadValueError(where, f"there is no time {value}")
    return total


def span(value: object, where: str) -> Span:
    """Two times in order."""
    pair = sequence(value, where)
    if len(pair) != 2:
        raise BadValueError(where, "two times expected")
    start, end = clock(pair[0], f"{where}[0]"), clock(pair[1], f"{where}[1]")
    if end < start:
        raise BadValueError(where, "the second time lies before the first")
    return start, end


def hours(value: object, where: str, *, base: Hours) -> Hours:
    """The hours of a day: ``start``, ``end``, ``breaks``; what is not named stays as in ``base``."""
    found = mapping(value, where)
    start = clock(found["start"], f"{where}.start") if "start" in found else base.start
    end = clock(found["end"], f"{where}.end") if "end" in found else base.end
    breaks = base.breaks
    if "breaks" in found:
        listed = sequence(found["breaks"] or [], f"{where}.breaks")
        breaks = tuple(span(each, f"{where}.breaks[{at}]") for at, each in enumerate(listed))
    made = Hours(start, end, breaks)
    if made.seconds == 0:
        raise BadValueError(where, "a day without class time")
    return made


def clock_text(second: int) -> str:
    """``HH:MM``, with seconds only where there are any."""
    minutes, seconds = divmod(second, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


def plain_hours(value: Hours) -> dict[str, Any]:
    """The hours of a day as they are written."""
    return {
        "start": clock_text(value.start),
        "end": clock_text(value.end),
        "breaks": [[clock_text(start), clock_text(end)] for start, end in value.breaks],
    }


def excuse_days(value: object, where: str) -> dict[ExcuseKind, int]:
    """Days a kind of excuse allows; kinds by our name or in Korean."""
    return {excuse_named(kind): count(days, f"{where}.{kind}") for kind, days in mapping(value, where).items()}


def day(value: object, where: str) -> date:
    """A date ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_date(value)
    except ValueError as error:
        raise BadValueError(where, f"a date such as 2026-03-05 expected, not {value!r}") from error


def _no_date(value: object) -> date:
    raise ValueError(value)
