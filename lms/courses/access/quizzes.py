"""Loading quizzes and attempts for a person, or raising."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lms.accounts.types import Place, Role
from lms.cohorts import queries as cohorts
from lms.cohorts.types import CohortCard
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound
from lms.courses import policies, queries
from lms.courses.access.reading import course_page, reader_of
from lms.courses.models import Course, Quiz, QuizAttempt, QuizQuestion
from lms.courses.types import CourseCard


@dataclass(frozen=True, slots=True)
class CourseSeat:
    """Where a person sits in a course: the cohort they learn in, and those whose results they see.

    ``course.revision_id`` is that of the learner's cohort; for those who make quizzes it is None, the newest of all.
    """

    course: CourseCard
    cohort: CohortCard | None
    makes: bool
    teaches: tuple[CohortCard, ...]

    @property
    def takes_part(self) -> bool:
        """Whether this person takes quizzes or makes them; others of the cohort only see that they are there."""
        return self.makes or self.cohort is not None


@dataclass(frozen=True, slots=True)
class QuizSeat:
    """A quiz with the place of its reader."""

    quiz: Quiz
    seat: CourseSeat

    @property
    def revision_id(self) -> int | None:
        """The revision whose questions this reader gets."""
        return self.seat.course.revision_id

    @property
    def cohort_id(self) -> int | None:
        """The cohort that the reader learns in."""
        return self.seat.cohort.id if self.seat.cohort else None


def course_for_quizzes(actor: Actor, course_id: int) -> CourseSeat:
    """A course for whoever has anything to do with its quizzes."""
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound
    own = {card.id: card for card in cohorts.cohorts_of(actor)}
    pinned = {cohort_id: card for cohort_id, card in queries.courses_of_cohorts(own) if card.id == course_id}
    places = [Place(course.centre_id), *(own[cohort_id].place for cohort_id in pinned)]
    makes = any(policies.may_make_quizzes(actor, place) for place in places)
    if not makes and not pinned:
        raise NotFound
    teaches = tuple(own[ident] for ident in pinned if policies.may_make_quizzes(actor, own[ident].place))
    learns = next((ident for ident in pinned if actor.holds(Role.TRAINEE, "cohort", ident)), None)
    revision_id = None if makes else (pinned[learns] if learns is not None else next(iter(pinned.values()))).revision_id
    card = CourseCard(course.id, course.centre_id, course.code, course.title, revision_id)
    return CourseSeat(card, own[learns] if learns is not None and not makes else None, makes, teaches)


def closed_lessons(actor: Actor, seat: CourseSeat, *, now: datetime) -> frozenset[str]:
    """Keys of lessons that are not open yet to a learner of the course; their quizzes wait with them."""
    if seat.makes or seat.cohort is None or seat.course.revision_id is None:
        return frozenset()
    reader = reader_of(actor, seat.course.id, now=now, revision_id=seat.course.revision_id)
    lines = (line for module in course_page(reader, language="ko").modules for line in module.lessons)
    return frozenset(line.key for line in lines if not line.verdict.is_open)


def course_for_making_quizzes(actor: Actor, course_id: int) -> CourseSeat:
    """A course for those who make its quizzes."""
    seat = course_for_quizzes(actor, course_id)
    if not seat.makes:
        raise NotAllowed
    return seat


def quiz_for_reading(actor: Actor, quiz_id: int) -> QuizSeat:
    """A quiz for those who take it or make it."""
    quiz = db.session.get(Quiz, quiz_id)
    if quiz is None:
        raise NotFound
    seat = course_for_quizzes(actor, quiz.course_id)
    if not seat.makes and (seat.cohort is None or not quiz.is_published):
        raise NotFound
    return QuizSeat(quiz, seat)


def quiz_for_making(actor: Actor, quiz_id: int) -> QuizSeat:
    """A quiz for those who make it."""
    found = quiz_for_reading(actor, quiz_id)
    if not found.seat.makes:
        raise NotAllowed
    return found


def quiz_for_results(actor: Actor, quiz_id: int, cohort_id: int | None) -> tuple[QuizSeat, CohortCard | None]:
    """A quiz with one of the cohorts whose results this person may see (the first, if none is named)."""
    found = quiz_for_making(actor, quiz_id)
    teaches = found.seat.teaches
    if cohort_id is None:
        return found, teaches[0] if teaches else None
    cohort = next((card for card in teaches if card.id == cohort_id), None)
    if cohort is None:
        raise NotFound
    return found, cohort


def question_for_making(actor: Actor, question_id: int) -> tuple[QuizQuestion, CourseSeat]:
    """A question of the bank for those who make quizzes of its course."""
    question = db.session.get(QuizQuestion, question_id)
    if question is None:
        raise NotFound
    return question, course_for_making_quizzes(actor, question.course_id)


def attempt_for_taking(actor: Actor, attempt_id: int) -> tuple[QuizAttempt, QuizSeat]:
    """One's own attempt."""
    attempt = db.session.get(QuizAttempt, attempt_id)
    if attempt is None or attempt.person_id != actor.user_id:
        raise NotFound
    return attempt, quiz_for_reading(actor, attempt.quiz_id)


def attempt_for_reading(actor: Actor, attempt_id: int) -> tuple[QuizAttempt, QuizSeat]:
    """An attempt for its author, and for those who teach the cohort."""
    attempt = db.session.get(QuizAttempt, attempt_id)
    if attempt is None:
        raise NotFound
    found = quiz_for_reading(actor, attempt.quiz_id)
    if attempt.person_id == actor.user_id or attempt.cohort_id in {card.id for card in found.seat.teaches}:
        return attempt, found
    raise NotFound
