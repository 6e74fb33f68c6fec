"""Every route names its guard, and nobody gets through a door that is not theirs."""

from __future__ import annotations

import re

import pytest
from flask import Flask, url_for

from lms.core.web.guard import ASSETS, mark_of
from tests.world import TODAY, World

ACTORS = (
    "stranger", "ada", "outsider", "withdrawn", "graduate", "teacher", "other-teacher", "mentor", "other-mentor",
    "admin", "other-admin",
)  # fmt: skip
EVERYONE = frozenset(ACTORS)
SIGNED_IN = EVERYONE - {"stranger"}
OF_COURSE = frozenset({"ada", "teacher", "mentor", "admin"})
STAFF = frozenset({"teacher", "admin"})
TRAINEES = frozenset({"ada"})
MENTORS = frozenset({"mentor"})
FOLLOW_UP = frozenset({"mentor", "admin"})

ALLOWED: dict[str, frozenset[str]] = {
    "home.start": EVERYONE,
    "home.read_notices": SIGNED_IN,
    "web.set_language": EVERYONE,
    "web.set_theme": EVERYONE,
    "web.show_health": EVERYONE,
    "accounts.sign_in": EVERYONE,
    "accounts.check_sign_in": EVERYONE,
    "accounts.reset": EVERYONE,
    "accounts.use_link": EVERYONE,
    "accounts.sign_out": SIGNED_IN,
    "accounts.show_account": SIGNED_IN,
    "accounts.end_sign_in": SIGNED_IN,
    "accounts.decide_consent": SIGNED_IN,
    "accounts.export_own_data": SIGNED_IN,
    "accounts.second_factor": SIGNED_IN,
    "courses.list_courses": SIGNED_IN,
    "courses.show_course": OF_COURSE,
    "courses.show_lesson": OF_COURSE,
    "courses.finish_lesson": OF_COURSE,
    "courses.show_asset": OF_COURSE,
    "assessments.list_assignments": SIGNED_IN,
    "assessments.show": TRAINEES | STAFF,
    "assessments.submit": TRAINEES,
    "assessments.show_review": TRAINEES,
    "assessments.give_review": TRAINEES,
    "assessments.show_overview": STAFF,
    "assessments.settle": STAFF,
    "assessments.show_work": STAFF,
    "assessments.explain_grade": TRAINEES,
    "assessments.show_gradebook": STAFF,
    "attendance.start": SIGNED_IN,
    "attendance.show_sheet": STAFF,
    "attendance.mark": STAFF,
    "attendance.show_report": STAFF,
    "attendance.show_trainee": TRAINEES | STAFF,
    "attendance.explain_day": TRAINEES | STAFF,
    "portfolio.show_own": SIGNED_IN,
    "portfolio.edit": SIGNED_IN,
    "portfolio.show_person": TRAINEES | STAFF | MENTORS,
    "portfolio.new_letter": frozenset({"ada", "outsider", "graduate"}),
    "portfolio.show_letter": TRAINEES | MENTORS,
    "portfolio.revise": TRAINEES,
    "portfolio.ask": TRAINEES,
    "portfolio.show_queue": frozenset({"mentor", "other-mentor"}),
    "portfolio.claim": MENTORS,
    "portfolio.write_note": MENTORS,
    "portfolio.finish": MENTORS,
    "portfolio.resolve": TRAINEES,
    "credentials.list_cohorts": frozenset({"admin", "other-admin"}),
    "credentials.show_cohort": frozenset({"admin"}),
    "credentials.settle": frozenset({"admin"}),
    "credentials.export": frozenset({"admin"}),
    "credentials.explain": TRAINEES | {"admin"},
    "careers.list_sessions": SIGNED_IN,
    "careers.book": frozenset({"ada", "outsider", "graduate"}),
    "careers.cancel": frozenset({"graduate"}),
    "careers.new_session": frozenset({"mentor", "other-mentor", "admin", "other-admin"}),
    "careers.show_placement": frozenset({"mentor", "other-mentor", "admin", "other-admin"}),
    "careers.show_case": FOLLOW_UP,
}
"""Who may get an answer other than 401, 403 or 404. A route that is missing here fails the test."""


def parameters(world: World) -> dict[str, object]:
    return {
        "cohort_id": world.ids["running"],
        "course_id": world.ids["course"],
        "lesson_id": world.ids["lesson"],
        "revision_id": world.ids["revision"],
        "path": "one/picture.png",
        "assignment_id": world.ids["assignment"],
        "submission_id": world.ids["work-ada"],
        "review_id": world.ids["review-ada"],
        "enrolment_id": world.enrolments["ada"],
        "day": TODAY.isoformat(),
        "person_id": world.people["ada"],
        "letter_id": world.ids["letter"],
        "note_id": world.ids["note"],
        "session_id": world.ids["session"],
        "case_id": world.ids["case"],
        "sign_in_id": 999_999,
        "purpose": "training",
        "token": "wrong",
    }


def routes(app: Flask) -> list[tuple[str, str]]:
    return sorted(
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != ASSETS
        for method in rule.methods & {"GET", "POST"}
    )


def test_every_route_names_its_guard(app: Flask) -> None:
    silent = [endpoint for endpoint, _method in routes(app) if mark_of(app.view_functions[endpoint]) is None]
    assert silent == []


def test_a_silent_route_is_shut(app: Flask, client) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert client.get("/forgotten").status_code == 403


def test_every_route_is_in_the_matrix(app: Flask) -> None:
    assert {endpoint for endpoint, _method in routes(app)} == set(ALLOWED)


@pytest.mark.parametrize("who", ACTORS)
def test_nobody_gets_through_a_door_that_is_not_theirs(app: Flask, world: World, sign_in, client, who: str) -> None:
    browser = client if who == "stranger" else sign_in(who)
    wrong = []
    for endpoint, method in sorted(routes(app), key=lambda route: route[0] == "accounts.sign_out"):
        rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
        values = {name: parameters(world)[name] for name in rule.arguments}
        with app.test_request_context():
            address = url_for(endpoint, **values)
        answer = browser.open(address, method=method)
        shut = answer.status_code in (401, 403, 404) or "/accounts/sign-in" in answer.headers.get("Location", "")
        if who in ALLOWED[endpoint]:
            continue
        if not shut:
            wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("ada", "/courses/lessons/{lesson}"),
        ("ada", "/assignments/{assignment}"),
        ("teacher", "/attendance/{running}/report"),
        ("mentor", "/portfolio/letters/{letter}"),
        ("admin", "/completion/{running}"),
        ("graduate", "/careers/sessions"),
    ],
)
def test_the_right_person_gets_in(world: World, sign_in, who: str, address: str) -> None:
    assert sign_in(who).get(address.format(**world.ids)).status_code == 200


def test_staff_lessons_are_hidden_from_trainees(world: World, sign_in) -> None:
    address = f"/courses/lessons/{world.ids['staff_lesson']}"
    assert sign_in("ada").get(address).status_code == 404
    assert sign_in("teacher").get(address).status_code == 200


def test_every_answer_carries_the_policy(client) -> None:
    answer = client.get("/accounts/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([^']+)'", policy)
    assert nonce is not None
    assert f'nonce="{nonce[1]}"' in answer.text
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_reviewer_never_sees_the_author(world: World, sign_in) -> None:
    page = sign_in("ada").get(f"/assignments/reviews/{world.ids['review-ada']}").text
    for name in ("bo", "cy", "dan"):
        assert f"Person {name}" not in page
        assert f"{name}@example.org" not in page
    assert "Work of" in page
