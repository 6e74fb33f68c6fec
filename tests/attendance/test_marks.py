"""When a day may be marked, a unit closed, a correction decided."""

from __future__ import annotations

import pytest

from lms.attendance.marks import SHEET, WhyNot, why_not_close, why_not_confirm, why_not_mark, why_not_propose


@pytest.mark.parametrize(
    ("is_class_day", "is_future", "is_closed", "changes_past", "reason", "expected"),
    [
        (True, False, False, False, "", None),
        (False, False, False, False, "", WhyNot.NO_CLASS_DAY),
        (True, True, False, False, "", WhyNot.IN_THE_FUTURE),
        (True, False, True, True, "terminal broken", WhyNot.UNIT_CLOSED),
        (True, False, False, True, " ", WhyNot.REASON_MISSING),
        (True, False, False, True, "terminal broken", None),
    ],
)
def test_why_not_mark(
    *, is_class_day: bool, is_future: bool, is_closed: bool, changes_past: bool, reason: str, expected: WhyNot | None
) -> None:
    found = why_not_mark(
        is_class_day=is_class_day, is_future=is_future, is_closed=is_closed, changes_past=changes_past, reason=reason
    )
    assert found == expected


@pytest.mark.parametrize(
    ("has_ended", "unmarked", "earlier_open", "is_closed", "expected"),
    [
        (True, False, False, False, None),
        (True, False, False, True, WhyNot.UNIT_CLOSED),
        (False, False, False, False, WhyNot.UNIT_RUNS),
        (True, True, False, False, WhyNot.DAYS_UNMARKED),
        (True, False, True, False, WhyNot.EARLIER_UNIT_OPEN),
    ],
)
def test_why_not_close(
    has_ended: bool, unmarked: bool, earlier_open: bool, is_closed: bool, expected: WhyNot | None
) -> None:
    found = why_not_close(has_ended=has_ended, unmarked=unmarked, earlier_open=earlier_open, is_closed=is_closed)
    assert found == expected


@pytest.mark.parametrize(
    ("is_closed", "changes", "reason", "expected"),
    [
        (True, True, "certificate found", None),
        (False, True, "certificate found", WhyNot.UNIT_OPEN),
        (True, False, "certificate found", WhyNot.NOTHING_CHANGES),
        (True, True, " ", WhyNot.REASON_MISSING),
    ],
)
def test_why_not_propose(is_closed: bool, changes: bool, reason: str, expected: WhyNot | None) -> None:
    assert why_not_propose(is_closed=is_closed, changes=changes, reason=reason) == expected


@pytest.mark.parametrize(
    ("is_open", "is_own", "expected"),
    [(True, False, None), (True, True, WhyNot.SAME_PERSON), (False, False, WhyNot.DECIDED_ALREADY)],
)
def test_why_not_confirm(is_open: bool, is_own: bool, expected: WhyNot | None) -> None:
    assert why_not_confirm(is_open=is_open, is_own=is_own) == expected


def test_a_sheet_offers_one_incident_at_most() -> None:
    assert all(len(status.incidents) <= 1 for status in SHEET)
