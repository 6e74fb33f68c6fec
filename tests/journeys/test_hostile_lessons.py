"""Hostile lessons in a real browser, and texts made to be slow against a served centre of two workers."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import ROOT, wait_for
from tests.journeys.test_hostile import Watch, texts

pytestmark = [pytest.mark.journey, pytest.mark.slow]
AT_ONCE = 45
NOT_IN_NAMES = re.compile(r"[\x00-\x1f/\\]")
BUDGET_SECONDS = 2.0
OVERHEAD_SECONDS = 3.0
"""What signing in, storing and two busy processors may add."""


@dataclass(frozen=True)
class Centre:
    """A served demo centre with the hostile course."""

    url: str
    course: int
    bodies: tuple[int, ...]
    titles: tuple[int, ...]


@pytest.fixture(scope="session")
def hostile_payloads(shared_data: Path) -> list[str]:
    found = []
    for file in sorted((shared_data / "nasty/xss").glob("*.json")):
        found += list(texts(json.loads(file.read_text(encoding="utf-8"))))
    return [text for text in found if text.strip()]


def write_course(folder: Path, payloads: list[str]) -> None:
    """Bodies and resources of many payloads a lesson, and a lesson a payload whose title and file name it is."""
    bodies, titles = folder / "01-bodies", folder / "02-titles"
    for place in (bodies, titles):
        place.mkdir(parents=True)
    for start in range(0, len(payloads), AT_ONCE):
        chunk = payloads[start : start + AT_ONCE]
        resources = [{"title": text, "address": text} for text in chunk]
        head = json.dumps({"title": chunk[0], "resources": resources, "objectives": chunk}, ensure_ascii=True)
        text = f"---\n{head}\n---\n" + "\n\n".join(chunk)
        (bodies / f"{start:04d}.md").write_text(text, encoding="utf-8", errors="replace")
    for number, payload in enumerate(payloads):
        name = NOT_IN_NAMES.sub("_", payload).encode("utf-8", "replace")[:80].decode("utf-8", "ignore")
        head = json.dumps({"title": payload}, ensure_ascii=True)
        (titles / f"{number:04d} {name}.md").write_text(f"---\n{head}\n---\ntext\n", encoding="utf-8")


@pytest.fixture(scope="session")
def hostile_centre(tmp_path_factory: pytest.TempPathFactory, hostile_payloads: list[str]) -> Iterator[Centre]:
    folder = tmp_path_factory.mktemp("hostile")
    write_course(folder / "course", hostile_payloads)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environ = {
        **os.environ,
        "BAEUM_DEMO": "1",
        "BAEUM_INSTANCE": str(folder / "instance"),
        "BAEUM_BASE_URL": url,
        "BAEUM_WORKERS": "2",
        "FLASK_APP": "wsgi",
    }
    flask = Path(sys.executable).with_name("flask")
    for command in (["db", "upgrade"], ["demo"], ["courses", "import", str(folder / "course"), "--course", "hostile"]):
        subprocess.run([flask, *command], cwd=ROOT, env=environ, check=True, capture_output=True)
    script = (
        "import json, sys; from wsgi import app; from sqlalchemy import select\n"
        "from lms.core.db import db; from lms.courses.models import Course, Lesson, CourseRevision\n"
        "with app.app_context():\n"
        "    course = db.session.scalars(select(Course.id).where(Course.code == 'hostile')).one()\n"
        "    rows = db.session.execute(select(Lesson.id, Lesson.key).join(CourseRevision,\n"
        "        CourseRevision.id == Lesson.revision_id).where(CourseRevision.course_id == course)).all()\n"
        "    print(json.dumps([course, [list(row) for row in rows]]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environ, check=True, capture_output=True, text=True
    )
    course, rows = json.loads(run.stdout.splitlines()[-1])
    server = subprocess.Popen(
        [sys.executable, "tools/serve.py", str(port)],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(url + "/health")
        bodies = tuple(ident for ident, key in rows if "01-bodies" in key)
        yield Centre(url, course, bodies, tuple(ident for ident, key in rows if "02-titles" in key))
    finally:
        server.terminate()
        server.wait(timeout=40)


def sign_in(page: Page, centre: Centre, who: str) -> None:
    page.goto(centre.url)
    page.locator(f"li:has-text('{who}@example.org') button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("with_policy", [True, False])
def test_hostile_lessons_are_inert(
    browser: Browser, hostile_centre: Centre, hostile_payloads: list[str], with_policy: bool
) -> None:
    assert len(hostile_centre.bodies) == -(-len(hostile_payloads) // AT_ONCE)
    assert len(hostile_centre.titles) == len(hostile_payloads) > 1000
    context = browser.new_context(locale="en", bypass_csp=not with_policy)
    page = context.new_page()
    watch = Watch(page, urlsplit(hostile_centre.url).netloc)
    sign_in(page, hostile_centre, "admin")
    wrong = []
    lessons = [*hostile_centre.bodies, *hostile_centre.titles[::40]]
    for address in [f"/courses/{hostile_centre.course}", *(f"/courses/lessons/{ident}" for ident in lessons)]:
        answer = page.goto(hostile_centre.url + address)
        assert answer is not None
        assert answer.status == 200, address
        if done := watch.look(page):
            wrong.append((address, done))
            watch.seen.clear()
    context.close()
    assert wrong == []


def test_slow_texts_are_bounded_and_other_pages_answer(
    browser: Browser, hostile_centre: Centre, shared_data: Path
) -> None:
    patterns = json.loads((shared_data / "nasty/markdown/pathological.json").read_text(encoding="utf-8"))
    context = browser.new_context(locale="en")
    page = context.new_page()
    sign_in(page, hostile_centre, "admin")
    page.goto(f"{hostile_centre.url}/courses/lessons/{hostile_centre.bodies[0]}")
    token = page.locator("#note input[name=csrf_token]").get_attribute("value") or ""
    address = f"{hostile_centre.url}/courses/lessons/{hostile_centre.titles[0]}/note"
    polls = Polls(hostile_centre.url)
    polls.start()
    taken = {}
    for name, (before, unit, many, after) in patterns.items():
        body = (before + unit * many)[: 20_000 - len(after)] + after
        begins = time.monotonic()
        answer = page.request.post(address, form={"csrf_token": token, "body": body}, max_redirects=0)
        taken[name] = time.monotonic() - begins
        assert answer.status == 302, name
    slowest = polls.finish()
    context.close()
    assert polls.count >= len(patterns)
    assert max(taken.values()) < BUDGET_SECONDS + OVERHEAD_SECONDS, taken
    assert slowest < BUDGET_SECONDS, slowest


class Polls(threading.Thread):
    """Asks for another page all the time and remembers the longest wait."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        parts = urlsplit(url)
        self.where = (parts.hostname or "", parts.port or 80)
        self.count = 0
        self._slowest = 0.0
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set():
            begins = time.monotonic()
            with socket.create_connection(self.where, timeout=30) as connection:
                connection.sendall(b"GET /accounts/sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n")
                while connection.recv(65_536):
                    pass
            self._slowest = max(self._slowest, time.monotonic() - begins)
            self.count += 1

    def finish(self) -> float:
        """The longest wait, in seconds."""
        self._done.set()
        self.join(timeout=40)
        return self._slowest
