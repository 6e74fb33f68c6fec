"""The clock process: ``flask scheduler``."""

from __future__ import annotations

import os
import signal
import socket
import threading
from types import FrameType

import click
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask, current_app
from flask.cli import with_appcontext

from lms.core import clock
from lms.core.scheduler import lead, tick


@click.command("scheduler")
@with_appcontext
def commands() -> None:
    """Run the clock until it is stopped. A second one is harmless and takes over when the first dies."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    holder = f"{socket.gethostname()[:40]}:{os.getpid()}"
    stop = threading.Event()

    def beat() -> None:
        with app.app_context():
            now = clock.now()
            epoch = lead(holder, now=now)
            if epoch is not None:
                tick(epoch, now=now)

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    ticker = BackgroundScheduler(timezone="UTC")
    ticker.add_job(beat, "interval", seconds=1, max_instances=1, coalesce=True)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    ticker.start()
    stop.wait()
    ticker.shutdown()
