"""The doors of `lms.home`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import EVERYONE, SIGNED_IN

DOORS: dict[str, frozenset[str]] = {
    "home.start": EVERYONE,
    "home.read_notices": SIGNED_IN,
}
