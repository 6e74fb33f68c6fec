"""What reading costs: the course page and a lesson, for a trainee whose modules wait for days and one another.

    python bench/reading.py

Courses of 10, 40 and 160 modules with five lessons each, in two languages; in process, over a throw-away SQLite
database. Prints SQL statements, milliseconds of CPU and KB of each page. Budgets: course page of 40 modules 12, 13, 80;
lesson 10, 6, 40.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from flask_migrate import upgrade  # noqa: E402

from lms.app import create_app  # noqa: E402
from lms.core.actor import SYSTEM  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.settings import Settings  # noqa: E402
from lms.courses import queries, services  # noqa: E402
from lms.courses.delivery.types import EventKind, ModuleRule, NamedEvent, Plan  # noqa: E402
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft  # noqa: E402
from tests.world import NOW, PASSWORD, World, actor, build_world  # noqa: E402

ROUNDS = 30
SIZES = (10, 40, 160)
LESSONS = 5
logging.getLogger("lms").setLevel(logging.ERROR)


def main() -> None:
    """Three sizes, four pages each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            secret_key="b" * 40, database_url=f"sqlite:///{folder}/bench.sqlite3", instance=Path(folder), base_url=""
        )
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            upgrade()
            world = build_world()
            courses = {size: course_of(world, size) for size in SIZES}
            engine = db.engine
        trainee, teacher = (sign_in(app.test_client(), who) for who in ("ada", "teacher"))
        print(f"{'page':44}{'SQL':>5}{'CPU ms':>9}{'KB':>8}")
        for size, (course_id, lesson_id) in courses.items():
            progress = f"/courses/{course_id}/cohorts/{world.ids['running']}/progress"
            measure(f"course page, {size} modules", trainee, f"/courses/{course_id}", engine)
            measure(f"lesson, {size} modules", trainee, f"/courses/lessons/{lesson_id}", engine)
            measure(f"progress of the class, {size} modules", teacher, progress, engine)


def course_of(world: World, size: int) -> tuple[int, int]:
    """A course with rules that the running cohort follows, half of it read; with a lesson in its middle."""
    body = "\n\n".join(f"## Part {part}\n\n" + "Words that somebody reads with care. " * 20 for part in range(5))
    modules = tuple(
        ModuleDraft(
            {"ko": f"모듈 {number}", "en": f"Module {number}"},
            tuple(
                LessonDraft(
                    f"{number}/{place}.md",
                    tuple(
                        TextDraft(language, f"{language} {number}.{place} A lesson", body) for language in ("ko", "en")
                    ),
                )
                for place in range(LESSONS)
            ),
            key=str(number),
        )
        for number in range(size)
    )
    course_id = services.found_course(SYSTEM, centre_id=world.ids["centre"], code=f"c{size}", title={"ko": "과정"}).id
    revision = services.store_revision(SYSTEM, course_id=course_id, draft=CourseDraft(modules), now=NOW).id
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course_id, revision_id=revision)
    ada = actor(world, "ada")
    keys = [f"{number}/{place}.md" for number in range(size // 2) for place in range(LESSONS)]
    ids = [queries.lesson_by_key(revision, key) or 0 for key in keys]
    for lesson_id in ids:
        services.finish_lesson(ada, lesson_id=lesson_id, language="ko", now=NOW)
    services.keep_place(ada, lesson_id=ids[-1], language="ko", anchor="", permille=300, is_leaving=True, now=NOW)
    rules = tuple(ModuleRule(f"{number}/0.md", "start", (f"{number - 1}/0.md",)) for number in range(1, size))
    plan = Plan(0, (NamedEvent("start", EventKind.CLASS_DAY, days=0),), rules)
    services.decide_plan(SYSTEM, course_id=course_id, plan=plan, reason="", now=NOW)
    return course_id, ids[-1]


def sign_in(client: FlaskClient, who: str) -> FlaskClient:
    """A signed-in browser."""
    data = {"email": f"{who}@example.org", "password": PASSWORD, "code": ""}
    if client.post("/accounts/sign-in", data=data).status_code != 302:
        raise SystemExit(f"{who} could not sign in")
    return client


def measure(name: str, client: FlaskClient, address: str, engine: sa.Engine) -> None:
    """One line."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    answer = client.get(address)
    sa.event.remove(engine, "before_cursor_execute", note)
    client.get(address)
    begins = time.process_time()
    for _ in range(ROUNDS):
        client.get(address)
    cpu = (time.process_time() - begins) * 1000 / ROUNDS
    wrong = "" if answer.status_code == 200 else f"  {answer.status_code}!"
    print(f"{name:44}{len(statements):5}{cpu:9.1f}{len(answer.data) / 1024:8.1f}{wrong}")
    if "-v" in sys.argv:
        print(*statements, sep="\n")


if __name__ == "__main__":
    main()
