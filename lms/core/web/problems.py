"""Problem details for programs (RFC 9457)."""

from __future__ import annotations

from typing import Any

from flask import Response, g, json


def answer(status: int, *, title: str, detail: str = "", code: str = "", **more: Any) -> Response:
    """An ``application/problem+json`` answer; ``code`` is the machine's word for the reason."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if code:
        body["code"] = code
    body["reference"] = getattr(g, "request_id", "")
    body.update(more)
    return Response(json.dumps(body), status=status, mimetype="application/problem+json")
