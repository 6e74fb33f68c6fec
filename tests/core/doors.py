"""The doors of `lms.core.web`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.actors import EVERYONE

DOORS: dict[str, frozenset[str]] = {
    "web.set_language": EVERYONE,
    "web.set_theme": EVERYONE,
    "web.show_health": EVERYONE,
}
