"""A quiz in the test world: two questions, published, one attempt of Ada's handed in and one going on."""

from __future__ import annotations

from lms.courses.quizzes.types import Kind, Option, Question
from lms.courses.services import quizzes
from tests.world import NOW, World, actor

CAPITAL = Question(
    Kind.SINGLE,
    {"ko": "수도는?", "en": "The capital?"},
    (Option("o1", {"ko": "서울", "en": "Seoul"}, True), Option("o2", {"ko": "부산", "en": "Busan"})),
    explanation={"ko": "서울입니다", "en": "It is Seoul"},
)
TERM = Question(
    Kind.SHORT_TEXT, {"ko": "데이터를 담는 곳은?", "en": "Where data live?"}, accepted=("데이터베이스", "database")
)


def seed(world: World) -> None:
    teacher, ada = actor(world, "teacher"), actor(world, "ada")
    quiz = quizzes.make_quiz(
        teacher,
        course_id=world.ids["course"],
        title={"ko": "첫 퀴즈", "en": "First quiz"},
        lesson_key="one/README.md",
        now=NOW,
    )
    ids = quizzes.add_questions(teacher, quiz_id=quiz.id, questions=[CAPITAL, TERM], tags=["basics"], now=NOW)
    settings = {"title": {"ko": "첫 퀴즈", "en": "First quiz"}, "lesson_key": "one/README.md"}
    from lms.courses.quizzes.types import Settings

    quizzes.change_quiz(teacher, quiz_id=quiz.id, settings=Settings(), is_published=True, now=NOW, **settings)
    done = quizzes.start_attempt(ada, quiz_id=quiz.id, now=NOW)
    quizzes.submit_attempt(ada, attempt_id=done.id, answers={ids[0]: ("o1",), ids[1]: ("몰라",)}, now=NOW)
    going = quizzes.start_attempt(ada, quiz_id=quiz.id, now=NOW)
    world.ids.update(quiz=quiz.id, question=ids[0], term=ids[1], attempt=going.id, done_attempt=done.id)
