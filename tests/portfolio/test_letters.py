"""Letters, notes that stay with their words, and the mentors' queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from lms.accounts.services import grant_role
from lms.accounts.types import Role, Scope
from lms.core.actor import SYSTEM
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.portfolio import queries, rules, services
from lms.portfolio.types import WhyNot
from tests.world import NOW, World, actor

TEXT = "나는 바다를 좋아한다. 나는 산을 좋아한다. 그래서 여행을 했다."


@pytest.mark.parametrize(
    ("edited", "start"),
    [
        (TEXT, 8),
        ("먼저 인사합니다. " + TEXT, 18),
        (TEXT.replace("나는 산을 좋아한다. ", ""), 8),
        (TEXT.replace("바다를 좋아한다", "바다로 갔다"), None),
    ],
)
def test_a_note_follows_its_words_or_is_said_to_be_gone(edited: str, start: int | None) -> None:
    note = rules.anchor(TEXT, "좋아한다", near=8)
    assert note is not None
    assert note.start == TEXT.index("좋아한다")
    found = rules.carry(note, edited)
    if start is None:
        assert found is None
    else:
        assert found is not None
        assert edited[found.start : found.start + 4] == "좋아한다"
        assert edited[: found.start].endswith("바다를 ")


def test_decomposed_hangul_is_one_with_composed() -> None:
    assert rules.normal_text("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"
    assert rules.anchor("한글 문장", "\u1112\u1161\u11ab\u1100\u1173\u11af") is not None


def test_characters_count_as_korean_forms_do() -> None:
    assert rules.characters("가 나\n다😀") == (5, 4)


def test_two_mentors_do_not_work_on_one_letter(app: Flask, world: World) -> None:
    letter = world.ids["letter"]
    running = world.ids["running"]
    grant_role(SYSTEM, person_id=world.people["dan"], role=Role.MENTOR, scope=Scope.COHORT, scope_id=running, now=NOW)
    with pytest.raises(Refused) as refused:
        services.claim_letter(actor(world, "dan"), letter_id=letter, now=NOW + timedelta(minutes=1))
    assert refused.value.reason is WhyNot.CLAIMED_BY_OTHER
    services.claim_letter(actor(world, "dan"), letter_id=letter, now=NOW + timedelta(hours=3))
    line = queries.queue([running], reader_id=world.people["dan"], now=NOW + timedelta(hours=3))[0]
    assert line.held_by_me


def test_a_round_ends_with_the_author_knowing(app: Flask, world: World, sign_in) -> None:
    services.finish_round(actor(world, "mentor"), letter_id=world.ids["letter"], is_ready=False, now=NOW)
    browser = sign_in("ada")
    assert f"/portfolio/letters/{world.ids['letter']}" in browser.get("/").text
    services.revise_letter(
        actor(world, "ada"), letter_id=world.ids["letter"], body="Before I speak, I measure twice.", now=NOW
    )
    page = browser.get(f"/portfolio/letters/{world.ids['letter']}").text
    assert "measure twice" in page
    assert "How?" in page


@pytest.mark.parametrize(("who", "error"), [("ada", NotAllowed), ("other-mentor", NotFound), ("bo", NotFound)])
def test_only_mentors_of_the_cohort_write_notes(app: Flask, world: World, who: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        services.write_note(actor(world, who), letter_id=world.ids["letter"], quote="measure", text="x", now=NOW)


def test_a_note_needs_words_that_are_there(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.write_note(actor(world, "mentor"), letter_id=world.ids["letter"], quote="absent", text="x", now=NOW)
    assert refused.value.reason is WhyNot.QUOTE_NOT_FOUND
