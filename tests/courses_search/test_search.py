"""Search over lessons: what is found, in which order, by whom; hostile queries are only words."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.transaction import transaction
from lms.courses import services
from lms.courses.models import SearchGram, SearchText
from lms.courses.search.folding import fold, plain, terms_of
from lms.courses.search.grams import build, candidates, grams_of_term, score
from lms.courses.search.snippets import highlighted, snippet, text_of
from lms.courses.search.types import Fields
from lms.courses.services.indexing import index_missing
from lms.courses.types import CourseDraft, LessonDraft, ModuleDraft, TextDraft
from tests.house.test_house import count_statements
from tests.world import NOW, World


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert "\x00" not in plain(text)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("  함수  배열 함수", ["함수", "배열"]),
        ('"SELECT" ＪＯＩＮ', ["select", "join"]),
        ("%_*\\", ["%_*\\"]),
        ("\x00\x01", []),
        ("'''", []),
        ("a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]),
        ("😀", ["😀"]),
        ("가" * 999, ["가" * 200]),
    ],
)
def test_terms(query: str, terms: list[str]) -> None:
    assert terms_of(query) == terms


def test_the_index_agrees_with_looking_everywhere() -> None:
    chance = random.Random(7)
    letters = "가나다라 ab함수 "
    texts = [Fields(*("".join(chance.choice(letters) for _ in range(size)) for size in (6, 12, 60))) for _ in range(80)]
    index = build(texts)
    for _ in range(300):
        term = "".join(chance.choice("가나다라ab함수") for _ in range(chance.choice((1, 2, 2, 3, 4))))
        found = {each.ordinal for each in candidates(index, [term])}
        real = {n for n, text in enumerate(texts) if score(text, [term])}
        assert real <= found
        if len(term) <= 2:
            assert real == found
            assert {each.ordinal: each.score for each in candidates(index, [term])} == {
                n: score(texts[n], [term]) for n in real
            }
    assert grams_of_term("함") == ["함"]
    assert candidates(index, []) == []


def test_snippets_mark_every_hit_and_lose_nothing() -> None:
    text = "앞 " * 100 + "Join 함수는 JOIN을 뜻합니다" + " 뒤" * 200
    pieces = snippet(text, ["join"])
    assert [piece.text for piece in pieces if piece.is_hit] == ["Join", "JOIN"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert "".join(piece.text for piece in highlighted("aaa", ["aa"])) == "aaa"
    assert [piece.is_hit for piece in highlighted("aaa", ["aa"])] == [True]
    assert highlighted("", ["a"]) == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>한<em>글</em>입니다</p><p>둘</p>", "한글입니다 둘"),
        ('<a title="a>b" href="x">링크</a>', "링크"),
        ("<pre><code>a &lt; b &amp;&amp; c</code></pre>", "a < b && c"),
        ("1<br>2", "1 2"),
    ],
)
def test_text_of_html(html: str, text: str) -> None:
    assert text_of(html) == text


def lesson(key: str, title: str, body: str, *, language: str = "ko", for_staff: bool = False) -> LessonDraft:
    return LessonDraft(key, (TextDraft(language, title, body),), is_for_staff=for_staff)


@pytest.fixture
def course(app: Flask, world: World) -> int:
    """A course that the running cohort follows."""
    lessons = (
        lesson("a", "데이터베이스 기초", "표와 행을 배웁니다."),
        lesson("b", "표 잇기", "## 데이터베이스에서 잇기\n\nJOIN 으로 표를 잇습니다."),
        lesson("c", "되돌아보기", "데이터베이스를 다시 봅니다. 100% 이해했습니까? a_b * c"),
        lesson("d", "풀이", "데이터베이스 풀이", for_staff=True),
        LessonDraft(
            "e", (TextDraft("ko", "함수", "함수를 부릅니다"), TextDraft("en", "Functions", "Calling functions: JOIN"))
        ),
    )
    made = services.found_course(SYSTEM, centre_id=world.ids["centre"], code="db", title={"ko": "자료", "en": "Data"})
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, lessons),))
    course_id = made.id
    revision = services.store_revision(SYSTEM, course_id=course_id, draft=draft, now=NOW)
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course_id, revision_id=revision.id)
    return course_id


def titles(page: str) -> list[str]:
    import re

    return [re.sub("<[^>]+>", "", found) for found in re.findall(r"<h2 class=\"quiz-title\">.*?>(.*?)</a></h2>", page)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("데이터베이스", ["데이터베이스 기초", "표 잇기", "되돌아보기"]),
        ("데이터 베이스", ["데이터베이스 기초", "표 잇기", "되돌아보기"]),
        ("표", ["표 잇기", "데이터베이스 기초"]),
        ("잇기 join", ["표 잇기"]),
        ("ｊｏｉｎ", ["표 잇기", "Functions"]),
        ("함수", ["함수"]),
        ("100%", ["되돌아보기"]),
        ("a_b", ["되돌아보기"]),
        ("%", ["되돌아보기"]),
        ("a*b", []),
        ("없는말", []),
    ],
)
def test_titles_come_first_and_every_word_counts(course: int, sign_in, query: str, expected: list[str]) -> None:
    answer = sign_in("ada").get("/courses/search", query_string={"q": query, "course": course})
    assert answer.status_code == 200
    assert titles(answer.text) == expected


def test_only_what_a_person_may_see(course: int, world: World, sign_in) -> None:
    def found(who: str) -> list[str]:
        return titles(sign_in(who).get("/courses/search", query_string={"q": "데이터베이스"}).text)

    assert "풀이" not in found("ada")
    assert "풀이" in found("teacher")
    assert "풀이" in found("admin")
    for who in ("outsider", "other-teacher", "other-admin", "other-mentor"):
        assert found(who) == []


def test_a_cohort_searches_its_own_revision(course: int, world: World, sign_in) -> None:
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, (lesson("a", "새로운 제목", "새로운 글"),)),))
    services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW + timedelta(minutes=1))
    ask = {"query_string": {"q": "새로운"}}
    assert titles(sign_in("ada").get("/courses/search", **ask).text) == []
    assert titles(sign_in("admin").get("/courses/search", **ask).text) == ["새로운 제목"]


def test_indexes_that_nobody_reads_go_and_missing_ones_come(app: Flask, course: int, world: World, sign_in) -> None:
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, (lesson("a", "둘째", "글"),)),))
    second = services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW).id
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, (lesson("a", "셋째", "글"),)),))
    third = services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW).id
    indexed = set(db.session.scalars(select(SearchText.revision_id)))
    assert second not in indexed
    assert third in indexed
    with transaction():
        for table in (SearchGram, SearchText):
            db.session.execute(delete(table))
        from lms.core import audit

        audit.record(SYSTEM, "course.indexed", ("course_revision", 0))
    assert index_missing(NOW) == 3
    assert index_missing(NOW) == 0
    assert titles(sign_in("ada").get("/courses/search", query_string={"q": "함수"}).text) == ["함수"]


@pytest.mark.parametrize(
    "query",
    ["'", '"', "%' OR 1=1 --", "*", "NEAR(a b)", "a AND", "\x00", "😀😀", "x" * 5000, "\u202e가", "\ud800", "<script>"],
)
def test_hostile_queries_are_words(course: int, sign_in, query: str) -> None:
    answer = sign_in("ada").get("/courses/search", query_string={"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.split("<main")[1].split("</main>")[0]


def test_near_titles_are_suggested_when_nothing_fits(course: int, sign_in) -> None:
    page = sign_in("ada").get("/courses/search", query_string={"q": "데이타베이스"}).text
    assert "데이터베이스 기초" in page
    assert "풀이" not in page


def test_statements_do_not_grow_with_hits(course: int, world: World, sign_in) -> None:
    browser = sign_in("ada")
    few = count_statements(lambda: browser.get("/courses/search?q=함수"))
    lessons = tuple(lesson(f"k{n}", f"함수 {n}", "함수 " * 20) for n in range(50))
    draft = CourseDraft((ModuleDraft({"ko": "모듈"}, lessons),))
    revision = services.store_revision(SYSTEM, course_id=course, draft=draft, now=NOW)
    services.pin_cohort(SYSTEM, cohort_id=world.ids["running"], course_id=course, revision_id=revision.id)
    many = count_statements(lambda: browser.get("/courses/search?q=함수"))
    assert many <= few
    assert few <= 15
    assert len(titles(browser.get("/courses/search?q=함수").text)) == 20
    assert len(titles(browser.get("/courses/search?q=함수&page=3").text)) == 10
