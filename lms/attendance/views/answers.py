"""Answers that are files."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(data: bytes, title: str) -> Response:
    """An XLSX file named after its title."""
    return _file(data, title, "xlsx", XLSX)


def document(data: bytes, title: str) -> Response:
    """A PDF file named after its title."""
    return _file(data, title, "pdf", "application/pdf")


def _file(data: bytes, title: str, ending: str, media_type: str) -> Response:
    response = Response(data, mimetype=media_type)
    name = quote(f"{title}.{ending}")
    response.headers["Content-Disposition"] = f"attachment; filename=attendance.{ending}; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
