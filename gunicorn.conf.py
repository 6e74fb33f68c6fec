"""Web workers: threads in two processes; the clock runs in a process of its own (``flask scheduler``)."""

import os
from contextlib import suppress
from importlib import import_module

bind = os.environ.get("BAEUM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("BAEUM_WORKERS", "2"))
threads = int(os.environ.get("BAEUM_THREADS", "4"))
worker_class = "gthread"
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
errorlog = "-"
loglevel = "warning"

LIBRARIES = (
    "babel.dates",
    "flask_babel",
    "flask_login",
    "flask_migrate",
    "flask_sqlalchemy",
    "flask_wtf",
    "nh3",
    "PIL.Image",
    "psycopg",
    "pydantic",
    "segno",
    "spectree",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.orm",
)
"""What others wrote is loaded before the workers start, so that a worker that dies is back in half the time. Our own
program is loaded by each worker, so that a reload takes up a new version."""


def on_starting(_server: object) -> None:
    """Load the libraries once, in the process from which workers are made."""
    for name in LIBRARIES:
        with suppress(ImportError):
            import_module(name)
