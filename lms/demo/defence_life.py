"""Live defences in a running class of the demo: one held, one with a flag to decide on, one booked, times on offer."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from lms.accounts.types import Role
from lms.assessments.defence import Flag
from lms.assessments.models import Assignment, Submission
from lms.assessments.models.defence import Defence
from lms.assessments.services import defending
from lms.cohorts.models import Cohort
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db

CHECKLIST = [
    {
        "ko": "처음 보는 컴퓨터에서 안내대로 실행됩니까?",
        "en": "Does it run on a fresh computer by its own instructions?",
    },
    {"ko": "고른 방법의 이유를 설명합니까?", "en": "Does the author say why this way was chosen?"},
    {"ko": "가장 약한 부분을 스스로 말합니까?", "en": "Does the author name the weakest part?"},
]
HELD = "설명이 분명했고 실행도 한 번에 되었습니다. 오차를 그림으로도 보여 주면 더 좋겠습니다."
DOUBT = "핵심 함수가 무엇을 돌려주는지 두 번 물었지만 설명하지 못했습니다."
ZONE = ZoneInfo("Asia/Seoul")


def _as_trainee(person_id: int, cohort_id: int) -> Actor:
    return Actor(person_id, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort_id)}))


def run(cohort: Cohort, trainees: list[tuple[int, int]], *, now: datetime) -> None:
    """The second assignment of the class is defended face to face."""
    assignment_id = db.session.scalar(
        select(Assignment.id).where(Assignment.cohort_id == cohort.id, Assignment.position == 2)
    )
    if assignment_id is None:
        return
    defending.set_defence(SYSTEM, assignment_id=assignment_id, needed=2, minutes=30, checklist=CHECKLIST, is_open=True)
    authors = list(
        db.session.scalars(
            select(Submission.author_id).where(Submission.assignment_id == assignment_id).order_by(Submission.id)
        )
    )
    people = [person for _enrolment, person in trainees]
    class_ = _Class(cohort.id, assignment_id)
    class_.hold(people[4], authors[1], _at(now, -1, 16), flag=Flag.OUTSTANDING, comment=HELD, answer=5)
    class_.hold(people[5], authors[2], _at(now, -1, 17), flag=Flag.CANNOT_EXPLAIN, comment=DOUBT, answer=0)
    class_.offer(people[6], _at(now, 1, 16), 60, now=now)
    class_.book(authors[0], _at(now, 1, 16), now=now)
    for person, hour in ((people[7], 17), (people[8], 17), (people[9], 18)):
        class_.offer(person, _at(now, 2, hour), 60, now=now)


def _at(now: datetime, days: int, hour: int) -> datetime:
    return datetime.combine((now.astimezone(ZONE) + timedelta(days=days)).date(), time(hour), ZONE)


class _Class:
    """The class whose meetings these are."""

    def __init__(self, cohort_id: int, assignment_id: int) -> None:
        self.cohort_id, self.assignment_id = cohort_id, assignment_id

    def offer(self, person_id: int, starts_at: datetime, minutes: int, *, now: datetime) -> None:
        """Somebody is ready to evaluate."""
        defending.offer_times(
            _as_trainee(person_id, self.cohort_id),
            cohort_id=self.cohort_id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            place="301호",
            now=now,
        )

    def book(self, author_id: int, starts_at: datetime, *, now: datetime) -> Defence:
        """An author takes a time."""
        author = _as_trainee(author_id, self.cohort_id)
        return defending.book_defence(author, assignment_id=self.assignment_id, starts_at=starts_at, now=now)

    def hold(
        self, evaluator_id: int, author_id: int, starts_at: datetime, *, flag: Flag, comment: str, answer: int
    ) -> None:
        """A meeting from its booking to its result."""
        before = starts_at - timedelta(hours=20)
        evaluator, author = _as_trainee(evaluator_id, self.cohort_id), _as_trainee(author_id, self.cohort_id)
        self.offer(evaluator_id, starts_at, 30, now=before)
        defence = self.book(author_id, starts_at, now=before)
        author_code, evaluator_code = defence.author_code, defence.evaluator_code
        defending.meet(evaluator, defence_id=defence.id, code=author_code, now=starts_at)
        defending.meet(author, defence_id=defence.id, code=evaluator_code, now=starts_at)
        ended = starts_at + timedelta(minutes=25)
        good = flag is Flag.OUTSTANDING
        defending.give_result(
            evaluator,
            defence_id=defence.id,
            levels=dict.fromkeys(range(10), 4 if good else 2),
            checks={number: good or number == 0 for number in range(len(CHECKLIST))},
            flag=flag,
            comment=comment,
            now=ended,
        )
        if answer:
            defending.answer_defence(
                author, defence_id=defence.id, helpful=answer, comment="고맙습니다. 다음에 그려 보겠습니다.", now=ended
            )
