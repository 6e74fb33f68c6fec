"""Reviews and gradings by hand, each sent three times by two workers: exactly one effect each.

    python bench/grades_thrice.py [reviews]

Twenty trainees review each other's work for as many assignments as make up the number (2,000 unless told). Every
review, every check of a piece and every settling is sent three times in a shuffled order, by two processes at once on
one SQLite file. What was refused as a repetition is fine; a second effect is not.
"""

from __future__ import annotations

import logging
import multiprocessing
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask_migrate import upgrade
from sqlalchemy import func, select

from lms.accounts.services import register_person
from lms.app import create_app
from lms.assessments import services
from lms.assessments.models import CheckEntry, GradeEntry, Review, ReviewEntry, Submission
from lms.assessments.types import Criterion, Settings, Window
from lms.cohorts import services as cohorts
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.settings import Settings as AppSettings
from lms.core.transaction import transaction

CLASS, EACH, TIMES = 20, 4, 3
Action = tuple[str, int, int]
logging.getLogger("lms").setLevel(logging.ERROR)


def settings(folder: str) -> AppSettings:
    """One file for both workers."""
    return AppSettings(secret_key="b" * 40, database_url=f"sqlite:///{folder}/bench.sqlite3", instance=Path(folder))


def prepare(reviews: int, now: datetime) -> tuple[int, list[Action], int]:
    """A class with its rounds handed out; its cohort, what is to be sent, and how many works there are."""
    today = clock.local_date(now)
    level = {"en": "level", "ko": "수준"}
    criteria = [Criterion({"en": name, "ko": name}, (level,) * 5, 0.5) for name in ("a", "b")]
    with transaction():
        centre = cohorts.found_centre(SYSTEM, code="bench", name={"ko": "b", "en": "b"}).id
        programme = cohorts.found_programme(
            SYSTEM, centre_id=centre, code="p", name={"ko": "p", "en": "p"}, field="web"
        )
        cohort = cohorts.start_cohort(
            SYSTEM, programme_id=programme.id, number=1, name="p 1", starts_on=today - timedelta(days=90),
            ends_on=today + timedelta(days=90), closed={},
        ).id  # fmt: skip
        people = []
        for number in range(CLASS):
            person = register_person(SYSTEM, email=f"t{number}@example.org", name=f"T {number}", now=now)
            cohorts.enrol(SYSTEM, cohort_id=cohort, person_id=person.id, starts_on=today - timedelta(days=90), now=now)
            people.append(person.id)
        tasks = []
        for number in range(max(1, reviews // (CLASS * EACH))):
            window = Window(now - timedelta(days=9), now - timedelta(hours=1), now + timedelta(days=1))
            task = services.set_assignment(
                SYSTEM, cohort_id=cohort, title={"ko": f"{number}", "en": f"{number}"}, brief={"ko": "b", "en": "b"},
                criteria=criteria, window=window, now=now, strategy="mean", settings=Settings(reviews_each=EACH),
            ).id  # fmt: skip
            for person in people:
                author = Actor(person, "", frozenset({Grant("trainee", "cohort", cohort)}))
                services.submit_work(author, assignment_id=task, body="work", now=now - timedelta(days=2))
            services.allocate_reviews(SYSTEM, assignment_id=task, now=now)
            tasks.append(task)
    rows = db.session.execute(select(Review.id, Review.reviewer_id).order_by(Review.id)).all()
    works = list(db.session.scalars(select(Submission.id).order_by(Submission.id)))
    actions: list[Action] = [("review", row[0], row[1]) for row in rows]
    actions += [("check", ident, 0) for ident in works[::20]]
    actions += [("settle", task, 0) for task in tasks]
    return cohort, actions, len(works)


def send(action: Action, cohort: int, now: datetime) -> bool:
    """One sending; False when it was refused as a repetition."""
    kind, ident, person = action
    try:
        if kind == "review":
            reviewer = Actor(person, "", frozenset({Grant("trainee", "cohort", cohort)}))
            services.give_review(
                reviewer, review_id=ident, levels={0: 2 + ident % 2, 1: 3}, comment="Of use to you.", now=now
            )
        elif kind == "check":
            services.check_work(SYSTEM, submission_id=ident, levels={0: 3, 1: 3}, comment="", now=now)
        else:
            services.settle_grades(SYSTEM, assignment_id=ident, now=now + timedelta(days=2))
    except Refused:
        return False
    return True


def work(folder: str, cohort: int, actions: list[Action], now: datetime, answers: multiprocessing.Queue[int]) -> None:
    """A worker with its half of the sendings."""
    app = create_app(settings(folder))
    refused = 0
    with app.app_context():
        for action in actions:
            refused += not send(action, cohort, now)
            db.session.remove()
    answers.put(refused)


def main(reviews: int) -> int:
    """Count the effects."""
    now = clock.now()
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(folder))
        with app.app_context():
            upgrade()
            cohort, actions, works = prepare(reviews, now)
            db.session.remove()
        sendings = [action for action in actions for _time in range(TIMES)]
        random.Random(1).shuffle(sendings)
        answers: multiprocessing.Queue[int] = multiprocessing.Queue()
        started = time.monotonic()
        workers = [
            multiprocessing.Process(target=work, args=(folder, cohort, sendings[half::2], now, answers))
            for half in range(2)
        ]
        for worker in workers:
            worker.start()
        refused = sum(answers.get(timeout=900) for _worker in workers)
        for worker in workers:
            worker.join()
        seconds = time.monotonic() - started
        with app.app_context():
            entries = db.session.scalar(select(func.count(ReviewEntry.id))) or 0
            checks = db.session.scalar(select(func.count(CheckEntry.id))) or 0
            heads = select(GradeEntry.submission_id).where(
                GradeEntry.id.not_in(select(GradeEntry.supersedes_id).where(GradeEntry.supersedes_id.is_not(None)))
            )
            standing = list(db.session.scalars(heads))
    wanted = sum(kind == "review" for kind, _ident, _person in actions)
    checked = sum(kind == "check" for kind, _ident, _person in actions)
    print(f"{len(sendings)} sendings by 2 workers in {seconds:.0f} s, {refused} refused as repetitions")
    print(f"reviews {wanted}, effects {entries}; checks {checked}, effects {checks}")
    print(f"works {works}, graded {len(standing)}, graded twice at once {len(standing) - len(set(standing))}")
    return int(entries != wanted or checks != checked or len(standing) != len(set(standing)))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
