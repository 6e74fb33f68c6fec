"""Handing in within a running class of the demo: an open assignment with files, a draft, an extension, a second round,
two tools that look alike, and a rubric to use again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from lms.accounts.types import Role
from lms.assessments import queries
from lms.assessments import services as work
from lms.assessments.models import Assignment
from lms.assessments.standard_rubric import STANDARD
from lms.assessments.types import HandIn, LateForm, LateRule, Settings, Window
from lms.cohorts.models import Cohort
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.demo.moments import evening

TITLE = {"ko": "다시 쓸 수 있는 도구 만들기", "en": "A tool to use again"}
BRIEF = {
    "ko": "지난 분석에서 두 번 이상 한 일을 **명령 하나**로 만드십시오.\n\n"
    "1. 무엇을 줄여 주는지 세 문장으로 쓰십시오.\n"
    "2. 코드는 파일이나 저장소로 내십시오.\n3. 처음 보는 사람이 10분 안에 실행할 수 있어야 합니다.",
    "en": "Turn something that you did twice in the last analysis into **one command**.\n\n"
    "1. Say in three sentences what it saves.\n"
    "2. Hand in the code as files or a repository.\n3. A stranger can run it within ten minutes.",
}
DRAFT = "## 무엇을 줄여 주나\n\n매주 월요일마다 시에서 받은 승하차 파일의 날짜 형식을 손으로 고쳤습니다. 이 도구는"
TEXTS = (
    "승하차 파일의 날짜를 하나의 형식으로 맞춥니다. 매주 40분이 걸리던 일이 2초로 줄었습니다. "
    "빈 칸은 고치지 않고 따로 알려 줍니다.",
    "도서관별 대출 표를 합쳐 월별 요약을 만듭니다. 열 이름이 달라도 합칠 수 있게 이름표를 따로 두었습니다.",
    "그래프 제목과 단위를 검사해 빠진 것을 알려 줍니다. 발표 전에 실행하면 실수를 줄일 수 있습니다.",
    "주소를 동 이름으로 바꿉니다. 찾지 못한 주소는 마지막 표에 모아 보여 줍니다.",
    "월별 대출 표를 한 파일로 모읍니다. 도서관마다 다른 열 이름을 맞추는 표를 함께 냅니다.",
)
CODE = """import csv


def merge(paths, names):
    rows = []
    for path in paths:
        with open(path) as stream:
            for line in csv.DictReader(stream):
                rows.append({names.get(key, key): value for key, value in line.items()})
    rows.sort(key=lambda row: (row['month'], row['library']))
    return rows


def totals(rows):
    found = {}
    for row in rows:
        found[row['month']] = found.get(row['month'], 0) + int(row['loans'])
    return found
"""
OTHER_CODE = """from datetime import date


def day(text):
    y, m, d = text.replace('/', '-').split('-')
    return date(int(y), int(m), int(d))
"""
IMPROVED = "\n\n### 평가를 받고 고친 점\n\n기준선을 하나 정해 오차를 함께 적었습니다. 표에는 단위를 넣었습니다."
WHY = "기준선과 단위를 넣었습니다."
REASON = "예비군 훈련 이틀"


def run(cohort: Cohort, trainees: list[tuple[int, int]], *, now: datetime) -> None:
    """The newest assignment takes files; the first one is in its second round."""
    people = [person for _enrolment, person in trainees]
    window = Window(now - timedelta(days=3), evening(now, days=4), evening(now, days=8))
    assignment = work.set_assignment(
        SYSTEM,
        cohort_id=cohort.id,
        title=TITLE,
        brief=BRIEF,
        criteria=STANDARD,
        window=window,
        now=window.opens_at,
        settings=Settings(hand_in=HandIn(True, True, True), late=LateRule(LateForm.POINTS, 10, 3), holds_grades=True),
    )
    for number, (person, text) in enumerate(zip(people[1:6], TEXTS, strict=True)):
        code = {0: OTHER_CODE, 1: CODE, 4: CODE.replace("rows", "items").replace("found", "sums")}.get(number, "")
        _hand_in(_as_trainee(person, cohort.id), assignment.id, text, code, now - timedelta(hours=30 - number))
    trainee = _as_trainee(people[0], cohort.id)
    moment = now - timedelta(hours=1)
    work.save_draft(trainee, assignment_id=assignment.id, body=DRAFT, repository="", commit_id="", epoch=0, now=moment)
    work.attach_files(trainee, assignment_id=assignment.id, uploads=[("dates.py", OTHER_CODE.encode())], now=moment)
    work.extend(
        SYSTEM,
        assignment_id=assignment.id,
        person_ids=[people[7]],
        until=window.closes_at + timedelta(days=2),
        reason=REASON,
        now=now,
    )
    work.compare_work(SYSTEM, assignment_id=assignment.id, now=now)
    _second_round(cohort, people[1], now)
    work.keep_rubric(SYSTEM, cohort_id=cohort.id, name=f"도구 평가표 ({cohort.name})", criteria=STANDARD, now=now)


def _hand_in(actor: Actor, assignment_id: int, text: str, code: str, at: datetime) -> None:
    if code:
        work.attach_files(actor, assignment_id=assignment_id, uploads=[("tool.py", code.encode())], now=at)
    work.submit_work(actor, assignment_id=assignment_id, body=text, now=at)


def _second_round(cohort: Cohort, person: int, now: datetime) -> None:
    first = db.session.scalars(
        select(Assignment).where(Assignment.cohort_id == cohort.id, Assignment.position == 1)
    ).one()
    work.open_second_round(SYSTEM, assignment_id=first.id, until=evening(now, days=5), now=now)
    actor, submission = _as_trainee(person, cohort.id), queries.submission_of(first.id, person)
    if submission is None:
        return
    for review in queries.reviews_to_read(submission.id)[:2]:
        work.answer_comment(
            actor, assignment_id=first.id, review_id=review.review_id, is_addressed=True, sentence=WHY, now=now
        )
    work.submit_work(actor, assignment_id=first.id, body=submission.body + IMPROVED, now=now)


def _as_trainee(person_id: int, cohort_id: int) -> Actor:
    return Actor(person_id, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort_id)}))
