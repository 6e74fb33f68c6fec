"""What importing a course costs: seconds, seconds of CPU and the peak of memory, at three sizes and for a real course.

    python bench/course_import.py [path-of-a-course ...]

Courses of 8, 32 and 500 lessons in two languages (about 9,000 letters, a picture, code and a table each, a quiz for
every eight) are made on the spot as zips; named paths come after them. Each is imported by the command's own steps in a
process of its own, over a throw-away SQLite database: read, rendered, stored and indexed; then once more, which must
change nothing. Budget: 32 lessons in two languages in 30 s.
"""

from __future__ import annotations

import io
import json
import logging
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask_migrate import upgrade  # noqa: E402

from lms.app import create_app  # noqa: E402
from lms.cohorts import services as cohorts  # noqa: E402
from lms.core import clock  # noqa: E402
from lms.core.actor import SYSTEM  # noqa: E402
from lms.core.settings import Settings  # noqa: E402
from lms.courses import services  # noqa: E402
from lms.courses.reading import read_course  # noqa: E402

SIZES = (8, 32, 500)
LETTERS = 9_000
OF_A_MODULE = 8
WORDS = (
    "자료", "함수", "값", "표", "모델", "학습", "반복", "조건", "파일", "화면",
    "data", "table", "model", "value", "loop", "function", "result", "error",
)  # fmt: skip
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000000020001e527d4a20000"
    "000049454e44ae426082"
)
logging.getLogger("lms").setLevel(logging.ERROR)


def a_text(chance: random.Random, title: str) -> str:
    """A lesson as instructors write them."""
    parts, size = [f"# {title}\n\n![그림](../images/a.png)\n"], 0
    while size < LETTERS:
        words = " ".join(chance.choice(WORDS) for _ in range(60))
        part = f"## {chance.choice(WORDS)} {len(parts)}\n\n{words}\n\n- **{words[:20]}**\n  - `{words[:9]}`\n"
        if len(parts) % 3 == 0:
            part += "\n```python\nfor value in values:\n    print(value)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        parts.append(part)
        size += len(part)
    return "\n".join(parts)


def a_course(lessons: int) -> bytes:
    """A zip of folders with Markdown; a fixed seed, so that every run imports the same."""
    chance, stream = random.Random(lessons), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("images/a.png", PICTURE)
        for number in range(lessons):
            folder = f"{number // OF_A_MODULE + 1:02d}-module"
            place = f"{folder}/{number % OF_A_MODULE + 1:02d}-lesson"
            archive.writestr(f"{place}/README.md", a_text(chance, f"Lesson {number}").replace("../", "../../"))
            archive.writestr(
                f"{place}/translations/README.ko.md", a_text(chance, f"강의 {number}").replace("../", "../../../")
            )
        options = [{"answerText": word, "isCorrect": str(place == 0).lower()} for place, word in enumerate(WORDS[:4])]
        asked = [{"questionText": f"{word}?", "answerOptions": options} for word in WORDS]
        quizzes = [{"id": number, "title": f"Quiz {number}", "quiz": asked} for number in range(lessons // OF_A_MODULE)]
        archive.writestr("quiz-app/en.json", json.dumps([{"quizzes": quizzes}]))
    return stream.getvalue()


def measure(path: Path) -> dict[str, float]:
    """Import one course into a database of its own, twice."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        app = create_app(Settings(secret_key="b" * 40, database_url=url, instance=Path(folder), base_url=""))
        with app.app_context():
            upgrade()
            centre = cohorts.found_centre(SYSTEM, code="bench", name={"ko": "센터"}).id
            seconds, cpu = [], []
            for _ in range(2):
                began, spent = time.perf_counter(), time.process_time()
                tree = read_course(path)
                draft = services.draft_of(tree, source=path.name)
                taken = services.take_in(
                    SYSTEM, centre_id=centre, code="x", titles=services.titles_of(tree), draft=draft, now=clock.now()
                )
                seconds.append(time.perf_counter() - began)
                cpu.append(time.process_time() - spent)
            if taken.number is not None:
                raise SystemExit("the second import changed something")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "lessons": len(tree.lessons),
        "seconds": seconds[0],
        "cpu": cpu[0],
        "again": seconds[1],
        "peak": peak / 1024,
    }


def main() -> None:
    """A line for each course, each from a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(json.dumps(measure(Path(sys.argv[2]))) + "\n")
        return
    print(f"{'course':28}{'lessons':>8}{'s':>8}{'CPU s':>8}{'again s':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for size in SIZES:
            made.append(Path(folder) / f"{size}-lessons.zip")
            made[-1].write_bytes(a_course(size))
        for path in [*made, *map(Path, sys.argv[1:])]:
            command = [sys.executable, __file__, "--one", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            told = json.loads(done.stdout.splitlines()[-1])
            print(
                f"{path.name:28}{told['lessons']:8}{told['seconds']:8.1f}{told['cpu']:8.1f}{told['again']:9.2f}"
                f"{told['peak']:9.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
