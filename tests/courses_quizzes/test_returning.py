"""Quizzes made in the browser leave with the course's zip and come back the same."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.courses import queries, services
from lms.courses.models import QuizEdition, QuizQuestionVersion
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.types import Counting, Kind, Option, Question, Settings, Slot
from lms.courses.reading import Problem, Unreadable, read_course
from lms.courses.services import quizzes
from tests.courses_quizzes.seeds import CAPITAL, TERM
from tests.courses_quizzes.test_matching import PAIRS
from tests.world import NOW, World, actor

ORDER = Question(Kind.ORDERING, {"ko": "순서"}, tuple(Option(f"o{n}", {"ko": str(n)}) for n in (1, 2, 3)))
NUMBER = Question(Kind.NUMBER, {"en": "How many?"}, number=3.5, tolerance=0.1, is_relative=True, points=2)
RULES = Settings(attempts=3, minutes=20, counting=Counting.LAST, pass_percent=70, shuffles_questions=True)


@pytest.fixture
def course(app: Flask, world: World) -> int:
    """A quiz at a lesson with every kind and a pool, and one without questions that nobody sees."""
    teacher, course_id = actor(world, "teacher"), world.ids["course"]
    quiz = quizzes.make_quiz(teacher, course_id=course_id, title={"ko": "모두", "en": "All"}, now=NOW).id
    asked = quizzes.add_questions(
        teacher, quiz_id=quiz, questions=[CAPITAL, PAIRS, ORDER, NUMBER], tags=["가", "b"], now=NOW
    )
    (pooled,) = quizzes.add_questions(teacher, quiz_id=quiz, questions=[TERM], tags=["pool"], now=NOW)
    assert pooled
    slots = [*(Slot(ident) for ident in reversed(asked)), Slot(tag="pool", count=1)]
    quizzes.arrange_quiz(teacher, quiz_id=quiz, slots=slots, now=NOW)
    quizzes.change_quiz(
        teacher,
        quiz_id=quiz,
        title={"ko": "모두", "en": "All"},
        lesson_key="one/README.md",
        settings=RULES,
        is_published=True,
        now=NOW,
    )
    quizzes.make_quiz(teacher, course_id=course_id, title={"en": "Empty"}, now=NOW)
    return course_id


def exported(course_id: int, tmp_path: Path) -> Path:
    path = tmp_path / "course.zip"
    path.write_bytes(services.export_course(SYSTEM, course_id=course_id))
    return path


def take_in(world: World, path: Path, code: str) -> services.Taken:
    tree = read_course(path)
    return services.take_in(
        SYSTEM,
        centre_id=world.ids["centre"],
        code=code,
        titles=services.titles_of(tree),
        draft=services.draft_of(tree, source=path.name),
        now=NOW,
    )


def counts() -> tuple[int, int]:
    return tuple(  # type: ignore[return-value]
        db.session.scalar(select(func.count()).select_from(table)) for table in (QuizEdition, QuizQuestionVersion)
    )


def test_another_course_gets_the_same_quizzes(course: int, world: World, tmp_path: Path) -> None:
    copy = take_in(world, exported(course, tmp_path), "copy").course_id
    made = queries.made_quizzes(copy)
    assert made == queries.made_quizzes(course)
    assert [quiz.is_published for quiz in made.quizzes if quiz.title == {"ko": "모두", "en": "All"}] == [True]
    assert exported(copy, tmp_path).read_bytes() == services.export_course(SYSTEM, course_id=copy)


def test_the_same_again_changes_nothing(course: int, world: World, tmp_path: Path) -> None:
    path = exported(course, tmp_path)
    copy = take_in(world, path, "copy").course_id
    before = counts()
    assert take_in(world, path, "copy").number is None
    assert counts() == before
    assert queries.made_quizzes(copy) == queries.made_quizzes(course)


def test_what_instructors_changed_since_stays(course: int, world: World, tmp_path: Path) -> None:
    path = exported(course, tmp_path)
    copy = take_in(world, path, "copy").course_id
    quiz = next(quiz for quiz in reads.quizzes_of_course(copy, with_drafts=True) if quiz.is_published)
    quiz_id = quiz.id
    quizzes.arrange_quiz(SYSTEM, quiz_id=quiz_id, slots=[Slot(tag="pool", count=1)], now=NOW)
    take_in(world, path, "copy")
    assert reads.editions([quiz_id], None)[quiz_id].slots == [{"question_id": None, "tag": "pool", "count": 1}]


def test_a_copied_course_has_its_quizzes(course: int, world: World) -> None:
    taken = services.copy_course(
        actor(world, "admin"), course_id=course, centre_id=world.ids["centre"], code="c2", titles={"ko": "둘"}, now=NOW
    )
    assert queries.made_quizzes(taken.course_id) == queries.made_quizzes(course)


@pytest.mark.parametrize(
    "made",
    [
        {"quizzes": [{}]},
        {"questions": [{"key": "x", "tags": [], "kind": "riddle", "options": [], "accepted": [], "prompt": {}}]},
        {"quizzes": [{"key": "x" * 400, "title": {}, "lesson": "", "settings": {}, "is_published": 1, "slots": []}]},
        {"quizzes": [{"key": "x", "title": {"ko": 1}, "lesson": "", "settings": {}, "is_published": 1, "slots": []}]},
        {
            "quizzes": [
                {"key": "x", "title": {}, "lesson": "", "settings": {"minutes": -1}, "is_published": 1, "slots": []}
            ]
        },
        {"quizzes": 5},
        [1],
    ],
)
def test_a_zip_changed_by_hand_is_refused(course: int, tmp_path: Path, made: object) -> None:
    path = exported(course, tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "course.json":
                data = json.dumps({**json.loads(data), "made": made}).encode()
            new.writestr(name, data)
    path.write_bytes(stream.getvalue())
    with pytest.raises(Unreadable) as caught:
        read_course(path)
    assert caught.value.problem is Problem.BROKEN_MANIFEST
