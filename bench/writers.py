"""32 writers on one SQLite file, reading then writing: lost updates and "locked" answers, which must be none.

python bench/writers.py [seconds]
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from lms.accounts.models import Person
from lms.accounts.services import register_person
from lms.app import create_app
from lms.core import audit, clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.settings import Settings
from lms.core.transaction import transaction

PROCESSES, THREADS = 8, 4
logging.getLogger("lms").setLevel(logging.ERROR)


def settings(folder: str) -> Settings:
    """One file for all."""
    return Settings(secret_key="b" * 40, database_url=f"sqlite:///{folder}/bench.sqlite3", instance=Path(folder))


def process(folder: str, seconds: float, person_id: int, answers: multiprocessing.Queue[tuple[int, int]]) -> None:
    """A web worker with its threads."""
    app = create_app(settings(folder))
    done, locked = [0] * THREADS, [0] * THREADS

    def write(number: int) -> None:
        until = time.monotonic() + seconds
        with app.app_context():
            while time.monotonic() < until:
                try:
                    with transaction():
                        person = db.session.get_one(Person, person_id)
                        person.totp_last_step += 1
                        audit.record(SYSTEM, "person.registered", person)
                    done[number] += 1
                except OperationalError:
                    locked[number] += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put((sum(done), sum(locked)))


def main(seconds: float) -> int:
    """Count acknowledged writes and compare with what is stored."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(folder))
        with app.app_context():
            upgrade()
            person_id = register_person(SYSTEM, email="a@example.org", name="A", now=clock.now()).id
        answers: multiprocessing.Queue[tuple[int, int]] = multiprocessing.Queue()
        workers = [
            multiprocessing.Process(target=process, args=(folder, seconds, person_id, answers))
            for _ in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        told = [answers.get(timeout=seconds + 60) for _ in workers]
        for worker in workers:
            worker.join()
        with app.app_context():
            stored = db.session.get_one(Person, person_id).totp_last_step
        acknowledged, locked = sum(done for done, _ in told), sum(each for _, each in told)
    print(f"{PROCESSES * THREADS} writers, {seconds:.0f} s: {acknowledged / seconds:.0f} commits/s")
    print(f"acknowledged {acknowledged}, stored {stored}, lost {acknowledged - stored}, locked {locked}")
    return int(acknowledged != stored or locked != 0)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 8.0))
