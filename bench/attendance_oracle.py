"""The attendance engine against an oracle that counts minute by minute.

    python bench/attendance_oracle.py [months] [seed]

Generates courses under terms of their own until so many unit periods (100,000) are reached, and compares every day,
unit and total. Prints the counts; exit code 1 at the first difference.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.attendance.rules.generated_courses import courses, engine_sums  # noqa: E402
from tests.attendance.rules.oracle import judge_course  # noqa: E402


def main(wanted: int, seed: int) -> int:
    """Compare, and say what was compared."""
    counts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    begun = time.perf_counter()
    for course in courses(seed):
        expected = judge_course(course)
        if engine_sums(course) != expected:
            print(f"seed {seed}, course {counts['courses']}: the engine differs from the oracle")
            return 1
        counts["courses"] += 1
        counts["months"] += len(expected["units"])
        counts["days"] += len(expected["days"])
        counts["completing courses"] += expected["completes"]
        counts["expelling units"] += sum(unit["expelled"] for unit in expected["units"])
        counts["converted absences"] += expected["converted"]
        statuses.update(str(status) for status, _minutes, _incidents in expected["days"].values())
        if counts["months"] >= wanted:
            break
    for name, count in (*counts.items(), *sorted(statuses.items())):
        print(f"{name:24}{count:12,}")
    print(f"{'differences':24}{0:12,}\n{'seconds':24}{time.perf_counter() - begun:12.0f}")
    return 0


if __name__ == "__main__":
    months, chosen_seed = (*map(int, sys.argv[1:3]), *(100_000, 2026)[len(sys.argv) - 1 :])
    raise SystemExit(main(months, chosen_seed))
