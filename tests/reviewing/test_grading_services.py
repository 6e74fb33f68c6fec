"""From reviews to grades, checks, ratings, marks, appeals and questions, on a real database."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts.services import grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.assessments import access, queries, rules, services
from lms.assessments.models import (
    AppealEntry,
    Assignment,
    CheckEntry,
    CheckPick,
    Estimation,
    GradeEntry,
    Review,
    ReviewerMarkEntry,
    ReviewExclusion,
    ReviewRating,
    WorkEstimate,
)
from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit
from lms.core.actor import SYSTEM, Actor, Grant
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.transaction import transaction
from lms.notifications.models import Notice
from tests.world import NOW, World, actor

CLASS = ("ada", "bo", "cy", "dan")
OVER = NOW + timedelta(days=3)
BEST = {0: 4, 1: 4}


LEVELS = {"ada": 2, "bo": 3, "cy": 2, "dan": 3}


def review_all(
    world: World, *, strategy: str = "calibrated", but: tuple[str, ...] = (), levels: dict[str, int] = LEVELS
) -> int:
    """Everybody gives what they owe, each with a level of their own; the assignment."""
    task = world.ids["assignment"]
    with transaction():
        row = db.session.get_one(Assignment, task)
        row.strategy, row.check_budget = strategy, 1
        audit.record(SYSTEM, "assignment.set", row)
    for name, level in levels.items():
        if name in but:
            continue
        person = actor(world, name)
        for duty in queries.duties_of(person.user_id or 0, open_at=NOW):
            services.give_review(
                person, review_id=duty.review_id, levels={0: level, 1: 3}, comment="This helps you.", now=NOW
            )
    return task


def settle(task: int, **more) -> int:
    return services.settle_grades(SYSTEM, assignment_id=task, now=OVER, **more)


def rate_all(world: World, name: str, task: int, value: int | None = 75) -> None:
    person = actor(world, name)
    ids = queries.unrated_reviews(task, person.user_id or 0)
    services.rate_reviews(
        person, assignment_id=task, values=dict.fromkeys(ids, value), thanks=dict.fromkeys(ids, "Thanks"), now=OVER
    )


def another_teacher(world: World) -> Actor:
    person = register_person(SYSTEM, email="second@example.org", name="Second Teacher", now=NOW)
    grant_role(
        SYSTEM, person_id=person.id, role=Role.INSTRUCTOR, scope=Scope.COHORT, scope_id=world.ids["running"], now=NOW
    )
    return Actor(person.id, "Second", frozenset({Grant(Role.INSTRUCTOR, "cohort", world.ids["running"])}))


def test_a_settled_grade_prints_itself(app: Flask, world: World) -> None:
    task = review_all(world)
    assert settle(task) >= 1
    for name in CLASS:
        entry = queries.grade_of(world.ids[f"work-{name}"])
        if entry is None:
            continue
        told = rules.explained(entry.facts)
        assert told is not None
        assert told.peers is not None
        assert sum(line.points for line in told.peers.lines) == told.peers.grade
        assert Decimal(str(entry.points)) == told.sum.points
    assert settle(task) == 0
    assert len(db.session.scalars(select(Estimation)).all()) == 1
    assert len(db.session.scalars(select(WorkEstimate)).all()) == 4


def test_fewer_than_two_reviews_are_not_published(app: Flask, world: World) -> None:
    task = review_all(world, but=("ada", "bo", "cy"))
    assert settle(task) == 0
    lines = queries.grading_lines(task)
    assert {line.verdict for line in lines} == {"too_few_reviews"}
    assert all(rules.needs(line, pass_line=60) in {"too_few_reviews", "spot_check"} for line in lines)


def test_the_budget_is_picked_once_and_graded_blind(app: Flask, world: World, sign_in) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    settle(task)
    picks = db.session.scalars(select(CheckPick)).all()
    assert [pick.reason for pick in picks] == ["drawn"]
    work = picks[0].submission_id
    browser = sign_in("teacher")
    hidden = browser.get(f"/assignments/work/{work}/grading")
    assert hidden.status_code == 302
    page = browser.get(f"/assignments/work/{work}/check").text
    assert "This helps you." not in page
    assert not any(f"Person {name}" in page for name in CLASS)
    data = {"level-0": "1", "level-1": "0", "comment": "Seen."}
    assert browser.post(f"/assignments/work/{work}/check", data=data).status_code == 302
    assert browser.post(f"/assignments/work/{work}/check", data=data).status_code == 409
    check = db.session.scalar(select(CheckEntry))
    assert (check.points, check.is_blind, check.levels) == (12.5, True, [1, 0])
    grade = queries.grade_of(work)
    assert (grade.points, grade.source) == (12.5, "instructor")
    assert "This helps you." in browser.get(f"/assignments/work/{work}/grading").text


def test_two_instructors_never_have_the_same_check_open(app: Flask, world: World) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    second = another_teacher(world)
    work = services.take_check(actor(world, "teacher"), assignment_id=task, now=OVER)
    assert services.take_check(second, assignment_id=task, now=OVER) is None
    with pytest.raises(Refused) as refused:
        services.check_work(second, submission_id=work, levels=BEST, comment="", now=OVER)
    assert refused.value.reason is WhyNotGrade.HELD_BY_ANOTHER
    late = OVER + timedelta(hours=1)
    assert services.take_check(second, assignment_id=task, now=late) == work


def test_a_published_grade_falls_only_when_the_instructor_says_so(app: Flask, world: World) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    work = world.ids["work-ada"]
    before = queries.grade_of(work).points
    best = max(queries.reviews_for_staff(work), key=lambda review: review.levels)
    with transaction():
        row = db.session.get_one(Review, best.review_id)
        row.levels = [2, 2]
        audit.record(SYSTEM, "assignment.set", row)
    assert settle(task) == 0
    assert queries.grade_of(work).points == before
    assert settle(task, may_lower=True, reason="a slip") == 1
    assert queries.grade_of(work).points < before
    assert [step.reason for step in queries.grade_history(work)] == ["a slip", ""]


def test_one_score_can_be_taken_out_with_a_reason(app: Flask, world: World) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    teacher, work = actor(world, "teacher"), world.ids["work-ada"]
    worst = min(queries.reviews_for_staff(work), key=lambda review: review.levels)
    before = queries.grade_of(work).points
    with pytest.raises(Refused):
        services.exclude_review(teacher, review_id=worst.review_id, is_excluded=True, reason=" ", now=OVER)
    services.exclude_review(teacher, review_id=worst.review_id, is_excluded=True, reason="wrong file", now=OVER)
    services.exclude_review(teacher, review_id=worst.review_id, is_excluded=True, reason="wrong file", now=OVER)
    assert len(db.session.scalars(select(ReviewExclusion)).all()) == 1
    assert queries.grade_of(work).points > before
    assert len(queries.grade_of(work).facts["reviews"]) == 2
    services.exclude_review(teacher, review_id=worst.review_id, is_excluded=False, reason="right after all", now=OVER)
    assert queries.grade_of(work).points == before
    with pytest.raises(NotFound):
        services.exclude_review(
            actor(world, "other-teacher"), review_id=worst.review_id, is_excluded=True, reason="no", now=OVER
        )


def test_the_total_shows_after_the_reviews_were_rated(app: Flask, world: World, sign_in) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    points = f"{queries.grade_of(world.ids['work-ada']).points:.1f}"
    browser = sign_in("ada")
    page = browser.get(f"/assignments/{task}/grade").text
    assert "This helps you." in page
    assert f">{points}<" not in page
    assert f">{points}<" not in browser.get("/assignments/").text
    ids = re.findall(r'name="thanks-(\d+)"', page)
    assert len(ids) == 3
    data = {f"helpful-{ids[0]}": "100", f"thanks-{ids[0]}": "That <b>helped</b>"}
    assert browser.post(f"/assignments/{task}/grade/ratings", data=data).status_code == 302
    assert browser.post(f"/assignments/{task}/grade/ratings", data=data).status_code == 409
    shown = browser.get(f"/assignments/{task}/grade").text
    assert f">{points}<" in shown
    assert not any(f"Person {name}" in shown for name in ("bo", "cy", "dan"))
    assert f"{points}" in browser.get("/assignments/").text
    assert sorted((row.value is None, row.thanks) for row in db.session.scalars(select(ReviewRating))) == [
        (False, "That <b>helped</b>"),
        (True, ""),
        (True, ""),
    ]


def test_a_grade_by_the_instructor_is_explained_to_its_author(app: Flask, world: World, sign_in) -> None:
    task = review_all(world)
    services.check_work(
        actor(world, "teacher"),
        submission_id=world.ids["work-ada"],
        levels={0: 3, 1: 4},
        comment="Read twice.",
        now=OVER,
    )
    settle(task)
    rate_all(world, "ada", task)
    grade = queries.grade_of(world.ids["work-ada"])
    assert grade.source == "instructor"
    page = sign_in("ada").get(f"/assignments/{task}/grade")
    assert page.status_code == 200
    assert "Read twice." in page.text
    assert f"= <strong>{grade.points:.1f}</strong>" in page.text


def test_revenge_is_left_out_and_said_so(app: Flask, world: World, sign_in) -> None:
    """ada gives everybody the lowest levels; all rate her at zero."""
    task = review_all(world, levels=LEVELS | {"ada": 0})
    settle(task)
    for name in CLASS:
        rate_all(world, name, task, value=0 if name != "ada" else 100)
    settle(task)
    mark = queries.reviewer_marks(world.ids["running"])[world.people["ada"]]
    assert mark.facts["discarded"] == 3
    assert mark.facts["on_time"] == mark.facts["assigned"] == 3
    assert "usefulness" not in {part[0] for part in mark.facts["parts"]}
    page = sign_in("ada").get(f"/assignments/reviewing-mark/{world.ids['running']}").text
    lines, total = rules.mark_lines(mark.facts)
    assert sum(line.points for line in lines) == total
    assert f"<strong>{total}</strong>" in page
    assert len(db.session.scalars(select(ReviewerMarkEntry)).all()) >= 4


def test_an_appeal_goes_to_somebody_else_and_the_token_comes_back(app: Flask, world: World) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    ada, teacher, second = actor(world, "ada"), actor(world, "teacher"), another_teacher(world)
    work = world.ids["work-ada"]
    with pytest.raises(Refused) as refused:
        services.file_appeal(ada, assignment_id=task, reasons={0: "It has three sources."}, now=OVER)
    assert refused.value.reason is WhyNotGrade.RATE_FIRST
    rate_all(world, "ada", task)
    with pytest.raises(Refused) as refused:
        services.file_appeal(ada, assignment_id=task, reasons={0: "  ", 9: "beyond"}, now=OVER)
    assert refused.value.reason is WhyNotGrade.NOTHING_NAMED
    services.override_grade(teacher, submission_id=work, points=60, reason="seen", now=OVER)
    services.file_appeal(ada, assignment_id=task, reasons={0: "It has three sources."}, now=OVER)
    with pytest.raises(Refused) as refused:
        services.file_appeal(ada, assignment_id=task, reasons={0: "Again."}, now=OVER)
    assert refused.value.reason is WhyNotGrade.APPEAL_OPEN
    decision = {"submission_id": work, "is_upheld": True, "levels": BEST, "answer": "Right.", "now": OVER}
    with pytest.raises(Refused) as refused:
        services.decide_appeal(teacher, **decision)
    assert refused.value.reason is WhyNotGrade.GRADED_IT_YOURSELF
    services.decide_appeal(second, **decision)
    with pytest.raises(Refused) as refused:
        services.decide_appeal(second, **decision)
    assert refused.value.reason is WhyNotGrade.NO_APPEAL
    assert (queries.grade_of(work).points, queries.grade_of(work).reason) == (100.0, "Right.")
    services.file_appeal(ada, assignment_id=task, reasons={1: "And this."}, now=OVER)
    services.withdraw_appeal(ada, assignment_id=task, now=OVER)
    kinds = [(row.turn, row.kind) for row in db.session.scalars(select(AppealEntry).order_by(AppealEntry.id))]
    assert kinds == [(1, "filed"), (1, "upheld"), (2, "filed"), (2, "withdrawn")]
    assert db.session.scalars(select(GradeEntry).where(GradeEntry.submission_id == work)).all()[-1].points == 100.0


def test_a_rejected_appeal_uses_the_token_up(app: Flask, world: World) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    rate_all(world, "bo", task)
    bo = actor(world, "bo")
    services.file_appeal(bo, assignment_id=task, reasons={0: "Please look."}, now=OVER)
    before = queries.grade_of(world.ids["work-bo"]).points
    services.decide_appeal(
        actor(world, "teacher"),
        submission_id=world.ids["work-bo"],
        is_upheld=False,
        levels={},
        answer="The rubric says so.",
        now=OVER,
    )
    assert queries.grade_of(world.ids["work-bo"]).points == before
    with pytest.raises(Refused) as refused:
        services.file_appeal(bo, assignment_id=task, reasons={0: "Please look."}, now=OVER)
    assert refused.value.reason is WhyNotGrade.USED_UP
    assert any("이의신청" in text["ko"] for text in db.session.scalars(select(Notice.text)))


def test_questions_cost_nothing_and_name_nobody(app: Flask, world: World, sign_in) -> None:
    task = review_all(world, strategy="mean")
    settle(task)
    rate_all(world, "ada", task)
    ada, work = actor(world, "ada"), world.ids["work-ada"]
    review = queries.reviews_for_staff(work)[0]
    writer = next(name for name in CLASS if world.people[name] == review.reviewer_id)
    services.ask_about(ada, assignment_id=task, review_id=review.review_id, body="Which part?", now=OVER)
    services.ask_about(ada, assignment_id=task, review_id=None, body="What next?", now=OVER)
    other = queries.reviews_for_staff(world.ids["work-bo"])[0].review_id
    with pytest.raises(NotFound):
        services.ask_about(ada, assignment_id=task, review_id=other, body="Whose?", now=OVER)
    browser = sign_in(writer)
    page = browser.get(f"/assignments/reviews/{review.review_id}").text
    assert "Which part?" in page
    assert "What next?" not in page
    assert "Person ada" not in page
    browser.post(f"/assignments/reviews/{review.review_id}/answer", data={"body": "The second."})
    sign_in("teacher").post(f"/assignments/work/{work}/answer", data={"body": "Read it again."})
    answers = sign_in("ada").get(f"/assignments/{task}/grade").text
    assert "The second." in answers
    assert "Read it again." in answers
    assert f"Person {writer}" not in answers
    services.file_appeal(ada, assignment_id=task, reasons={0: "A question took no token."}, now=OVER)


def test_practice_shows_the_signed_error_and_stays_practice(app: Flask, world: World, sign_in) -> None:
    task, browser = world.ids["open_assignment"], sign_in("ada")
    pieces = queries.exemplars(task)
    assert browser.post(f"/assignments/exemplars/{pieces[0].id}", data={"level-0": "1"}).status_code == 409
    answer = browser.post(f"/assignments/exemplars/{pieces[0].id}", data={"level-0": "1", "level-1": "4"})
    assert answer.status_code == 302
    page = browser.get(f"/assignments/{task}/practice").text
    assert "-75" in page
    assert "Exemplar 2" in page
    again = browser.post(f"/assignments/exemplars/{pieces[0].id}", data={"level-0": "1", "level-1": "4"})
    assert again.status_code == 409
    teacher = actor(world, "teacher")
    with pytest.raises(Refused) as refused:
        services.set_exemplar(teacher, assignment_id=task, number=1, body="new", levels=BEST, comment="", now=NOW)
    assert refused.value.reason is WhyNotGrade.EXEMPLARS_IN_USE
    assert access.practice_distances(teacher, world.ids["running"]) == {world.people["ada"]: 37.5}
    assert queries.own_reviews(task, world.people["ada"]) == []
    with pytest.raises(NotAllowed):
        access.practice_distances(actor(world, "ada"), world.ids["running"])


def test_the_instructor_s_part_is_weighed_and_counts_once(app: Flask, world: World) -> None:
    task = review_all(world, strategy="calibrated")
    with transaction():
        row = db.session.get_one(Assignment, task)
        row.peer_weight, row.instructor_weight = 60, 40
        audit.record(SYSTEM, "assignment.set", row)
    assert settle(task) == 0
    work = world.ids["work-ada"]
    services.check_work(actor(world, "teacher"), submission_id=work, levels=BEST, comment="", now=OVER)
    entry = queries.grade_of(work)
    assert entry.source == "peers"
    told = rules.explained(entry.facts)
    assert told.parts.instructor == Decimal("100.0")
    assert told.peers.verdict == "publishable"
    assert told.sum.points == Decimal(str(entry.points))


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("teacher", "/assignments/{assignment}/grading"),
        ("teacher", "/assignments/{assignment}/grading?sort=sd"),
        ("teacher", "/assignments/reviewers/{running}"),
        ("teacher", "/assignments/work/{work-ada}/grading"),
        ("teacher", "/assignments/{open_assignment}/exemplars"),
        ("ada", "/assignments/{assignment}/grade"),
        ("ada", "/assignments/reviewing-mark/{running}"),
    ],
)
def test_pages_before_and_after_grades(app: Flask, world: World, sign_in, who: str, address: str) -> None:
    browser = sign_in(who)
    assert browser.get(address.format(**world.ids)).status_code == 200
    task = review_all(world)
    services.check_work(actor(world, "teacher"), submission_id=world.ids["work-bo"], levels=BEST, comment="", now=NOW)
    settle(task)
    assert browser.get(address.format(**world.ids)).status_code in (200, 302)


def test_files_of_a_check_come_without_their_author(app: Flask, world: World, sign_in) -> None:
    """bo's file is called after him; whoever grades it blind gets it under another name."""
    bo, task = actor(world, "bo"), world.ids["files-assignment"]
    services.attach_files(bo, assignment_id=task, uploads=[("bo.py", b"print(1)\n")], now=NOW)
    submission = services.submit_work(bo, assignment_id=task, body="With a file.", now=NOW).id
    address = f"/assignments/work/{submission}/check"
    browser = sign_in("teacher")
    page = browser.get(address).text
    assert "bo.py" not in page
    name = re.search(r">(work-[A-Z2-9]{6}-1\.\w+)<", page)[1]
    answer = browser.get(f"{address}/files/1")
    assert answer.status_code == 200
    assert name in answer.headers["Content-Disposition"]
    answer.close()
    assert browser.get(f"{address}/files/2").status_code == 404
    assert sign_in("other-teacher").get(f"{address}/files/1").status_code == 404
