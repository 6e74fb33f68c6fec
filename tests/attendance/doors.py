"""The doors of `lms.attendance`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import SIGNED_IN, STAFF, TRAINEES

DOORS: dict[str, frozenset[str]] = {
    "attendance.start": SIGNED_IN,
    "attendance.show_sheet": STAFF,
    "attendance.mark": STAFF,
    "attendance.show_report": STAFF,
    "attendance.show_trainee": TRAINEES | STAFF,
    "attendance.explain_day": TRAINEES | STAFF,
}
