"""The page about the API: every operation, in both languages, with an example that works."""

from __future__ import annotations

import re
import shlex

import pytest
from flask import Flask

from lms.api import guide, schemas
from lms.api.operations import document
from tests.world import World

SCHEMAS = {"enrol": schemas.NewEnrolment, "mark_attendance": schemas.NewMarks, "completion_list": schemas.ListAsked}


def test_every_operation_has_a_sentence_and_every_code_a_meaning(app: Flask) -> None:
    shown = guide.operations(document(), base="http://localhost")
    assert {each.name for each in shown} == set(guide.SENTENCES)
    assert {each.name for each in shown if each.fields} == set(guide.BODIES)
    assert all("{" not in each.example.splitlines()[-1] for each in shown)
    assert ("marks[].status", "DayStatus", True) in next(
        each.fields for each in shown if each.name == "mark_attendance"
    )


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_examples_fit_their_schemas(name: str) -> None:
    assert SCHEMAS[name].model_validate_json(guide.json.dumps(guide.BODIES[name])) is not None


def test_an_example_is_one_shell_command() -> None:
    text = guide.example("enrol", method="post", address="http://localhost/api/v1/x", is_public=False)
    words = shlex.split(text.replace("\\\n", " "))
    assert words[:3] == ["curl", "-X", "POST"]
    assert words[-1] == "http://localhost/api/v1/x"
    assert "Idempotency-Key: $(uuidgen)" in words
    public = guide.example("health", method="get", address="http://localhost/api/v1/health", is_public=True)
    assert "Authorization" not in public


def test_the_document_names_the_keys_of_changing_requests(app: Flask) -> None:
    headers = {
        each["operationId"]: [one["name"] for one in each["parameters"] if one["in"] == "header"]
        for path in document()["paths"].values()
        for each in path.values()
    }
    assert headers["enrol"] == headers["completion_list"] == ["Idempotency-Key"]
    assert headers["mark_attendance"] == ["Idempotency-Key", "If-Match"]
    assert headers["me"] == []


@pytest.mark.parametrize(("language", "word"), [("ko", "변경 요청에는"), ("en", "Changing requests may carry")])
def test_the_page_is_whole_in_both_languages(client, world: World, language: str, word: str) -> None:
    page = client.get("/api/v1/", headers={"Accept-Language": language}).text
    assert word in page
    assert page.count("curl") >= len(guide.SENTENCES)
    assert re.findall(r'(?:src|href)="https?://', page) == []


def test_the_tokens_page_leads_here(world: World, sign_in) -> None:
    assert 'href="/api/v1/"' in sign_in("ada").get("/accounts/me/tokens").text
