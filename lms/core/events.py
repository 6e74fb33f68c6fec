"""Telling up: facts that lower packages note and higher packages react to, inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened, and when. Subclasses add ids and plain values, never rows."""

    at: datetime


Handler = Callable[[Any], None]
Handlers = Mapping[type[Event], tuple[Handler, ...]]
_KEY = "lms_handlers"


def wire(app: Flask, packages: Iterable[Handlers]) -> None:
    """Register the handlers of all packages, in the order in which they are given."""
    registry: dict[type[Event], list[Handler]] = {}
    for handlers in packages:
        for kind, reactions in handlers.items():
            registry.setdefault(kind, []).extend(reactions)
    app.extensions[_KEY] = registry


def handlers_of(event: Event) -> tuple[Handler, ...]:
    """Who reacts to this event in the running application."""
    return tuple(current_app.extensions.get(_KEY, {}).get(type(event), ()))
