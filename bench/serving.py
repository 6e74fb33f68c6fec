"""A server of our own on 127.0.0.1, and a bounded load on it. Stops only the process that it started."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Load:
    """Requests a second; milliseconds in the middle and at the 95th percentile; CPU milliseconds of a request."""

    rate: float
    median: float
    late: float
    cpu: float


def cookies_of(answer: http.client.HTTPResponse) -> str:
    """What the answer asks to be sent back, as the header that does so."""
    return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []))


class Server:
    """A running gunicorn."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def connect(self) -> http.client.HTTPConnection:
        """A connection that is kept open."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def sign_in(self, who: str, password: str) -> str:
        """The cookie of somebody who signed in."""
        connection = self.connect()
        connection.request("GET", "/accounts/sign-in")
        answer = connection.getresponse()
        cookie = cookies_of(answer)
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
        token = found[1] if found else ""
        form = {"csrf_token": token, "email": f"{who}@example.org", "password": password, "code": ""}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        connection.request("POST", "/accounts/sign-in", urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 302:
            raise SystemExit(f"{who} could not sign in: {answer.status}")
        return cookies_of(answer) or cookie

    def load(self, path: str, cookie: str, *, clients: int, seconds: float) -> Load:
        """Ask for one page again and again for a while."""
        times: list[float] = []
        lock = threading.Lock()
        until = time.monotonic() + seconds

        def ask() -> None:
            connection, own = self.connect(), []
            while time.monotonic() < until:
                began = time.perf_counter()
                connection.request("GET", path, headers={"Cookie": cookie})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise SystemExit(f"{path} answered {answer.status}")
                own.append((time.perf_counter() - began) * 1000)
            with lock:
                times.extend(own)

        before = self._cpu()
        threads = [threading.Thread(target=ask) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        used = (self._cpu() - before) * 1000
        ranked = sorted(times)
        return Load(len(times) / seconds, statistics.median(ranked), ranked[int(0.95 * len(ranked))], used / len(times))

    def _cpu(self) -> float:
        """Seconds of CPU that the workers have used."""
        ticks = 0
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for pid in children:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, secret: str) -> Iterator[Server]:
    """Serve the database in ``folder`` with two workers of four threads."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ, "BAEUM_SECRET_KEY": secret, "BAEUM_INSTANCE": str(folder), "BAEUM_DEMO": "",
        "BAEUM_DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}", "BAEUM_BIND": f"127.0.0.1:{port}",
        "BAEUM_BASE_URL": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    gunicorn = Path(sys.executable).with_name("gunicorn")
    process = subprocess.Popen(
        [gunicorn, "-c", "gunicorn.conf.py", "wsgi:app"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL
    )
    server = Server(process, port)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait(server: Server) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            connection = server.connect()
            connection.request("GET", "/accounts/sign-in")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")
