"""Renderers that are kept ready, given a time limit, and replaced when they exceed it."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO

from lms.core.markdown import wire
from lms.core.markdown.types import Converted, Options

SIZE = 2
"""Renderers of one web worker."""

STARTING_SECONDS = 20.0
"""How long a renderer may take to load."""

WAITING_SECONDS = 8.0
"""How long a text waits for a free renderer."""


class TooSlow(Exception):
    """A text was not converted in its time, or its renderer failed."""


class Child:
    """One renderer; ``None`` process until it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def convert(self, text: str, options: Options, seconds: float) -> Converted:
        """Convert within ``seconds``; raises TooSlow and ends the process otherwise."""
        try:
            process = self._ready()
            _send(process, wire.request(text, options))
            body = _receive(process, time.monotonic() + seconds)
        except (OSError, TooSlow) as problem:
            self.stop()
            raise TooSlow(str(problem)) from problem
        try:
            return wire.read_answer(body)
        except ValueError as problem:
            raise TooSlow(str(problem)) from problem

    def _ready(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self.stop()
        command = [sys.executable, "-m", "lms.core.markdown.renderer"]
        process = self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            bufsize=0,
            start_new_session=True,
        )
        try:
            _receive(process, time.monotonic() + STARTING_SECONDS)
        except (OSError, TooSlow):
            self.stop()
            raise
        return process

    def stop(self) -> None:
        """End the process, if any."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _environment() -> dict[str, str]:
    """The child finds the same modules and gets nothing secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONWARNINGS": "ignore"}


def _send(process: subprocess.Popen[bytes], message: bytes) -> None:
    stream = process.stdin
    if stream is None:
        raise TooSlow("no renderer")
    view = memoryview(message)
    while view:
        view = view[stream.write(view) or 0 :]


def _receive(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    header = _read(process, wire.HEADER, deadline)
    return _read(process, int(header, 16), deadline)


def _read(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    stream = process.stdout
    parts = bytearray()
    while stream is not None and len(parts) < length:
        left = deadline - time.monotonic()
        if left <= 0 or not _arrives(stream, left):
            raise TooSlow("time is over")
        part = stream.read(length - len(parts))
        if not part:
            raise TooSlow("the renderer ended")
        parts += part
    return bytes(parts)


def _arrives(stream: IO[bytes], seconds: float) -> bool:
    waiting = select.poll()
    waiting.register(stream, select.POLLIN)
    return bool(waiting.poll(max(1, round(seconds * 1000))))


class Pool:
    """A few renderers that threads share."""

    def __init__(self, size: int = SIZE) -> None:
        self._free = [Child() for _ in range(size)]
        self._all = tuple(self._free)
        self._wake = threading.Condition()

    def convert(self, text: str, options: Options, seconds: float) -> Converted:
        """Convert with the next free renderer; raises TooSlow."""
        child = self._take()
        try:
            return child.convert(text, options, seconds)
        finally:
            with self._wake:
                self._free.append(child)
                self._wake.notify()

    def _take(self) -> Child:
        with self._wake:
            if not self._wake.wait_for(lambda: bool(self._free), WAITING_SECONDS):
                raise TooSlow("all renderers are busy")
            return self._free.pop()

    def stop(self) -> None:
        """End all renderers."""
        for child in self._all:
            child.stop()


class _Holder:
    """The pool of this process: a forked process gets its own and leaves its parent's renderers alone."""

    def __init__(self) -> None:
        self.pool: Pool | None = None
        self.owner = 0
        self.lock = threading.Lock()

    def get(self) -> Pool:
        with self.lock:
            if self.pool is None or self.owner != os.getpid():
                self.pool, self.owner = Pool(), os.getpid()
            return self.pool

    def stop(self) -> None:
        if self.pool is not None and self.owner == os.getpid():
            self.pool.stop()

    def forget(self) -> None:
        self.lock = threading.Lock()
        self._inherited, self.pool = self.pool, None


_holder = _Holder()
atexit.register(_holder.stop)
os.register_at_fork(after_in_child=_holder.forget)


def shared_pool() -> Pool:
    """The renderers of this process."""
    return _holder.get()
