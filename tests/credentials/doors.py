"""The doors of `lms.credentials`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import TRAINEES

DOORS: dict[str, frozenset[str]] = {
    "credentials.list_cohorts": frozenset({"admin", "other-admin"}),
    "credentials.show_cohort": frozenset({"admin"}),
    "credentials.settle": frozenset({"admin"}),
    "credentials.export": frozenset({"admin"}),
    "credentials.explain": TRAINEES | {"admin"},
}
