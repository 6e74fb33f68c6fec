"""Every route names its guard, and nobody gets through a door that is not theirs."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask, url_for

from lms.app import create_app
from lms.core.db import db
from lms.core.web.guard import ASSETS, mark_of
from tests.actors import ACTORS
from tests.world import World

TESTS = Path(__file__).resolve().parents[1]
HOUSES = [import_module(f"tests.{path.parent.name}.doors") for path in sorted(TESTS.glob("*/doors.py"))]
ALLOWED: dict[str, frozenset[str]] = {name: who for house in HOUSES for name, who in house.DOORS.items()}
"""Who may get an answer other than 401, 403 or 404. A route that is missing here fails the test."""


def parameters(world: World) -> dict[str, object]:
    found: dict[str, object] = {}
    for house in HOUSES:
        if hasattr(house, "places"):
            found |= house.places(world)
    return found


def routes(app: Flask) -> list[tuple[str, str]]:
    return sorted(
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != ASSETS
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    )


def test_every_route_names_its_guard(app: Flask) -> None:
    silent = [endpoint for endpoint, _method in routes(app) if mark_of(app.view_functions[endpoint]) is None]
    assert silent == []


def test_a_silent_route_is_shut(app: Flask) -> None:
    another = create_app(app.config["LMS_SETTINGS"])
    another.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert another.test_client().get("/forgotten").status_code == 403
    with another.app_context():
        db.engine.dispose()


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
