"""Serves on 127.0.0.1 with the clock beside it, until Ctrl-C; stops only what it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def main(port: int) -> int:
    """Start gunicorn and the scheduler, wait, stop both."""
    environ = {**os.environ, "BAEUM_BIND": f"127.0.0.1:{port}"}
    clock = subprocess.Popen([BIN / "flask", "--app", "wsgi", "scheduler"], cwd=ROOT, env=environ)
    web = subprocess.Popen([BIN / "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"], cwd=ROOT, env=environ)
    print(f"\n  Baeum is open: http://127.0.0.1:{port}   (Ctrl-C stops it)\n", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: web.terminate())
    try:
        return web.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for process in (web, clock):
            if process.poll() is None:
                process.terminate()
        for process in (web, clock):
            process.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
