"""Searching lessons at three sizes: time of a query and of writing the index.

    .venv/bin/python bench/search.py [sqlite|postgresql-url]

Lessons are made of words drawn by their usual frequency (a long tail), about 9,000 letters each. Prints milliseconds:
the median and the slowest of the queries.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask_migrate import upgrade

from lms.app import create_app
from lms.cohorts import services as cohorts
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.settings import Settings
from lms.courses import services
from lms.courses.queries.search import search
from lms.courses.search.folding import terms_of
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft

SIZES = (125, 500, 2000)
SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4, 7)]
ENDINGS = ("은", "는", "이", "가", "을", "를", "에서", "으로", "하고", "합니다")
LETTERS = 9_000


def words(chance: random.Random) -> list[str]:
    return ["".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 2, 3, 4)))) for _ in range(12_000)]


def a_text(chance: random.Random, vocabulary: list[str]) -> str:
    parts: list[str] = []
    size = 0
    while size < LETTERS:
        word = vocabulary[min(int(chance.paretovariate(0.7)), len(vocabulary)) - 1] + chance.choice(ENDINGS)
        parts.append(word)
        size += len(word) + 1
    return " ".join(parts)


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3" if given == "sqlite" else given
        app = create_app(
            Settings(secret_key="b" * 40, database_url=url, instance=Path(folder), base_url="http://localhost")
        )
        with app.app_context():
            upgrade()
            run()


def run() -> None:
    chance = random.Random(1)
    vocabulary = words(chance)
    centre_id = cohorts.found_centre(SYSTEM, code="bench", name={"ko": "센터"}).id
    print(f"{'lessons':>8} {'store s':>8} {'index s':>8} {'median ms':>10} {'slowest ms':>11}")
    for size in SIZES:
        lessons = tuple(
            LessonDraft(f"l{n}", (TextDraft("ko", vocabulary[n % 900], a_text(chance, vocabulary)),))
            for n in range(size)
        )
        course_id = services.found_course(SYSTEM, centre_id=centre_id, code=f"c{size}", title={"ko": "과정"}).id
        draft = CourseDraft((ModuleDraft({"ko": "모듈"}, lessons),))
        started = time.perf_counter()
        revision_id = services.store_revision(SYSTEM, course_id=course_id, draft=draft, now=clock.now()).id
        stored = time.perf_counter() - started
        taken = []
        for rank in (0, 1, 3, 10, 50, 200, 800, 3000, 9000):
            for query in (
                vocabulary[rank],
                f"{vocabulary[rank]} {vocabulary[0]}",
                vocabulary[rank][:1],
                vocabulary[rank] + "없음",
            ):
                db.session.rollback()
                db.session.expunge_all()
                started = time.perf_counter()
                search([revision_id], terms_of(query), language="ko", page=1, may_read=lambda *_: True)
                taken.append((time.perf_counter() - started) * 1000)
        print(
            f"{size:>8} {stored:>8.1f} {index_seconds(revision_id):>8.1f}"
            f" {statistics.median(taken):>10.1f} {max(taken):>11.1f}"
        )


def index_seconds(revision_id: int) -> float:
    from sqlalchemy import delete

    from lms.core.transaction import transaction
    from lms.courses.models import SearchGram, SearchText
    from lms.courses.services.indexing import index_revision

    with transaction():
        for table in (SearchGram, SearchText):
            db.session.execute(delete(table).where(table.revision_id == revision_id))
        started = time.perf_counter()
        index_revision(revision_id)
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
