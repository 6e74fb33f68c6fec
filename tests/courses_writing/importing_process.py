"""A process of its own that imports file after file by the command, and says what each cost.

Its memory is then that of importing, not that of the tests before it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from lms.app import create_app
from tests.conftest import settings


def main(url: str, instance: str, paths: list[str]) -> None:
    """A line of JSON for each path: exit code, what was printed, a fault's name, seconds, and megabytes so far."""
    runner = create_app(settings(url, Path(instance))).test_cli_runner()
    for number, path in enumerate(paths):
        began = time.monotonic()
        answer = runner.invoke(args=["courses", "import", path, "--centre", "here", "--course", f"nasty-{number}"])
        told = {
            "path": path,
            "exit": answer.exit_code,
            "output": answer.output,
            "fault": "" if isinstance(answer.exception, SystemExit | None) else repr(answer.exception),
            "seconds": time.monotonic() - began,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.stdin.read()))
