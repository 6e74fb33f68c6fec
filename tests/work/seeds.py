"""Work with files, for the matrix: an assignment that takes everything, and what ada handed in for it."""

from __future__ import annotations

from datetime import timedelta

from lms.assessments import queries, services
from lms.assessments.standard_rubric import STANDARD
from lms.assessments.types import Criterion, HandIn, LateForm, LateRule, Settings, Window
from lms.core.actor import SYSTEM
from tests.world import NOW, World, actor

TWIN = "두 사람이 같은 문장을 냈습니다. 결측값은 세 가지 이유로 생기고 그 이유마다 다루는 방법이 다릅니다."
TEXT = b"print('kept words')\n"


def seed(world: World) -> None:
    level = {"ko": "단계", "en": "level"}
    assignment = services.set_assignment(
        SYSTEM,
        cohort_id=world.ids["running"],
        title={"ko": "파일 과제", "en": "Task with files"},
        brief={"ko": "파일을 내십시오", "en": "Hand in files"},
        criteria=[Criterion({"ko": "기준", "en": "criterion"}, (level,) * 5, 1.0)],
        window=Window(NOW - timedelta(hours=1), NOW + timedelta(days=4), NOW + timedelta(days=8)),
        now=NOW,
        settings=Settings(
            hand_in=HandIn(text=True, files=True, repository=True), late=LateRule(LateForm.POINTS, 10, 3)
        ),
    )
    ada = actor(world, "ada")
    files = services.attach_files(ada, assignment_id=assignment.id, uploads=[("ada.py", TEXT)], now=NOW)
    work = services.submit_work(ada, assignment_id=assignment.id, body="With a file.", now=NOW)
    kept = services.keep_rubric(SYSTEM, cohort_id=world.ids["running"], name="Reports", criteria=STANDARD, now=NOW)
    world.ids["rubric"] = kept.id
    world.ids.update({"files-assignment": assignment.id, "files-work-ada": work.id, "file-ada": files[0].id})
    _twins(world)


def _twins(world: World) -> None:
    """Two pieces of work with a passage in common."""
    level = {"ko": "단계", "en": "level"}
    assignment = services.set_assignment(
        SYSTEM,
        cohort_id=world.ids["running"],
        title={"ko": "닮은 과제", "en": "Task with twins"},
        brief={"ko": "쓰십시오", "en": "Write"},
        criteria=[Criterion({"ko": "기준", "en": "criterion"}, (level,) * 5, 1.0)],
        window=Window(NOW - timedelta(hours=1), NOW + timedelta(days=4), NOW + timedelta(days=8)),
        now=NOW,
    )
    for name in ("bo", "cy"):
        services.submit_work(actor(world, name), assignment_id=assignment.id, body=TWIN, now=NOW)
    services.compare_work(SYSTEM, assignment_id=assignment.id, now=NOW)
    world.ids.update({"twins-assignment": assignment.id, "pair": queries.similar_pairs(assignment.id)[0].id})
