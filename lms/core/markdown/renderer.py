"""The child process: converts one text after the other until its parent is gone.

Started as ``python -m lms.core.markdown.renderer``; says ``ready`` once it has loaded everything.
"""

from __future__ import annotations

import resource
import signal
import sys
from typing import BinaryIO

from lms.core.markdown import wire
from lms.core.markdown.convert import convert

MEMORY = 512 * 1024 * 1024
"""Bytes of address space; a text that needs more fails here, not in the web server."""


LONGEST = 60
"""Seconds after which the process ends itself, should its parent be gone and nobody stop it."""


def _answer(body: bytes) -> bytes:
    try:
        text, options = wire.read_request(body)
        signal.alarm(LONGEST)
        return wire.answer(convert(text, options))
    except (RecursionError, MemoryError, ValueError, IndexError, KeyError, TypeError, AttributeError) as problem:
        return wire.frame({"failure": type(problem).__name__})


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the source ends."""
    sink.write(wire.frame({"ready": True}))
    sink.flush()
    while len(header := source.read(wire.HEADER)) == wire.HEADER:
        sink.write(_answer(source.read(int(header, 16))))
        signal.alarm(0)
        sink.flush()


if __name__ == "__main__":
    convert("```python\npass\n```")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(sys.stdin.buffer, sys.stdout.buffer)
