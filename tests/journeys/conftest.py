"""A real browser against the demo centre, served as ``make run`` serves it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests/vendor/axe-core/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo centre is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environ = {
        **os.environ,
        "BAEUM_DEMO": "1",
        "BAEUM_INSTANCE": str(tmp_path_factory.mktemp("demo")),
        "BAEUM_BASE_URL": url,
        "BAEUM_WORKERS": "1",
        "FLASK_APP": "wsgi",
    }
    flask = Path(sys.executable).with_name("flask")
    for command in (["db", "upgrade"], ["demo"]):
        subprocess.run([flask, *command], cwd=ROOT, env=environ, check=True, capture_output=True)
    server = subprocess.Popen(
        [sys.executable, "tools/serve.py", str(port)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(url + "/health")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=40)


def wait_for(url: str) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing on the server")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Both languages."""
    value: str = request.param
    return value


@pytest.fixture
def width(language: str) -> int:
    """A phone in Korean and a desk in English: each way is walked on both, without walking everything four times."""
    return {"ko": 390, "en": 1280}[language]


@pytest.fixture
def visit(browser: Browser, address: str, language: str):
    """Sign in as one of the demo's people, from the start page; every page opened is checked by axe-core."""
    contexts, faults = [], []

    def _note(response: Response) -> None:
        if response.status >= 500:
            faults.append(response.url)

    def _visit(who: str, *, width: int = 1280) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, bypass_csp=True, timezone_id="Asia/Seoul"
        )
        contexts.append(context)
        context.on("response", _note)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.goto(address)
        page.locator(f"li:has-text('{who}@example.org') button").click()
        page.wait_for_load_state()
        if page.locator("html").get_attribute("lang") != language:
            page.locator(f"header button[lang={language}]").click()
            page.wait_for_load_state()
        return page

    yield _visit
    for context in contexts:
        context.close()
    assert faults == [], "the server answered with a fault"


def check(page: Page) -> None:
    """No violation of WCAG 2.2 AA rules, nothing wider than the screen.

    Judged from the top of the page: what a sticky bar happens to cover somewhere is a matter of scrolling. A click
    may still be on its way to the next page; then that one is judged.
    """
    try:
        found = _violations(page)
    except PlaywrightError:
        page.wait_for_load_state()
        found = _violations(page)
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), f"too wide: {page.url}"


def _violations(page: Page) -> list[tuple[str, list[object]]]:
    page.wait_for_load_state()
    page.add_script_tag(path=str(AXE))
    place = page.evaluate("() => { const place = scrollY; scrollTo(0, 0); return place }")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", tags)
    page.evaluate("place => scrollTo(0, place)", place)
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]][:3]) for violation in result["violations"]
    ]
