"""Why a file cannot be cleaned."""

from __future__ import annotations


class Uncleanable(ValueError):
    """The file is broken, locked, or unpacks to more than we open."""
