"""Two schedulers on one database; the leader is killed and stopped in turn. Every slot must be there exactly once.

python bench/schedulers.py [rounds] [sqlite|postgresql]      (5 rounds of each take about 2 minutes)
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask_migrate import upgrade  # noqa: E402
from sqlalchemy import select  # noqa: E402

from bench.databases import database  # noqa: E402
from lms.app import create_app  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.scheduler import JobRun, SchedulerLeader  # noqa: E402
from lms.core.settings import Settings  # noqa: E402

JOB, EVERY = "notifications.send", timedelta(seconds=10)
logging.getLogger("lms").setLevel(logging.ERROR)


def start(folder: str, url: str) -> subprocess.Popen[bytes]:
    """A scheduler process of our own."""
    own = {"BAEUM_DEMO": "1", "BAEUM_INSTANCE": folder, "BAEUM_DATABASE_URL": url, "FLASK_APP": "wsgi"}
    environ = {**os.environ, **own}
    return subprocess.Popen([Path(sys.executable).with_name("flask"), "scheduler"], cwd=ROOT, env=environ)


def main(rounds: int, kind: str) -> int:
    """Kill and stop leaders, then look at the slots."""
    with tempfile.TemporaryDirectory() as folder, database(kind, Path(folder)) as url:
        app = create_app(Settings(secret_key="b" * 40, database_url=url, instance=Path(folder)))
        with app.app_context():
            upgrade()
        own = [start(folder, url), start(folder, url)]
        stopped: list[subprocess.Popen[bytes]] = []
        time.sleep(6)
        for number in range(rounds * 2):
            leader = leader_of(app, own)
            own.remove(leader)
            if number % 2 == 0:
                leader.send_signal(signal.SIGKILL)
                leader.wait()
                own.append(start(folder, url))
            else:
                leader.send_signal(signal.SIGSTOP)
                stopped.append(leader)
            time.sleep(9)
            if stopped:
                woken = stopped.pop()
                woken.send_signal(signal.SIGCONT)
                own.append(woken)
        time.sleep(3)
        for process in (*own, *stopped):
            process.send_signal(signal.SIGKILL)
            process.wait()
        found = report(app, rounds)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        return found


def leader_of(app, own):  # type: ignore[no-untyped-def]
    """Which of our processes leads now; by the process id in the leader's row."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with app.app_context():
            holder = db.session.scalar(select(SchedulerLeader.holder)) or ""
        for process in own:
            if holder.endswith(f":{process.pid}"):
                return process
        time.sleep(0.5)
    raise SystemExit("nobody of ours leads")


def report(app, rounds: int) -> int:  # type: ignore[no-untyped-def]
    """Expected, distinct and stored slots, and how many leaders there were."""
    with app.app_context():
        slots = sorted(db.session.scalars(select(JobRun.slot).where(JobRun.job == JOB)))
        epoch = db.session.scalar(select(SchedulerLeader.epoch))
    expected = int((slots[-1] - slots[0]) / EVERY) + 1
    print(f"{rounds} x SIGKILL and {rounds} x SIGSTOP of the leader: {epoch} leaders")
    print(f"slots expected {expected}, distinct {len(set(slots))}, rows {len(slots)}")
    return int(not expected == len(set(slots)) == len(slots))


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    sys.exit(main(int(given.get(1, "5")), given.get(2, "sqlite")))
