"""The tree of a draft, and two trees brought together."""

from __future__ import annotations

import pytest

from lms.courses.writing.merge import merged_tree
from lms.courses.writing.tree import (
    Branch,
    Leaf,
    Tree,
    as_values,
    from_values,
    ordered,
    renamed_module,
    with_lesson,
    with_module,
    without_lesson,
    without_module,
)


def tree(**modules: str) -> Tree:
    """Modules by key, each with a lesson for every letter."""
    return Tree(
        tuple(
            Branch(key, {"ko": key}, tuple(Leaf(letter, {"ko": letter}) for letter in letters))
            for key, letters in modules.items()
        )
    )


def outline(found: Tree) -> dict[str, str]:
    return {branch.key: "".join(leaf.key for leaf in branch.lessons) for branch in found.modules}


def test_modules_and_lessons_get_keys_of_their_own() -> None:
    grown = with_module(with_module(tree(), "첫 모듈!", "ko"), "첫 모듈?", "ko")
    assert [branch.key for branch in grown.modules] == ["첫-모듈", "첫-모듈-2"]
    once, key = with_lesson(grown, "첫-모듈", "../A b", "en")
    twice, second = with_lesson(once, "첫-모듈", "A b", "en")
    assert (key, second) == ("첫-모듈/a-b.md", "첫-모듈/a-b-2.md")
    assert [leaf.key for leaf in twice.modules[0].lessons] == [key, second]
    assert with_lesson(grown, "nowhere", "x", "en")[1] == "첫-모듈-2/x.md"


def test_lessons_come_before_what_lies_beside_them() -> None:
    page = Leaf("p", {"ko": "p"}, is_listed=False, kind="page", beside="a")
    start = Tree((Branch("m", {"ko": "m"}, (Leaf("a", {"ko": "a"}), page)),))
    grown, key = with_lesson(start, "m", "새", "ko")
    assert [leaf.key for leaf in grown.lessons] == ["a", key, "p"]
    assert [leaf.key for leaf in without_lesson(grown, "a").lessons] == [key]
    moved = ordered(grown, {}, {"a": ("m", 9.0)})
    assert [leaf.key for leaf in moved.lessons] == [key, "a", "p"]


@pytest.mark.parametrize(
    ("modules", "lessons", "expected"),
    [
        ({}, {}, {"m": "abc", "n": "d"}),
        ({"m": 2.0, "n": 1.0}, {}, {"n": "d", "m": "abc"}),
        ({}, {"a": ("m", 9.0), "b": ("m", 1.0), "c": ("m", 2.0)}, {"m": "bca", "n": "d"}),
        ({}, {"a": ("n", 0.0)}, {"m": "bc", "n": "ad"}),
        ({}, {"a": ("nowhere", 9.0)}, {"m": "bca", "n": "d"}),
    ],
)
def test_order(modules, lessons, expected) -> None:
    assert outline(ordered(tree(m="abc", n="d"), modules, lessons)) == expected


def test_titles_and_removal() -> None:
    start = tree(m="a", n="b")
    assert renamed_module(start, "m", {"ko": " 새 ", "en": ""}).modules[0].titles == {"ko": "새"}
    assert renamed_module(start, "m", {"ko": " "}) == start
    assert outline(without_module(start, "m")) == {"n": "b"}
    assert from_values(as_values(start)) == start


@pytest.mark.parametrize(
    ("ours", "theirs", "changed", "expected"),
    [
        (tree(m="ab"), tree(m="ba"), (), {"m": "ba"}),
        (tree(m="ba"), tree(m="ab"), (), {"m": "ba"}),
        (tree(m="ba"), tree(m="abx"), (), {"m": "bax"}),
        (tree(m="bay"), tree(m="b"), (), {"m": "by"}),
        (tree(m="bay"), tree(m="b"), ("a",), {"m": "bay"}),
        (tree(m="ba"), tree(m="ab", n="x"), (), {"m": "ba", "n": "x"}),
    ],
)
def test_two_trees_that_grew_from_one(ours, theirs, changed, expected) -> None:
    assert outline(merged_tree(tree(m="ab"), ours, theirs, changed)) == expected
