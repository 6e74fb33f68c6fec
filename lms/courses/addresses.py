"""Addresses that stored lessons carry; they are made without a request and must match the routes (a test says so)."""

from __future__ import annotations

from urllib.parse import quote


def lesson_address(lesson_id: int) -> str:
    """The page of a lesson."""
    return f"/courses/lessons/{lesson_id}"


def asset_address(revision_id: int, path: str) -> str:
    """An asset of a revision."""
    return f"/courses/assets/{revision_id}/{quote(path)}"


def resource_address(revision_id: int, address: str) -> str:
    """Where a resource of a lesson leads: another site over http(s), else a file of the course."""
    return address if address.lower().startswith(("https://", "http://")) else asset_address(revision_id, address)
