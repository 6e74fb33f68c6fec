"""Every operation, asked with everybody's token: answers only for those whose it is."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from tests.actors import ACTORS, EVERYONE, SIGNED_IN
from tests.api.doors import DOORS, places
from tests.world import World

STAFF = frozenset({"teacher", "mentor", "admin"})
OPEN: dict[str, frozenset[str]] = {
    "api.show_document": EVERYONE,
    "api.read_document": EVERYONE,
    "api.show_health": EVERYONE,
    "api.show_me": SIGNED_IN,
    "api.list_own_assignments": SIGNED_IN,
    "api.list_cohorts": SIGNED_IN,
    "api.list_trainees": STAFF,
    "api.enrol": frozenset({"admin"}),
    "api.show_day": frozenset({"teacher", "admin"}),
    "api.save_day": frozenset({"teacher", "admin"}),
    "api.seal_list": frozenset({"admin"}),
    "api.show_import": frozenset({"admin"}),
}
"""Who may get an answer other than 401, 403 or 404 with a token. An operation that is missing here fails the test."""

BODIES = {
    "api.enrol": {"name": "New", "email": "matrix@example.org"},
    "api.save_day": {"marks": [{"enrolment_id": 1, "status": "present"}], "reason": "test"},
    "api.seal_list": {"reason": "test of the matrix"},
}


def operations(app: Flask) -> list[tuple[str, str, frozenset[str]]]:
    return [
        (rule.endpoint, method, frozenset(rule.arguments))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"})
    ]


def test_every_operation_is_in_the_matrix(app: Flask) -> None:
    assert {endpoint for endpoint, _method, _names in operations(app)} == set(OPEN) == set(DOORS)


@pytest.mark.parametrize("who", ACTORS)
def test_answers_are_for_those_whose_they_are(app: Flask, world: World, client, program, who: str) -> None:
    asking = client if who == "stranger" else program(who)
    wrong = []
    for endpoint, method, names in operations(app):
        with app.test_request_context():
            address = url_for(endpoint, **{name: places(world)[name] for name in names})
        answer = asking.open(address, method=method, json=BODIES.get(endpoint))
        is_shut = answer.status_code in (401, 403, 404)
        if is_shut == (who in OPEN[endpoint]) or answer.status_code >= 500:
            wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


def test_a_cookie_opens_nothing(world: World, sign_in) -> None:
    browser = sign_in("admin")
    assert browser.get("/admin/").status_code == 200
    answer = browser.get("/api/v1/me")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.mimetype == "application/problem+json"


def test_a_token_opens_no_page(world: World, program) -> None:
    assert program("admin").get("/admin/").status_code == 302
