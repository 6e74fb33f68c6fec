"""The four ways in which the house says no."""

from __future__ import annotations

from enum import Enum


class NotFound(Exception):
    """Nothing here that this person may know of."""


class NotAllowed(Exception):
    """Known to this person, but not theirs to do."""


class Refused(Exception):
    """A rule says no; ``reason`` is the rule's own word for it (a package's WhyNot)."""

    def __init__(self, reason: Enum, **facts: object) -> None:
        super().__init__(str(reason.value))
        self.reason = reason
        self.facts = facts


class Conflict(Exception):
    """Someone else changed it first; ``theirs`` and ``ours`` are the two versions, as plain values."""

    def __init__(self, theirs: object = None, ours: object = None) -> None:
        super().__init__("changed by someone else")
        self.theirs = theirs
        self.ours = ours
