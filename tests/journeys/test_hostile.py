"""Hostile text in a real browser: nothing runs, nothing leaves, with the content policy and without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.journey]
AT_ONCE = 12


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)


@pytest.fixture(scope="session")
def payloads(shared_data: Path) -> list[str]:
    found = []
    for file in sorted((shared_data / "nasty/xss").glob("*.json")):
        found += list(texts(json.loads(file.read_text(encoding="utf-8"))))
    return [text for text in found if text.strip()]


class Watch:
    """Everything that a page must not do."""

    def __init__(self, page: Page, host: str) -> None:
        self.seen: list[str] = []
        page.add_init_script(
            "window.__ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print'])"
            " window[name] = (text) => { window.__ran.push(name + ':' + text); };"
        )
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._request(request.url, host))

    def _request(self, url: str, host: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).netloc != host:
            self.seen.append(f"request {url}")

    def look(self, page: Page) -> list[str]:
        ran = page.evaluate("[...window.__ran, ...(window.__xss ? ['__xss'] : [])]")
        return [*self.seen, *ran]


@pytest.mark.parametrize("with_policy", [True, False])
def test_hostile_text_is_inert_in_three_fields(
    browser: Browser, address: str, payloads: list[str], with_policy: bool
) -> None:
    assert len(payloads) > 1000
    context = browser.new_context(locale="en", bypass_csp=not with_policy)
    page = context.new_page()
    watch = Watch(page, urlsplit(address).netloc)
    page.goto(address)
    page.locator("li:has-text('graduate@example.org') button").click()
    page.goto(f"{address}/portfolio/edit")
    token = page.locator("main input[name=csrf_token]").get_attribute("value") or ""
    wrong = []
    for start in range(0, len(payloads), AT_ONCE):
        chunk = payloads[start : start + AT_ONCE]
        form = {
            "csrf_token": token,
            "headline": (chunk[start % len(chunk)])[:200] or "x",
            "skills": chunk[-1][:300].replace(",", " "),
            "body": "\n\n".join(chunk)[:60_000],
        }
        answer = page.request.post(f"{address}/portfolio/edit", form=form)
        assert answer.status in (200, 422), answer.status
        page.goto(f"{address}/portfolio/")
        if done := watch.look(page):
            wrong.append((start, done))
            watch.seen.clear()
    context.close()
    assert wrong == []
