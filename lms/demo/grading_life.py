"""Peer grading in a running class of the demo: a round that is over, one in a queue, one that is open."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from lms.accounts.queries import people_with
from lms.accounts.types import Role
from lms.assessments import access, queries
from lms.assessments import services as work
from lms.assessments.models import Review, Submission
from lms.assessments.types import Allocation, Criterion, Given, Settings, Window
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Cohort
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.errors import Refused
from lms.demo import texts
from lms.demo.moments import evening
from lms.demo.work_texts import QUALITY, WORK

SEED = 8
THANKS = ("단위를 적으라는 말이 큰 도움이 되었습니다.", "예를 들어 주셔서 바로 고칠 수 있었습니다.", "")
QUESTION = "‘근거가 되는 숫자’는 어느 문단을 말씀하신 것입니까?"
ANSWER = "두 번째 문단입니다. 기준선의 오차를 함께 적으면 충분합니다."
APPEAL = "빠진 값 6일을 어떻게 다루었는지 방법 부분에 적었습니다. ‘과정을 따라 할 수 있다’를 다시 보아 주십시오."
CHECKED = "질문과 방법이 잘 맞물립니다. 그림에 단위를 넣어 주십시오."
CLOSE_FRIENDS = "같은 집에 살아서 서로 평가하기 어렵습니다."


@dataclass(frozen=True)
class Class:
    """A class whose people have habits: kind or strict, one who always gives the same, two who fall silent."""

    cohort_id: int
    people: tuple[int, ...]
    habits: dict[int, float]
    chance: random.Random

    def acts(self, person: int) -> Actor:
        """A trainee of the class, to act as."""
        return Actor(person, "", frozenset({Grant(Role.TRAINEE, "cohort", self.cohort_id)}))

    def levels(self, person: int, body: str) -> dict[int, int]:
        """What somebody gives for a text."""
        if person == self.people[5]:
            return dict.fromkeys(range(len(texts.CRITERIA)), 3)
        mean = QUALITY[body] + self.habits[person]
        return {line: min(4, max(0, round(self.chance.gauss(mean, 0.3)))) for line in range(len(texts.CRITERIA))}

    def give(self, review: Review, *, at: datetime) -> None:
        """Give a review in its reviewer's way."""
        body = db.session.scalars(select(Submission.body).where(Submission.id == review.submission_id)).one()
        work.give_review(
            self.acts(review.reviewer_id),
            review_id=review.id,
            levels=self.levels(review.reviewer_id, body),
            comment=self.chance.choice(texts.COMMENTS),
            seconds=self.chance.randint(40, 1500),
            now=at,
        )

    def staff(self, role: Role) -> Actor:
        """Somebody who works with the class, to act as."""
        cohort = cohorts.cohort(self.cohort_id)
        if cohort is None:
            raise LookupError(self.cohort_id)
        person = people_with(role, [cohort.place])[0]
        scope = ("cohort", self.cohort_id) if role is Role.INSTRUCTOR else ("centre", cohort.place.centre_id)
        return Actor(person.id, person.name, frozenset({Grant(role, *scope)}))


def run(cohort: Cohort, trainees: list[tuple[int, int]], *, now: datetime) -> None:
    """Three assignments: graded and answered, under review in a queue, open. A programme's first class is younger: its
    first round is under review."""
    people = tuple(person for _enrolment, person in trainees)
    chance = random.Random(SEED)
    class_ = Class(cohort.id, people, {person: chance.gauss(0, 0.2) for person in people}, chance)
    work.declare_conflict(
        class_.acts(people[2]), cohort_id=cohort.id, other_id=people[9], reason=CLOSE_FRIENDS, now=now
    )
    if cohort.number > 1:
        _graded(class_, evening(now, days=-31))
        _queue(class_, evening(now, days=-5), now=now)
    else:
        _round(class_, 0, evening(now, days=-31), evening(now, days=-24))
        _round(class_, 1, evening(now, days=-4), now)
    _open(class_, evening(now, days=7), now=now)
    _into_modules(cohort.id)


def _into_modules(cohort_id: int) -> None:
    """Each assignment belongs to one of the course's first modules."""
    card = cohorts.cohort(cohort_id)
    modules = access.choices_of([card]) if card is not None else []
    for number, assignment in enumerate(queries.assignments_of([cohort_id])):
        setting = queries.setting_of(assignment.id)
        if setting is None or not modules:
            continue
        work.change_assignment(
            SYSTEM,
            assignment_id=assignment.id,
            title=assignment.title,
            brief=setting.brief,
            window=assignment.window,
            settings=replace(setting.settings, module=modules[min(number, 1, len(modules) - 1)].place),
            strategy=setting.strategy,
        )


def _set(class_: Class, number: int, closes: datetime, settings: Settings) -> int:
    title, brief = texts.ASSIGNMENTS[number]
    opens = closes - timedelta(days=10)
    return work.set_assignment(
        SYSTEM,
        cohort_id=class_.cohort_id,
        title=title,
        brief=brief,
        criteria=[Criterion(*line) for line in texts.CRITERIA],
        window=Window(opens, closes, closes + timedelta(days=7)),
        now=opens,
        settings=settings,
    ).id


def _hand_in(class_: Class, assignment_id: int, people: tuple[int, ...], opens: datetime) -> None:
    bodies = class_.chance.sample([text for text, _quality in WORK], len(people))
    for person, body in zip(people, bodies, strict=True):
        moment = opens + timedelta(hours=class_.chance.randint(1, 40))
        work.submit_work(class_.acts(person), assignment_id=assignment_id, body=body, now=moment)


def _reviews(assignment_id: int) -> list[Review]:
    return list(
        db.session.scalars(
            select(Review)
            .join(Submission, Submission.id == Review.submission_id)
            .where(Submission.assignment_id == assignment_id, Review.done_at.is_(None), Review.released_at.is_(None))
            .order_by(Review.id)
        )
    )


def _graded(class_: Class, closes: datetime) -> None:
    """A round with two silent reviewers, their stand-bys, three spot checks done and one waiting."""
    assignment_id = _set(class_, 0, closes, Settings(check_budget=4, reviews_each=4))
    silent, deadline = class_.people[6:8], closes + timedelta(days=7)
    _practise(class_, assignment_id, closes - timedelta(days=2))
    _hand_in(class_, assignment_id, class_.people[:-1], closes - timedelta(days=9))
    work.allocate_reviews(SYSTEM, assignment_id=assignment_id, now=closes)
    for person in class_.people[1:3]:
        work.offer_extra(class_.acts(person), assignment_id=assignment_id, extra=2, now=closes)
    for review in _reviews(assignment_id):
        if review.reviewer_id not in silent:
            class_.give(review, at=closes + timedelta(hours=class_.chance.randint(4, 150)))
    for hours in (-24, 0, 12):
        work.climb_ladder(SYSTEM, assignment_id=assignment_id, now=deadline + timedelta(hours=hours))
    for review in _reviews(assignment_id):
        class_.give(review, at=deadline + timedelta(hours=20))
    work.settle_grades(SYSTEM, assignment_id=assignment_id, now=deadline + timedelta(hours=48))
    _check(class_, assignment_id, deadline + timedelta(days=3))
    _answer(class_, assignment_id, deadline + timedelta(days=4))
    work.settle_grades(SYSTEM, assignment_id=assignment_id, now=deadline + timedelta(days=5))
    _appeal(class_, assignment_id)


def _round(class_: Class, number: int, closes: datetime, until: datetime) -> None:
    """A round without events, half given or settled."""
    assignment_id = _set(class_, number, closes, Settings())
    _hand_in(class_, assignment_id, class_.people[:-1], closes - timedelta(days=9))
    work.allocate_reviews(SYSTEM, assignment_id=assignment_id, now=closes)
    is_over = until >= closes + timedelta(days=7)
    for review in _reviews(assignment_id):
        if is_over or class_.chance.random() < 0.5:
            class_.give(review, at=closes + timedelta(hours=class_.chance.randint(4, 60)))
    if is_over:
        work.settle_grades(SYSTEM, assignment_id=assignment_id, now=until)


def _practise(class_: Class, assignment_id: int, at: datetime) -> None:
    for number, (text, level) in enumerate(((0, 4), (1, 3), (3, 1)), 1):
        work.set_exemplar(
            SYSTEM,
            assignment_id=assignment_id,
            number=number,
            body=WORK[text][0],
            levels=dict.fromkeys(range(len(texts.CRITERIA)), level),
            comment=texts.COMMENTS[number],
            now=at,
        )
    for piece in queries.exemplars(assignment_id):
        for person in class_.people[:12]:
            levels = class_.levels(person, piece.body)
            work.practise(class_.acts(person), exemplar_id=piece.id, levels=levels, now=at)


def _check(class_: Class, assignment_id: int, at: datetime) -> None:
    """The instructor has graded three of the four pieces that were picked."""
    teacher = class_.staff(Role.INSTRUCTOR)
    own = queries.submission_of(assignment_id, class_.people[0])
    waiting = sorted(queries.waiting_checks(assignment_id), key=lambda ident: own is not None and ident == own.id)
    for submission_id in waiting[:3]:
        body = db.session.get_one(Submission, submission_id).body
        level = round(QUALITY[body])
        levels = {line: max(0, level - line % 2) for line in range(len(texts.CRITERIA))}
        work.check_work(teacher, submission_id=submission_id, levels=levels, comment=CHECKED, now=at)


def _answer(class_: Class, assignment_id: int, at: datetime) -> None:
    """Most authors have said how helpful their reviews were; one asked, and the reviewer answered."""
    for person in class_.people[:14]:
        actor = class_.acts(person)
        if not (ids := queries.unrated_reviews(assignment_id, person)):
            continue
        values = {ident: class_.chance.choice((50, 75, 75, 100)) for ident in ids}
        thanks = {ident: class_.chance.choice(THANKS) for ident in ids}
        work.rate_reviews(actor, assignment_id=assignment_id, values=values, thanks=thanks, now=at)
    author = class_.people[0]
    submission = queries.submission_of(assignment_id, author)
    if submission is None or queries.grade_of(submission.id) is None:
        return
    review = queries.reviews_for_staff(submission.id)[0]
    work.ask_about(class_.acts(author), assignment_id=assignment_id, review_id=review.review_id, body=QUESTION, now=at)
    work.answer_as_reviewer(class_.acts(review.reviewer_id), review_id=review.review_id, body=ANSWER, now=at)


def _appeal(class_: Class, assignment_id: int) -> None:
    """The first author whose grade allows it has appealed; nobody has decided yet."""
    for person in class_.people[3:]:
        submission = queries.submission_of(assignment_id, person)
        grade = queries.grade_of(submission.id) if submission else None
        if grade is None or grade.source != "peers" or queries.unrated_reviews(assignment_id, person):
            continue
        try:
            work.file_appeal(
                class_.acts(person),
                assignment_id=assignment_id,
                reasons={1: APPEAL},
                now=grade.at + timedelta(days=6),
            )
        except Refused:
            continue
        return


def _queue(class_: Class, closes: datetime, *, now: datetime) -> None:
    """Whoever is ready reviews what needs it most: some are through, some hold one, one has a draft."""
    settings = Settings(allocation=Allocation.QUEUE)
    assignment_id = _set(class_, 1, closes, settings)
    _hand_in(class_, assignment_id, class_.people[:-1], closes - timedelta(days=9))
    work.allocate_reviews(SYSTEM, assignment_id=assignment_id, now=closes)
    holding = set(class_.people[6:8])
    for turn in range(3):
        at = now - timedelta(hours=40 - 12 * turn)
        for place, person in enumerate(class_.people[:-1]):
            if person in holding or place % 4 < turn:
                continue
            review_id = work.take_next(class_.acts(person), assignment_id=assignment_id, now=at)
            if turn == 2 or (turn == 1 and place % 3 == 0):
                holding.add(person)
                continue
            class_.give(db.session.get_one(Review, review_id), at=at + timedelta(hours=1))
    held = _reviews(assignment_id)
    if held:
        draft = Given({0: 3, 1: 2}, {}, texts.COMMENTS[0][:30], 240)
        work.keep_review_draft(class_.acts(held[0].reviewer_id), review_id=held[0].id, given=draft, now=now)


def _open(class_: Class, closes: datetime, *, now: datetime) -> None:
    assignment_id = _set(class_, 2, closes, Settings())
    _hand_in(class_, assignment_id, class_.people[3:9], min(closes - timedelta(days=10), now - timedelta(days=2)))
