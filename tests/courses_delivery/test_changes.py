"""What changed between two texts."""

from __future__ import annotations

import time

import pytest

from lms.courses.changes import Mark, Part, Piece, changes
from lms.courses.reading_time import reading_minutes


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("same", "same", [Part(unchanged=1)]),
        ("a\n\nb\n\nc", "a\r\n\r\nb\r\n\r\nc\r\n", [Part(unchanged=3)]),
        (
            "one two three four",
            "one two 3 four",
            [
                Part(
                    (
                        Piece(Mark.SAME, "one two "),
                        Piece(Mark.REMOVED, "three "),
                        Piece(Mark.ADDED, "3 "),
                        Piece(Mark.SAME, "four"),
                    )
                )
            ],
        ),
        ("a", "a\n\nnew", [Part(unchanged=1), Part((Piece(Mark.ADDED, "new"),))]),
        ("old\n\na", "a", [Part((Piece(Mark.REMOVED, "old"),)), Part(unchanged=1)]),
        ("", "", []),
        (
            "전혀 다른 이야기",
            "something else entirely here",
            [Part((Piece(Mark.REMOVED, "전혀 다른 이야기"), Piece(Mark.ADDED, "something else entirely here")))],
        ),
    ],
)
def test_changes(old: str, new: str, expected: list[Part]) -> None:
    assert changes(old, new) == expected


def test_pieces_make_both_texts() -> None:
    old, new = "비가 오면 버스가 늦는다.\n둘째 줄", "비가 많이 오면 버스는 늦는다.\n둘째 줄!"
    (part,) = changes(old, new)
    assert "".join(piece.text for piece in part.pieces if piece.mark is not Mark.REMOVED) == new
    assert "".join(piece.text for piece in part.pieces if piece.mark is not Mark.ADDED) == old


@pytest.mark.timed
def test_a_huge_paragraph_does_not_take_long() -> None:
    begins = time.process_time()
    parts = changes("a " * 50_000, "b a " * 50_000)
    assert time.process_time() - begins < 2
    assert [piece.mark for piece in parts[0].pieces] == [Mark.REMOVED, Mark.ADDED]


@pytest.mark.parametrize(
    ("text", "minutes"), [("", 1), ("가" * 450, 1), ("가" * 4_500, 10), ("word " * 1_800, 10), ("1 2 3 " * 900, 1)]
)
def test_reading_minutes(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes
