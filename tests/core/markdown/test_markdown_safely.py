"""Hostile text costs its author's page, nobody else's."""

from __future__ import annotations

import os
import threading
import time

import pytest

from lms.core.markdown import Options, render, render_safely
from lms.core.markdown.pool import Child, Pool, TooSlow
from lms.core.markdown.rendering import is_bounded
from tests.core.markdown.shared_data import read_json

SLOW = "&amp;" * 400_000
"""Two megabytes of entities keep a renderer busy for many seconds."""

LARGE = 16 * 1024 * 1024
OWN = {
    "brackets": "[" * 4096,
    "images": "![[]()" * 10_000,
    "links": "[a](" * 16_000,
    "closed links": "[a](" * 4_000 + ")",
    "addresses": "<http://a " * 6_000,
    "rules": "* * * " * 10_000,
    "quotes in lists": "- > " * 5_000,
    "groups": "<div>\n\n" * 8_000,
    "back-ticks": " ".join("`" * length for length in range(1, 340)),
    "table": "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + ("|a" * 300 + "|\n") * 40,
    "spaces": "a" + " " * 60_000 + "b",
    "footnotes": "".join(f"[^{number}]: x\n" for number in range(2_000)) + "[^1]" * 2_000,
}


@pytest.mark.timed
@pytest.mark.parametrize("name", OWN)
def test_hostile_texts_take_two_seconds_at_most(name: str) -> None:
    started = time.monotonic()
    render_safely(OWN[name])
    assert time.monotonic() - started < 2.5


@pytest.mark.timed
def test_pathological_inputs_take_two_seconds_at_most() -> None:
    cases = read_json("nasty", "markdown", "pathological.json")
    for prefix, unit, times, suffix in cases.values():
        started = time.monotonic()
        render_safely(prefix + unit * times + suffix, max_bytes=LARGE)
        assert time.monotonic() - started < 2.5


@pytest.mark.timed
def test_a_text_beyond_its_time_is_shown_escaped() -> None:
    started = time.monotonic()
    page = render_safely(SLOW, max_bytes=LARGE, budget_seconds=0.3)
    assert time.monotonic() - started < 1.5
    assert page.fallback
    assert page.html.startswith('<pre class="plain" tabindex="0">&amp;amp;')


def test_a_text_beyond_its_size_is_shown_escaped() -> None:
    page = render_safely("<b>가</b>" * 10_000)
    assert page.fallback
    assert "<b>" not in page.html


def test_both_ways_give_the_same_page() -> None:
    text = (
        "# 제목\n\n- [a](/b) *c* `d` [e](f) ![g](/h) [i](#제목)\n\n```python\npass\n```\n\n글[^1]\n\n[^1]: 각주\n" * 5
    )
    assert not is_bounded(text)
    assert render_safely(text) == render(text)


def test_a_renderer_is_replaced_after_a_time_out() -> None:
    child = Child()
    try:
        assert "<em>" in child.convert("*a*", Options(), 2).html
        with pytest.raises(TooSlow):
            child.convert(SLOW, Options(), 0.2)
        assert "<em>" in child.convert("*a*", Options(), 2).html
    finally:
        child.stop()


def keep_busy(pool: Pool) -> None:
    with pytest.raises(TooSlow):
        pool.convert(SLOW, Options(), 1.5)


@pytest.mark.timed
def test_others_keep_rendering_while_one_text_is_slow() -> None:
    pool = Pool(2)
    try:
        pool.convert("a", Options(), 2)
        slow = threading.Thread(target=keep_busy, args=(pool,))
        slow.start()
        times = []
        while slow.is_alive() and len(times) < 20:
            started = time.monotonic()
            assert "<em>" in pool.convert("*a*", Options(), 2).html
            times.append(time.monotonic() - started)
        slow.join()
        assert sorted(times)[len(times) // 2] < 0.2
    finally:
        pool.stop()


def test_many_threads_share_the_renderers() -> None:
    pages: list[str] = []

    def work(number: int) -> None:
        pages.append(render_safely(f"`{number}` " * 40).html)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(pages) == sorted(render(f"`{number}` " * 40).html for number in range(12))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("안녕 **하세요**", True), ("a" * 1_001, False), ("[" * 25, False), ("", True)],
)
def test_only_short_plain_texts_are_bounded(text: str, expected: bool) -> None:
    assert is_bounded(text) is expected


def test_a_forked_worker_has_renderers_of_its_own() -> None:
    text = "`a` " * 40
    page = render_safely(text)
    child = os.fork()
    if child == 0:
        os._exit(0 if render_safely(text) == page else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert render_safely(text) == page
