"""Phones for ``bench/checkins.py``: signed in, in front of an open window, patient when the line breaks."""

from __future__ import annotations

import http.client
import json
import queue
import random
import re
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402
from flask import Flask  # noqa: E402
from itsdangerous import URLSafeTimedSerializer  # noqa: E402

from lms.accounts.models import Person, RoleGrant, SignIn  # noqa: E402
from lms.accounts.secrets import digest  # noqa: E402
from lms.attendance import services  # noqa: E402
from lms.attendance.checkin import codes  # noqa: E402
from lms.attendance.checkin.codes import WindowFacts  # noqa: E402
from lms.attendance.checkin.types import Purpose  # noqa: E402
from lms.cohorts import services as cohorts  # noqa: E402
from lms.cohorts.models import Enrolment  # noqa: E402
from lms.cohorts.types import DayKind  # noqa: E402
from lms.core import audit, clock  # noqa: E402
from lms.core.actor import SYSTEM  # noqa: E402
from lms.core.db import db  # noqa: E402
from lms.core.transaction import transaction  # noqa: E402

SECRET = "bench-secret-bench-secret-bench-secret-"
CLASS_SIZE = 100
TICKET = re.compile(rb"ticket=([\w.%-]+)")
CSRF = "0" * 40
CSRF_FIELD = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(CSRF)


@dataclass(frozen=True)
class Phone:
    """A signed-in phone and the window it is in front of."""

    enrolment_id: int
    cookie: str
    window: WindowFacts


@dataclass
class Journal:
    """What phones were told."""

    acknowledged: set[tuple[int, str]] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)
    again: int = 0
    turned: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def set_up(app: Flask, count: int, *, both_ways: bool) -> list[Phone]:
    """Classes of 100 with open windows, and a signed-in phone for every check-in to come."""
    now = clock.now()
    purposes = (Purpose.ARRIVAL, Purpose.DEPARTURE) if both_ways else (Purpose.ARRIVAL,)
    people = count // len(purposes)
    with transaction():
        centre = cohorts.found_centre(SYSTEM, code="bench", name={"ko": "측정", "en": "Bench"})
        programme = cohorts.found_programme(
            SYSTEM, centre_id=centre.id, code="b", name={"ko": "측정", "en": "Bench"}, field="web"
        )
        phones: list[Phone] = []
        for number in range(-(-people // CLASS_SIZE)):
            cohort_id = start_class(programme.id, number, now)
            windows = [
                services.open_window(SYSTEM, cohort_id=cohort_id, purpose=purpose, now=now).facts
                for purpose in purposes
            ]
            first = number * CLASS_SIZE + 1
            ids = range(first, min(first + CLASS_SIZE, people + 1))
            phones += enrol(app, ids, cohort_id, windows=windows, now=now)
        audit.record(SYSTEM, "cohort.started", centre)
    random.Random(1).shuffle(phones)
    return sorted(phones, key=lambda phone: phone.window.purpose)


def start_class(programme_id: int, number: int, now: datetime) -> int:
    """A cohort that has a class today."""
    today = clock.local_date(now)
    cohort = cohorts.start_cohort(
        SYSTEM,
        programme_id=programme_id,
        number=number + 1,
        name=f"{number + 1}",
        starts_on=today,
        ends_on=today + timedelta(days=1),
        closed={},
    )
    cohorts.decide_day(SYSTEM, cohort_id=cohort.id, day=today, kind=DayKind.MAKE_UP, label={}, reason="bench", now=now)
    return cohort.id


def enrol(app: Flask, ids: range, cohort_id: int, *, windows: list[WindowFacts], now: datetime) -> list[Phone]:
    """People of a class with a sign-in each, written in bulk."""
    tokens = {person: secrets.token_urlsafe(24) for person in ids}
    today = clock.local_date(now)
    db.session.execute(
        sa.insert(Person),
        [
            {
                "id": person,
                "email": f"p{person}@example.org",
                "name": f"P{person}",
                "state": "active",
                "created_at": now,
            }
            for person in ids
        ],
    )
    db.session.execute(
        sa.insert(Enrolment),
        [
            {"id": person, "cohort_id": cohort_id, "person_id": person, "state": "on_course", "starts_on": today}
            for person in ids
        ],
    )
    db.session.execute(
        sa.insert(RoleGrant),
        [
            {"person_id": person, "role": "trainee", "scope": "cohort", "scope_id": cohort_id, "granted_at": now}
            for person in ids
        ],
    )
    db.session.execute(
        sa.insert(SignIn),
        [
            {
                "digest": digest(tokens[person]),
                "person_id": person,
                "started_at": now,
                "expires_at": now + timedelta(hours=2),
            }
            for person in ids
        ],
    )
    return [Phone(person, cookie_of(app, tokens[person]), window) for person in ids for window in windows]


def cookie_of(app: Flask, token: str) -> str:
    """The session cookie of a signed-in browser, as the server would have set it."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return serializer.dumps({"_user_id": token, "_fresh": True, "csrf_token": CSRF, "_permanent": True})


def fire(phones: list[Phone], port: int, clients: int, journal: Journal) -> float:
    """Let the clients work through the phones; seconds until everybody has an answer."""
    waiting: queue.SimpleQueue[Phone] = queue.SimpleQueue()
    for phone in phones:
        waiting.put(phone)
    threads = [threading.Thread(target=client, args=(waiting, port, journal), daemon=True) for _ in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - started


def client(waiting: queue.SimpleQueue[Phone], port: int, journal: Journal) -> None:
    """One phone after the other, over one connection for as long as it lives."""
    line = Line(port)
    while True:
        try:
            phone = waiting.get_nowait()
        except queue.Empty:
            return
        started = time.monotonic()
        word = check_in(line, phone, journal)
        with journal.lock:
            journal.waits.append(time.monotonic() - started)
            if word:
                journal.refused.append(word)
            else:
                slot = "check_in" if phone.window.purpose is Purpose.ARRIVAL else "check_out"
                journal.acknowledged.add((phone.enrolment_id, slot))


def check_in(line: Line, phone: Phone, journal: Journal) -> str:
    """Scan and send until there is an answer; empty when it was acknowledged, else what was said."""
    ticket, device = "", ""
    while not ticket:
        token = codes.token(SECRET, phone.window, codes.step_of(clock.now()))
        answer = line.ask("GET", f"/attendance/scan/{token}", {"Cookie": f"baeum={phone.cookie}"})
        if answer is None or answer.status >= 500:
            journal.again += 1
            continue
        found = TICKET.search(answer.location.encode())
        if found is None and answer.status == 409:  # the code turned while the server was away: look up, scan again
            journal.turned += 1
            continue
        if found is None:
            return f"scan: {answer.status}"
        ticket, device = found[1].decode(), answer.device
    headers = {
        "Cookie": f"baeum={phone.cookie}; baeum-device={device}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Check-In": "1",
    }
    body = f"csrf_token={CSRF_FIELD}&ticket={ticket}"
    while True:
        answer = line.ask("POST", "/attendance/check-in", headers, body)
        if answer is None or answer.status >= 500:
            journal.again += 1
            continue
        if answer.status == 200 and json.loads(answer.body).get("done"):
            return ""
        return f"{answer.status}: {answer.body[:120]!r}"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    device: str
    body: bytes


class Line:
    """A connection that is made anew when it breaks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer | None:
        """The answer, or None when the line broke before there was one."""
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
            cookies = answer.headers.get_all("Set-Cookie") or []
            device = next((each.split("=", 1)[1].split(";")[0] for each in cookies if each.startswith("baeum-d")), "")
            return Answer(answer.status, answer.headers.get("Location", ""), device, answer.read())
        except (OSError, http.client.HTTPException):
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            time.sleep(0.02)
            return None
