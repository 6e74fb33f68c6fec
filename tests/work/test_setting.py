"""Setting, changing and copying assignments; rubrics, teams, extensions, the second round."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.assessments import queries, rules, services
from lms.assessments.forms import criteria_from_form
from lms.assessments.models import Assignment, ExtensionEntry, RubricVersion, SubmissionMember
from lms.assessments.standard_rubric import STANDARD
from lms.assessments.types import Criterion, HandIn, Settings, WhyNot, Window
from lms.assessments.types.handing_in import WhyNotHandIn
from lms.assessments.types.setting import Stage, WhyNotSet
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from tests.assessments.test_services import review_all
from tests.world import NOW, World, actor

DAY = timedelta(days=1)
WINDOW = Window(NOW, NOW + 7 * DAY, NOW + 10 * DAY)
LEVEL = {"ko": "단계", "en": "level"}
TITLE = {"ko": "제목", "en": "Title"}


@pytest.mark.parametrize(
    ("title", "window", "settings", "expected"),
    [
        (TITLE, WINDOW, Settings(), None),
        ({"en": "Only English"}, WINDOW, Settings(), None),
        ({"ko": " "}, WINDOW, Settings(), WhyNotSet.NO_TITLE),
        (TITLE, Window(NOW, NOW, NOW + DAY), Settings(), WhyNotSet.DATES_REVERSED),
        (TITLE, Window(NOW, NOW + DAY, NOW), Settings(), WhyNotSet.DATES_REVERSED),
        (TITLE, WINDOW, Settings(peer_weight=90), WhyNotSet.SHARES),
        (TITLE, WINDOW, Settings(peer_weight=120, instructor_weight=-20), WhyNotSet.SHARES),
        (TITLE, WINDOW, Settings(hand_in=HandIn(False)), WhyNotSet.NOTHING_ASKED),
    ],
)
def test_why_not_setting(title, window, settings, expected) -> None:
    assert rules.why_not_setting(title, window, settings) == expected


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (STANDARD, None),
        ((), WhyNotSet.NO_CRITERION),
        ((Criterion({"en": " "}, (LEVEL,) * 3, 1.0),), WhyNotSet.NO_CRITERION),
        ((Criterion(TITLE, (LEVEL,), 1.0),), WhyNotSet.FEW_LEVELS),
        ((Criterion(TITLE, (LEVEL,) * 11, 1.0),), WhyNotSet.MANY_LEVELS),
        ((Criterion(TITLE, (LEVEL,) * 10, 0.0),), WhyNotSet.BAD_WEIGHT),
        ((Criterion(TITLE, (LEVEL,) * 2, float("nan")),), WhyNotSet.BAD_WEIGHT),
    ],
)
def test_why_not_rubric(criteria, expected) -> None:
    assert rules.why_not_rubric(criteria) == expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [([1, 1, 1], [34, 33, 33]), ([40, 30, 20, 10], [40, 30, 20, 10]), ([0.5, 0.25, 0.25], [50, 25, 25]), ([], [])],
)
def test_weights_are_shown_in_percent_that_add_up(weights, expected) -> None:
    assert rules.percents(weights) == expected


@pytest.mark.parametrize(
    ("after", "stage"), [(-DAY, Stage.UPCOMING), (DAY, Stage.OPEN), (8 * DAY, Stage.REVIEWING), (11 * DAY, Stage.OVER)]
)
def test_stages(after: timedelta, stage: Stage) -> None:
    assert rules.stage_of(WINDOW, NOW + after) is stage


@pytest.mark.parametrize(("count", "size", "sizes"), [(10, 3, [3, 3, 4]), (6, 3, [3, 3]), (2, 5, [2]), (0, 3, [])])
def test_teams_by_chance_are_even_and_repeatable(count: int, size: int, sizes: list[int]) -> None:
    people = list(range(count))
    teams = rules.teams_by_chance(people, size=size, seed="x")
    assert sorted(len(team) for team in teams) == sizes
    assert sorted(person for team in teams for person in team) == people
    assert rules.teams_by_chance(people[::-1], size=size, seed="x") == teams


def test_criteria_are_read_from_their_fields() -> None:
    values = {
        "name-ko-0": "기준", "name-en-0": "Criterion", "levels-ko-0": "나쁨\n좋음", "levels-en-0": "bad\n\ngood\nbest",
        "weight-0": "2.5", "comment-0": "1", "name-ko-1": "", "levels-ko-1": "", "weight-1": "10", "weight-x": "1",
        "name-en-2": "No weight", "weight-2": "much",
    }  # fmt: skip
    assert criteria_from_form(values) == [
        Criterion(
            {"ko": "기준", "en": "Criterion"},
            ({"ko": "나쁨", "en": "bad"}, {"ko": "좋음", "en": "good"}, {"en": "best"}),
            0.025,
            True,
        ),
        Criterion({"en": "No weight"}, (), 0.0),
    ]


def change(world: World, name: str, *, window: Window | None = None, **settings: object) -> None:
    found = queries.setting_of(world.ids[name])
    assert found is not None
    services.change_assignment(
        actor(world, "teacher"),
        assignment_id=world.ids[name],
        title=found.card.title,
        brief=found.brief,
        window=window or found.card.window,
        settings=replace(found.settings, **settings),
        strategy=found.strategy,
    )


@pytest.mark.parametrize(
    ("name", "settings", "reason"),
    [
        ("files-assignment", {"is_team": True}, WhyNotSet.WORK_IS_IN),
        ("files-assignment", {"anonymity": "open"}, WhyNotSet.WORK_IS_IN),
        ("assignment", {"reviews_each": 5}, WhyNotSet.HANDED_OUT),
        ("assignment", {"allocation": "queue"}, WhyNotSet.HANDED_OUT),
        ("open_assignment", {"peer_weight": 1}, WhyNotSet.SHARES),
    ],
)
def test_what_people_rely_on_stays(app: Flask, world: World, name, settings, reason) -> None:
    with pytest.raises(Refused) as refused:
        change(world, name, **settings)
    assert refused.value.reason is reason


def test_the_close_stays_once_reviews_are_out_and_the_rest_changes(app: Flask, world: World) -> None:
    found = queries.setting_of(world.ids["assignment"])
    assert found is not None
    old = found.card.window
    with pytest.raises(Refused) as refused:
        change(world, "assignment", window=Window(old.opens_at, old.closes_at + DAY, old.review_closes_at + DAY))
    assert refused.value.reason is WhyNotSet.HANDED_OUT
    change(world, "assignment", pass_line=70, weight=2.0)
    row = db.session.get_one(Assignment, world.ids["assignment"])
    assert (row.pass_line, row.weight) == (70, 2.0)


def test_a_new_rubric_version_leaves_given_reviews_alone(app: Flask, world: World) -> None:
    teacher, task = actor(world, "teacher"), world.ids["assignment"]
    assert services.change_rubric(teacher, assignment_id=task, criteria=STANDARD, now=NOW) == 2
    numbers = db.session.scalars(sa.select(RubricVersion.number).where(RubricVersion.assignment_id == task))
    assert sorted(numbers) == [1, 2]
    with pytest.raises(Refused) as refused:
        services.change_rubric(teacher, assignment_id=task, criteria=STANDARD, now=NOW)
    assert refused.value.reason is WhyNotSet.UNCHANGED
    with pytest.raises(NotAllowed):
        services.change_rubric(actor(world, "ada"), assignment_id=task, criteria=STANDARD, now=NOW)


def test_the_catalogue_belongs_to_the_centre(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.keep_rubric(
            actor(world, "teacher"), cohort_id=world.ids["running"], name="Reports ", criteria=STANDARD, now=NOW
        )
    assert refused.value.reason is WhyNotSet.NAME_TAKEN
    with pytest.raises(NotFound):
        services.drop_rubric(
            actor(world, "other-admin"), cohort_id=world.ids["elsewhere"], template_id=world.ids["rubric"]
        )
    services.drop_rubric(actor(world, "teacher"), cohort_id=world.ids["running"], template_id=world.ids["rubric"])
    assert queries.catalogue_of([world.ids["centre"]]) == []


def extend(world: World, who: str, until, reason: str = "ill") -> int:
    return services.extend(
        actor(world, "teacher"),
        assignment_id=world.ids["open_assignment"],
        person_ids=[world.people[who]],
        until=until,
        reason=reason,
        now=NOW,
    )


def test_an_extension_opens_the_door_for_one_person_and_is_taken_back(app: Flask, world: World) -> None:
    task, late = world.ids["open_assignment"], NOW + 5 * DAY
    assert extend(world, "ada", NOW + 6 * DAY) == 1
    terms = queries.terms_for(task, world.people["ada"])
    assert terms is not None
    assert (terms.window.closes_at, terms.is_extended) == (NOW + 6 * DAY, True)
    with pytest.raises(Refused) as refused:
        services.submit_work(actor(world, "bo"), assignment_id=task, body="text", now=late)
    assert refused.value.reason is WhyNot.CLOSED
    extend(world, "ada", None, "well again")
    extend(world, "ada", NOW + 7 * DAY)
    work = services.submit_work(actor(world, "ada"), assignment_id=task, body="text", now=late)
    assert work.late_off == 0
    rows = db.session.scalars(sa.select(ExtensionEntry).order_by(ExtensionEntry.id)).all()
    assert [row.supersedes_id for row in rows] == [None, rows[0].id, rows[1].id]


@pytest.mark.parametrize(
    ("who", "days", "reason", "expected"),
    [
        ("ada", 1, "ill", WhyNotSet.NOT_LATER),
        ("ada", 6, " ", WhyNotSet.NO_REASON),
        ("outsider", 6, "ill", WhyNotSet.NOBODY),
    ],
)
def test_extensions_that_are_refused(app: Flask, world: World, who, days, reason, expected) -> None:  # noqa: PLR0917
    with pytest.raises(Refused) as refused:
        extend(world, who, NOW + days * DAY, reason)
    assert refused.value.reason is expected


def test_a_team_hands_in_once_and_shares_work_and_extension(app: Flask, world: World) -> None:
    teacher, task = actor(world, "teacher"), world.ids["open_assignment"]
    names = {world.people["ada"]: "red", world.people["bo"]: "red", world.people["cy"]: "blue", 99_999: "red"}
    assert services.set_teams(teacher, assignment_id=task, names=names, now=NOW) == 2
    assert extend(world, "ada", NOW + 6 * DAY) == 2
    work = services.submit_work(actor(world, "bo"), assignment_id=task, body="ours", now=NOW)
    members = db.session.scalars(
        sa.select(SubmissionMember.person_id).where(SubmissionMember.submission_id == work.id)
    ).all()
    assert set(members) == {world.people["ada"], world.people["bo"]}
    again = services.submit_work(
        actor(world, "ada"), assignment_id=task, body="ours too", now=NOW + timedelta(minutes=5)
    )
    assert (again.id, again.version) == (work.id, 2)
    with pytest.raises(Refused) as refused:
        services.submit_work(actor(world, "dan"), assignment_id=task, body="mine", now=NOW)
    assert refused.value.reason is WhyNotHandIn.NO_TEAM
    with pytest.raises(Refused) as refused:
        services.draw_teams(teacher, assignment_id=task, size=2, seed="1", now=NOW)
    assert refused.value.reason is WhyNotSet.WORK_IS_IN


def test_teams_are_drawn_and_read_from_a_list(app: Flask, world: World, sign_in) -> None:
    task, teacher = world.ids["open_assignment"], sign_in("teacher")
    address = f"/assignments/{task}/teams"
    assert teacher.post(address, data={"draw": "1", "size": "2", "seed": "s"}).status_code == 302
    drawn = queries.teams_of(task)
    assert [len(team.members) for team in drawn] == [2, 2]
    lines = "Ada@example.org, north\nbo@example.org,north\n\nghost@example.org,x"
    answer = teacher.post(address, data={"import": "1", "lines": lines})
    assert answer.status_code == 422
    assert "4: ghost@example.org" in answer.text
    assert queries.teams_of(task) == drawn
    assert teacher.post(address, data={"import": "1", "lines": lines[: lines.index("\n\n")]}).status_code == 302
    assert [(team.name, len(team.members)) for team in queries.teams_of(task)] == [("north", 2)]


def test_five_fields_set_an_assignment(app: Flask, world: World, sign_in) -> None:
    teacher = sign_in("teacher")
    page = teacher.get("/assignments/new").text
    fields = {"late_points": "10", "late_days": "3", "peer_weight": "100", "instructor_weight": "0", "weight": "1.0"}
    fields |= {"pass_line": "60", "reviews_each": "3", "extra_reviews": "2", "takes_text": "y"}
    for name, value in fields.items():
        assert f'name="{name}"' in page
        assert f'value="{value}"' in page
    five = {
        "cohort_id": str(world.ids["running"]), "title_ko": "새 과제", "brief_ko": "# 하십시오",
        "closes_at": (NOW + 3 * DAY).strftime("%Y-%m-%dT%H:%M"), "rubric": "standard",
    }  # fmt: skip
    chosen = {"late_form": "none", "allocation": "balanced", "anonymity": "double", "strategy": "calibrated"}
    answer = teacher.post("/assignments/new", data=five | fields | chosen)
    assert answer.status_code == 302
    row = db.session.scalars(sa.select(Assignment).order_by(Assignment.id.desc()).limit(1)).one()
    assert (row.title, row.anonymity, row.hand_in["text"], row.reviews_each) == ({"ko": "새 과제"}, "double", True, 3)
    assert "하십시오</h" in row.brief_html["ko"]
    copied = teacher.get(f"/assignments/new?copy={row.id}").text
    assert "새 과제" in copied
    elsewhere = teacher.post("/assignments/new", data=five | fields | chosen | {"cohort_id": str(world.ids["other"])})
    assert elsewhere.status_code == 404
    preview = teacher.post("/assignments/new", data=five | fields | chosen | {"preview": "1"})
    assert ">하십시오</h" in preview.text
    edit = f"/assignments/{row.id}/edit"
    assert teacher.get(edit).status_code == 200
    changed = teacher.post(edit, data=five | fields | chosen | {"title_ko": "고친 과제"})
    assert changed.status_code == 302
    db.session.expire_all()
    assert db.session.get_one(Assignment, row.id).title == {"ko": "고친 과제"}
    bad = teacher.post(edit, data=five | fields | chosen | {"title_ko": "", "title_en": ""})
    assert bad.status_code == 409


def test_the_rubric_editor_adds_saves_and_keeps(app: Flask, world: World, sign_in) -> None:
    teacher, address = sign_in("teacher"), f"/assignments/{world.ids['open_assignment']}/rubric"
    fields = {"name-en-0": "One", "levels-en-0": "bad\ngood", "weight-0": "3"}
    more = teacher.post(address, data=fields | {"add": "1"}).text
    assert 'name="weight-1"' in more
    assert teacher.post(address, data=fields).status_code == 302
    kept = teacher.post(address, data=fields | {"keep": "1", "name": "Short"})
    assert kept.location.endswith(f"/assignments/rubrics/{world.ids['running']}")
    assert "Short" in teacher.get(kept.location).text
    assert teacher.post(address, data=fields | {"levels-en-0": "only"}).status_code == 409
    shown = teacher.get(f"{address}?from=standard").text
    assert STANDARD[0].name["en"] in shown


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a "), ("taken", "b"), ("added", "x"), ("same", " c")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("taken", "old")]),
    ],
)
def test_differences_word_by_word(before, after, expected) -> None:
    assert rules.differences(before, after) == expected


def test_a_second_round_shows_changes_and_what_became_of_comments(app: Flask, world: World, sign_in) -> None:
    review_all(world)
    task, ada = world.ids["assignment"], actor(world, "ada")
    teacher = actor(world, "teacher")
    services.override_grade(teacher, submission_id=world.ids["work-ada"], points=75, reason="seen", now=NOW)
    with pytest.raises(Refused) as refused:
        services.open_second_round(teacher, assignment_id=world.ids["open_assignment"], until=NOW + DAY, now=NOW)
    assert refused.value.reason is WhyNotSet.NOT_ENDED
    services.open_second_round(teacher, assignment_id=task, until=NOW + 9 * DAY, now=NOW)
    work = services.submit_work(ada, assignment_id=task, body="Work of ada, improved", now=NOW + timedelta(hours=1))
    assert (work.round, work.version, work.late_off) == (2, 2, 0)
    reviewed = queries.reviewed_version(work.id)
    assert reviewed is not None
    assert reviewed.body == "Work of ada"
    browser = sign_in("ada")
    page = browser.get(f"/assignments/{task}/changes").text
    assert "<ins>" in page
    review = queries.reviews_to_read(work.id)[0].review_id
    address = f"/assignments/{task}/changes/{review}"
    assert browser.post(address, data={"is_addressed": "1", "sentence": "I did."}).status_code == 302
    assert browser.post(address, data={"is_addressed": "0", "sentence": "Not all of it."}).status_code == 302
    assert browser.post(address, data={"is_addressed": "1", "sentence": " "}).status_code == 409
    assert queries.comment_answers(work.id) == {review: (False, "Not all of it.")}
    assert sign_in("bo").post(address, data={"is_addressed": "1", "sentence": "x"}).status_code == 404
    assert "Not all of it." in sign_in("teacher").get(f"/assignments/work/{work.id}/changes").text
