"""Nobody learns from any page, file, mail or list who the other one is; names are canaries."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.models import Person
from lms.accounts.services import make_token
from lms.assessments import anonymity, queries, services
from lms.assessments.models import Review, Submission
from lms.assessments.types import Anonymity, Criterion, HandIn, Settings, Window
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.holdings import contents
from lms.notifications.models import Notice, OutboxMessage
from tests.core.test_cleaning import CANARY, docx, everything_in
from tests.world import NOW, World, actor

DAY = timedelta(days=1)
NAMES = ("ada", "bo", "cy", "dan")
LINK = re.compile(r'(?:href|hx-get|src)="(/[^"#]*)')
CLASS_LIST = "/assignments/apart/"
"""The whole class to choose from for whom one wants to be kept apart: it says nothing about who wrote what."""
LEAVING = re.compile(r"^/(static|accounts/sign-out)|/remove$")


def test_a_pseudonym_is_good_for_one_viewer_and_one_piece() -> None:
    seen = {anonymity.pseudonym(secret, viewer) for secret in ("AAAAAA", "BBBBBB") for viewer in (1, 2)}
    assert len(seen) == 4
    assert anonymity.pseudonym("AAAAAA", 1) == anonymity.pseudonym("AAAAAA", 1)
    assert all(re.fullmatch("[A-Z2-9]{6}", each) for each in seen)


@pytest.mark.parametrize(
    ("mode", "author", "reviewer", "address", "file"),
    [
        (Anonymity.DOUBLE, None, "R1", False, "work-L-2.py"),
        (Anonymity.SINGLE, "Kim", "R1", True, "kim.py"),
        (Anonymity.OPEN, "Kim", "Lee", True, "kim.py"),
    ],
)
def test_one_switch_decides_what_is_shown(mode, author, reviewer, address, file) -> None:
    expected = author or anonymity.pseudonym("S", 1)
    assert anonymity.author_shown(mode, secret="S", viewer_id=1, names=["Kim"]) == expected
    assert anonymity.reviewer_shown(mode, alias="R1", name="Lee") == reviewer
    assert anonymity.shows_repository(mode) is address
    assert anonymity.file_shown(mode, label="L", number=2, name="kim.py", media_type="text/plain") == file


@pytest.mark.parametrize(
    ("name", "media_type", "ending"),
    [("kim.docx", "application/pdf", "pdf"), ("kim.lee", "text/plain", "txt"), ("kim", "image/jpeg", "jpg")],
)
def test_a_file_s_ending_comes_from_its_content(name: str, media_type: str, ending: str) -> None:
    shown = anonymity.file_shown(Anonymity.DOUBLE, label="L", number=1, name=name, media_type=media_type)
    assert shown == f"work-L-1.{ending}"


def play(world: World, mode: Anonymity = Anonymity.DOUBLE) -> int:
    """A whole round with files of telling names; its assignment."""
    level = {"ko": "단계", "en": "level"}
    window = Window(NOW - 6 * DAY, NOW - 3 * DAY, NOW + 3 * DAY)
    task = services.set_assignment(
        SYSTEM,
        cohort_id=world.ids["running"],
        title={"ko": "익명 과제", "en": "Blind task"},
        brief={"ko": "하십시오", "en": "Do it"},
        criteria=[Criterion({"ko": "기준", "en": "criterion"}, (level,) * 5, 1.0)],
        window=window,
        now=NOW - 6 * DAY,
        strategy="mean",
        settings=Settings(hand_in=HandIn(True, True, True), anonymity=mode),
    )
    for name in NAMES:
        person, at = actor(world, name), NOW - 5 * DAY
        services.attach_files(person, assignment_id=task.id, uploads=[(f"Person {name}.docx", docx())], now=at)
        address = f"https://github.com/{name}-canary/work"
        services.submit_work(
            person, assignment_id=task.id, body=f"Text {name[0]}", repository=address, commit_id="0a1b2c3d", now=at
        )
    services.allocate_reviews(SYSTEM, assignment_id=task.id, now=NOW - 2 * DAY)
    rows = db.session.execute(
        sa.select(Review.id, Review.reviewer_id)
        .join(Submission, Submission.id == Review.submission_id)
        .where(Submission.assignment_id == task.id)
    ).all()
    people = {ident: name for name, ident in world.people.items()}
    for review_id, reviewer in rows:
        services.give_review(
            actor(world, people[reviewer]),
            review_id=review_id,
            levels={0: 3},
            comments={0: "This is a remark on it."},
            comment="This helps you on.",
            now=NOW - 2 * DAY,
        )
    services.settle_grades(SYSTEM, assignment_id=task.id, now=NOW - DAY)
    return task.id


def crawl(browser: FlaskClient) -> dict[str, bytes]:
    """Every page and file that can be reached by links from the start page, opened."""
    found: dict[str, bytes] = {}
    waiting = ["/", "/assignments/"]
    while waiting and len(found) < 250:
        address = waiting.pop(0)
        if address in found or LEAVING.search(address):
            continue
        with browser.get(address) as answer:
            head = str(answer.headers).encode()
            data = answer.get_data()
            found[address] = everything_in(data) + head if answer.status_code < 400 else b""
            if answer.status_code in (301, 302, 303):
                waiting.append(urlsplit(answer.location)._replace(scheme="", netloc="").geturl())
            if "html" in answer.content_type:
                waiting += [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]
    return found


def beside(app: Flask, world: World, browser: FlaskClient, who: str) -> dict[str, bytes]:
    """What no link of a page leads to: answers to programs, the calendar of a phone, the copy of one's data, notices."""
    program = app.test_client()
    token = make_token(actor(world, who), name="test", may_write=True, days=30, now=NOW)
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    answers = {path: program.get(f"/api/v1{path}") for path in ("/me", "/me/assignments?limit=100", "/cohorts")}
    assert {answer.status_code for answer in answers.values()} == {200}
    feed = re.search(r"/calendar/feeds/[^\s\"<]+\.ics", browser.post("/calendar/feed").text)
    assert feed is not None
    answers[feed[0]] = browser.get(feed[0])
    found = {path: answer.get_data() + str(answer.headers).encode() for path, answer in answers.items()}
    assert b"BEGIN:VCALENDAR" in found[feed[0]]
    copy = contents(world.people[who])
    assert copy["assessments"]["reviews_given"]
    found["copy"] = json.dumps(copy, ensure_ascii=False, default=str).encode()
    texts = db.session.scalars(sa.select(Notice.text).where(Notice.person_id == world.people[who]))
    found["notices"] = json.dumps(list(texts), ensure_ascii=False).encode()
    mails = db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.person_id == world.people[who]))
    found["outbox"] = "".join(f"{mail.subject} {mail.body} {mail.calendar}" for mail in mails).encode()
    return found


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_nothing_that_can_be_opened_names_the_others(app: Flask, world: World, sign_in, who: str) -> None:
    task = play(world)
    others = [name for name in NAMES if name != who]
    secrets = db.session.scalars(sa.select(Submission.alias)).all()
    pages = crawl(sign_in(who)) | beside(app, world, sign_in(who), who)
    reviewed = [address for address in pages if address.startswith("/assignments/reviews/")]
    assert len([address for address in reviewed if "/files/" in address]) == 3
    assert f"/assignments/{task}" in pages
    assert f"Person {who}".encode() in b"".join(pages.values())
    leaks = [
        (address, word)
        for address, data in pages.items()
        if not address.startswith(CLASS_LIST)
        for word in (
            *(f"Person {name}" for name in others),
            *(f"{name}@example.org" for name in others),
            *(f"{name}-canary" for name in others),
            *secrets,
            CANARY,
        )
        if word.encode() in data
    ]
    assert leaks == []
    people = {world.people[name] for name in others}
    for address, data in pages.items():
        if address.startswith(CLASS_LIST):
            continue
        named = {
            int(ident) for ident in re.findall(rb'name="(?:person|person_id|author|reviewer)"[^>]*value="(\d+)"', data)
        }
        assert not named & people, address


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_authors_never_learn_their_reviewers_where_reviewers_know_them(
    app: Flask, world: World, sign_in, who: str
) -> None:
    """Single blind: others are named on the pages of reviewing them, and nowhere else."""
    task = play(world, Anonymity.SINGLE)
    person, unrated = actor(world, who), queries.unrated_reviews(task, world.people[who])
    services.rate_reviews(
        person, assignment_id=task, values=dict.fromkeys(unrated, 75), thanks=dict.fromkeys(unrated, "Thanks"), now=NOW
    )
    browser = sign_in(who)
    pages = crawl(browser) | beside(app, world, browser, who)
    reviewing = {
        address for address, data in pages.items() if b"-canary" in data and f"{who}-canary".encode() not in data
    }
    assert reviewing
    others = [name for name in NAMES if name != who]
    leaks = [
        (address, name)
        for address, data in pages.items()
        if not address.startswith((CLASS_LIST, "/assignments/reviews/"))
        for name in others
        if any(word.encode() in data for word in (f"Person {name}", f"{name}@example.org", f"{name}-canary"))
    ]
    assert leaks == []
    for address in (f"/assignments/{task}", f"/assignments/{task}/grade", f"/assignments/{task}/reviewing"):
        assert address in pages


def test_no_mail_or_notice_names_the_others(app: Flask, world: World) -> None:
    play(world)
    mails = db.session.scalars(sa.select(OutboxMessage)).all()
    names = {person.id: (person.name, person.email) for person in db.session.scalars(sa.select(Person))}
    trainees = {world.people[name] for name in NAMES}
    for mail in mails:
        if mail.person_id in trainees:
            for other in trainees - {mail.person_id}:
                for word in names[other]:
                    assert word not in f"{mail.subject} {mail.body} {mail.calendar}"


def test_two_reviewers_know_one_piece_by_two_names(app: Flask, world: World) -> None:
    play(world)
    seen: dict[int, set[str]] = {}
    for name in NAMES:
        me = world.people[name]
        for duty in queries.duties_of(me):
            submission = db.session.get_one(Review, duty.review_id).submission_id
            assert duty.alias not in seen.setdefault(submission, set())
            seen[submission].add(duty.alias)
    assert max(len(names) for names in seen.values()) == 3


def test_names_are_shown_where_the_switch_says_so(app: Flask, world: World, sign_in) -> None:
    task = play(world, Anonymity.SINGLE)
    duty = next(duty for duty in queries.duties_of(world.people["bo"]) if duty.assignment_id == task)
    page = sign_in("bo").get(f"/assignments/reviews/{duty.review_id}").text
    assert re.search(r"Person (ada|cy|dan)", page)
    assert "-canary/work" in page


def test_authors_see_reviewers_only_where_everybody_sees_everybody(app: Flask, world: World) -> None:
    for mode, is_named in ((Anonymity.DOUBLE, False), (Anonymity.SINGLE, False), (Anonymity.OPEN, True)):
        task = play(world, mode)
        submission = queries.submission_of(task, world.people["ada"])
        assert submission is not None
        shown = {alias for alias, *_rest in queries.done_reviews(submission.id)}
        assert shown == {each.alias for each in queries.reviews_to_read(submission.id)}
        assert ({"Person bo", "Person cy", "Person dan"} == shown) is is_named
