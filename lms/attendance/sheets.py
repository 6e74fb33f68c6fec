"""The sheet of a unit period: what a centre prints, and what is kept for good when the unit is closed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from lms.attendance.rules import (
    Basis,
    DayStatus,
    Policy,
    UnitResult,
    count_days,
    minutes_worth,
    policy_from,
    policy_to,
    settle_unit,
)
from lms.attendance.rules.shares import hundredths
from lms.attendance.rules.types import INCIDENTS, Incident


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A trainee's unit. ``days`` holds a status for each class day, "" where it is not marked, None where the trainee
    did not take part. Rates are hundredths of a percent, None of nothing; ``won`` is the allowance.
    Where the policy counts hours, the rates are of the minutes ``planned`` on marked days and those ``attended``.
    """

    enrolment_id: int
    name: str
    section: str
    days: tuple[str | None, ...]
    present: int
    late: int
    left_early: int
    outing: int
    absent: int
    excused: int
    converted: int
    net: int
    rate: int | None
    fee_rate: int | None
    paid_days: int
    won: int
    is_due: bool
    is_expelled: bool
    planned: int = 0
    attended: int = 0


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A unit of a cohort with everybody's row."""

    centre: str
    programme: str
    cohort: str
    number: int
    first: date
    last: date
    days: tuple[date, ...]
    policy: Policy
    rows: tuple[SheetRow, ...]

    @property
    def counts_hours(self) -> bool:
        """Whether rates are of hours."""
        return self.policy.basis is Basis.HOURS

    @property
    def unmarked(self) -> int:
        """How many days of people are not marked."""
        return sum(day == "" for row in self.rows for day in row.days)


Times = tuple[int | None, int]
"""Minutes that are known of a day, and minutes that were planned."""


def sheet_row(
    policy: Policy,
    *,
    enrolment_id: int,
    name: str,
    section: str,
    days: Sequence[tuple[str, int] | None],
    before: int,
    times: Sequence[Times] = (),
) -> SheetRow:
    """Settle one trainee's unit, days as (status, incidents); ``before`` are incidents of earlier units that count, and
    ``times`` the minutes of each day where the policy counts hours."""
    marked = [(DayStatus(day[0]), day[1]) for day in days if day and day[0]]
    counts = count_days(len(days), marked)
    row = SheetRow(
        enrolment_id=enrolment_id,
        name=name,
        section=section,
        days=tuple(day if day is None else day[0] for day in days),
        **_counted([status for status, _incidents in marked], settle_unit(policy, counts, before=before)),
    )
    if policy.basis is not Basis.HOURS:
        return row
    timed = [(DayStatus(day[0]), *of) for day, of in zip(days, times, strict=True) if day and day[0]]
    own = [day for day in timed if day[0] is not DayStatus.DROPPED]
    planned = sum(day[2] for day in own)
    attended = sum(minutes_worth(policy, status, known, planned=whole) for status, known, whole in own)
    rate = hundredths(attended, planned)
    return replace(row, planned=planned, attended=attended, rate=rate, fee_rate=rate, paid_days=0, won=0, is_due=False)


def _counted(marked: Sequence[DayStatus], result: UnitResult) -> dict[str, Any]:
    by_kind = {kind: sum(kind in INCIDENTS.get(status, ()) for status in marked) for kind in Incident}
    away = (DayStatus.EXCUSED, DayStatus.LEAVE, DayStatus.SCHOOL_EXCUSED)
    return {
        "present": sum(status.is_credited and status not in away for status in marked),
        "late": by_kind[Incident.LATE],
        "left_early": by_kind[Incident.LEFT_EARLY],
        "outing": by_kind[Incident.OUTING],
        "absent": result.counts.absent,
        "excused": sum(status in away for status in marked),
        "converted": result.converted,
        "net": result.net,
        "rate": hundredths(*result.rate),
        "fee_rate": hundredths(*result.fee_rate),
        "paid_days": result.allowance.days,
        "won": result.allowance.won,
        "is_due": result.allowance.is_due,
        "is_expelled": result.is_expelled,
    }


def canonical(sheet: UnitSheet) -> tuple[str, str]:
    """The one text of a sheet, and its SHA-256 digest."""
    plain = asdict(sheet) | {
        "first": sheet.first.isoformat(),
        "last": sheet.last.isoformat(),
        "days": [day.isoformat() for day in sheet.days],
        "policy": policy_to(sheet.policy),
    }
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text, hashlib.sha256(text.encode()).hexdigest()


def from_canonical(text: str) -> UnitSheet:
    """The sheet that a text was made of."""
    plain: Mapping[str, Any] = json.loads(text)
    return UnitSheet(
        centre=plain["centre"],
        programme=plain["programme"],
        cohort=plain["cohort"],
        number=plain["number"],
        first=date.fromisoformat(plain["first"]),
        last=date.fromisoformat(plain["last"]),
        days=tuple(date.fromisoformat(day) for day in plain["days"]),
        policy=policy_from(plain["policy"], strict=False),
        rows=tuple(SheetRow(**{**row, "days": tuple(row["days"])}) for row in plain["rows"]),
    )
