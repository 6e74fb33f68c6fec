"""The door of search: everybody who is signed in; what is found is theirs."""

from __future__ import annotations

from tests.actors import SIGNED_IN

DOORS: dict[str, frozenset[str]] = {"courses.search_lessons": SIGNED_IN}
