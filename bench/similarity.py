"""How long a class's work takes to compare, at three sizes.

    python bench/similarity.py

Each piece has about 900 Korean words and 60 lines of code; one in ten copies a passage.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lms.assessments.similarity import Work, compare

SYLLABLES = (
    "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후그느드르므브스으즈츠크트프흐"
)


def piece(chance: random.Random) -> str:
    """A made-up piece of work."""
    words = (" ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(9)) for _ in range(100))
    lines = (
        f"value_{chance.randint(0, 99)} = read({chance.randint(0, 9)}) + {chance.choice('abc')}" for _ in range(60)
    )
    return ". ".join(words) + "\n```python\n" + "\n".join(lines) + "\n```\n"


def main() -> None:
    """Print a line for each size."""
    print(f"{'pieces':>8}{'seconds':>10}{'pairs':>8}")
    for count in (30, 100, 300):
        chance = random.Random(count)
        texts = [piece(chance) for _ in range(count)]
        for number in range(0, count - 1, 10):
            texts[number + 1] += texts[number][:600]
        works = [Work(number, text) for number, text in enumerate(texts)]
        started = time.perf_counter()
        found = compare(works)
        print(f"{count:8}{time.perf_counter() - started:10.2f}{len(found):8}")


if __name__ == "__main__":
    main()
