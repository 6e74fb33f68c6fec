"""Structured logs: one JSON object a line, with the request's reference number and no personal data."""

from __future__ import annotations

import json
import logging
import time
import uuid

from flask import Flask, Response, g, has_request_context, request


class JsonLines(logging.Formatter):
    """One line, one object."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, reference, and the trace of a fault."""
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["reference"] = getattr(g, "request_id", "")
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def init_logs(app: Flask) -> None:
    """Number every request; log how it went, without its parameters."""
    if not app.testing and not logging.getLogger("lms").handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines())
        logging.getLogger("lms").addHandler(handler)
        if logging.getLogger("lms").level == logging.NOTSET:
            logging.getLogger("lms").setLevel(logging.INFO)
    app.before_request(_number)
    app.after_request(_note)


def _number() -> None:
    g.request_id = uuid.uuid4().hex[:12]
    g.started = time.perf_counter()


def _note(response: Response) -> Response:
    response.headers["X-Request-Id"] = getattr(g, "request_id", "")
    if request.endpoint not in (None, "web.static"):
        milliseconds = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        logging.getLogger("lms.requests").info(
            "%s %s %s %.1f ms", request.method, request.endpoint, response.status_code, milliseconds
        )
    return response
